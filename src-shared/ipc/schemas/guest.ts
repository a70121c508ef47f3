import { z } from 'zod';

export const enterInputSchema = z.strictObject({ accessCode: z.string().trim().min(1).max(64) });
