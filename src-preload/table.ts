import { calls, events } from '../src-shared/ipc/channels.ts';
import type { CallName, EventName } from '../src-shared/ipc/channels.ts';
import { resultSchemaFor } from '../src-shared/ipc/envelope.ts';
import { failed, type Result } from '../src-shared/ipc/result.ts';

/** What main answered, if it is what the table promises. */
export function checkedAnswer(name: CallName, answer: unknown): Result<unknown> {
  const parsed = resultSchemaFor(calls[name]).safeParse(answer);
  return parsed.success
    ? parsed.data
    : failed({ code: 'internal', message: `${name}: the answer has another shape` });
}

/** Undefined for what the table does not promise. */
export const checkedPayload = (
  name: EventName,
  payload: unknown,
): { readonly payload: unknown } | undefined => {
  const parsed = events[name].safeParse(payload);
  return parsed.success ? { payload: parsed.data } : undefined;
};
