import type { CallInput, CallName, CallOutput, EventName, EventPayload } from './channels.ts';
import type { Result } from './result.ts';

type CallOf<N extends CallName> =
  CallInput<N> extends undefined
    ? () => Promise<Result<CallOutput<N>>>
    : (input: CallInput<N>) => Promise<Result<CallOutput<N>>>;

/** What preload exposes as `window.emage`: one function for each line of the table, and nothing else. */
export interface Bridge {
  readonly calls: { readonly [N in CallName]: CallOf<N> };
  /** Returns the function that stops listening. */
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void;
}
