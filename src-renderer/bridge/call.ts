import type { CallInput, CallOutput, PageCallName } from '../../src-shared/ipc/channels.ts';
import type { Bridge } from '../../src-shared/ipc/bridge.ts';
import type { Result } from '../../src-shared/ipc/result.ts';
import type { AppError } from '../../src-shared/errors.ts';

declare global {
  interface Window {
    /** What preload exposes. */
    readonly emage: Bridge;
  }
}

/** An expected failure on its way through code that throws, e.g. a query; carries the value that main answered. */
export class CallFailure extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.name = 'CallFailure';
    this.error = error;
  }
}

type WithoutInput = { [N in PageCallName]: CallInput<N> extends undefined ? N : never }[PageCallName];
type WithInput = Exclude<PageCallName, WithoutInput>;

/** Asks main; throws a `CallFailure` where main answered with an error. */
export async function call<N extends WithoutInput>(name: N): Promise<CallOutput<N>>;
export async function call<N extends WithInput>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
export async function call(name: PageCallName, input?: unknown): Promise<unknown> {
  // The two signatures above have checked the input against the table.
  const line: { ask(input?: unknown): Promise<Result<unknown>> } = { ask: window.emage.calls[name] };
  const answer = await line.ask(input);
  if (answer.ok) return answer.value;
  throw new CallFailure(answer.error);
}

/** Whatever was thrown, as an error that has words. */
export function appErrorOf(thrown: unknown): AppError {
  if (thrown instanceof CallFailure) return thrown.error;
  return { code: 'internal', message: thrown instanceof Error ? thrown.message.slice(0, 500) : 'unknown' };
}
