import type { CallSpec } from '../src-shared/ipc/define.ts';
import { resultSchemaFor } from '../src-shared/ipc/envelope.ts';
import { failed, type Result } from '../src-shared/ipc/result.ts';

/** What main answered, if it is what this line of the table promises. */
export function checkedBy(spec: CallSpec, name: string, answer: unknown): Result<unknown> {
  const parsed = resultSchemaFor(spec).safeParse(answer);
  return parsed.success
    ? parsed.data
    : failed({ code: 'internal', message: `${name}: the answer has another shape` });
}
