import { z } from 'zod';
import { idSchema } from './exams.ts';

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
