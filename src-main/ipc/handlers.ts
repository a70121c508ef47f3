import type { WindowKind } from '../../src-shared/ipc/define.ts';
import type { CallInput, CallName, CallOutput, ParsedInput } from '../../src-shared/ipc/channels.ts';

/** Who asks: the id of the window's contents, and what kind of window it is. */
export interface Caller {
  readonly contentsId: number;
  readonly kind: WindowKind;
}

type Handler<N extends CallName> = (
  ...args: CallInput<N> extends undefined
    ? [input: undefined, caller: Caller]
    : [input: ParsedInput<N>, caller: Caller]
) => Promise<Answer<N>> | Answer<N>;

/** A line that answers nothing is answered by a function that returns nothing. */
type Answer<N extends CallName> = CallOutput<N> extends undefined ? void : CallOutput<N>;

/** One function for each line of the table; a line without one is a type error where they are put together. */
export type Handlers = { readonly [N in CallName]: Handler<N> };

/** The handlers of some lines: what a feature gives. */
export type HandlersOf<N extends CallName> = Pick<Handlers, N>;
