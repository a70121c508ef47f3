import type { CallInput, CallOutput, EventName, EventPayload, PageCallName } from './channels.ts';
import type { Result } from './result.ts';

type CallOf<N extends PageCallName> =
  CallInput<N> extends undefined
    ? () => Promise<Result<CallOutput<N>>>
    : (input: CallInput<N>) => Promise<Result<CallOutput<N>>>;

/** A browser's `File`, as much of it as is known in every process. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** What preload exposes as `window.emage`: one function for each line of the table, and nothing else. */
export interface Bridge {
  readonly calls: { readonly [N in PageCallName]: CallOf<N> };
  /** Imports what was dropped on the window. Preload finds out where it lies. */
  readonly openDropped: (files: readonly DroppedFile[]) => Promise<Result<void>>;
  /** Returns the function that stops listening. */
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void;
}
