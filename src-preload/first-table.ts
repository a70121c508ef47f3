import { firstCalls, type FirstCallName } from '../src-shared/ipc/first-calls.ts';
import type { Result } from '../src-shared/ipc/result.ts';
import { checkedBy } from './checked-by.ts';

/** As `table.ts` does, for what the first page asks before it draws. */
export const checkedFirstAnswer = (name: FirstCallName, answer: unknown): Result<unknown> =>
  checkedBy(firstCalls[name], name, answer);
