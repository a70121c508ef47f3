import { z } from 'zod';
import { appErrorSchema } from '../errors.ts';
import type { CallSpec } from './define.ts';
import type { Result } from './result.ts';

/** What crosses for an answer of this line of the table. A void answer arrives without its `value`. */
export const resultSchemaFor = (spec: CallSpec): z.ZodType<Result<unknown>> =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value: spec.output }),
    z.object({ ok: z.literal(false), error: appErrorSchema }),
  ]);
