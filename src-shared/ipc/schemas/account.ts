import { z } from 'zod';
import { accountDetailsSchema } from '../../domain/account.ts';
import { freshnessSchema, idSchema } from './exams.ts';

export const ownAccountSchema = z.object({ account: accountDetailsSchema, freshness: freshnessSchema });

const passwordSchema = z.string().min(1).max(1024);

export const changePasswordInputSchema = z.strictObject({
  currentPassword: passwordSchema,
  newPassword: passwordSchema,
});
export const passwordInputSchema = z.strictObject({ password: passwordSchema });
export const sessionIdInputSchema = z.strictObject({ sessionId: idSchema });
export const reactivationInputSchema = z.strictObject({
  portalAddress: z.string().trim().min(1).max(2048),
  username: z.string().trim().min(1).max(256),
  message: z.string().trim().max(1000).nullable(),
});
