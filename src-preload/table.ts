import { calls, events } from '../src-shared/ipc/channels.ts';
import type { CallName, EventName } from '../src-shared/ipc/channels.ts';
import type { Result } from '../src-shared/ipc/result.ts';
import { checkedBy } from './checked-by.ts';

/** What main answered, if it is what the table promises. */
export const checkedAnswer = (name: CallName, answer: unknown): Result<unknown> =>
  checkedBy(calls[name], name, answer);

/** Undefined for what the table does not promise. */
export const checkedPayload = (
  name: EventName,
  payload: unknown,
): { readonly payload: unknown } | undefined => {
  const parsed = events[name].safeParse(payload);
  return parsed.success ? { payload: parsed.data } : undefined;
};
