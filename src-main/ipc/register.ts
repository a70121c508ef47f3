import { AppFailure, type AppError } from '../../src-shared/errors.ts';
import type { CallName } from '../../src-shared/ipc/channels.ts';
import type { CallSpec, WindowKind } from '../../src-shared/ipc/define.ts';
import { firstCalls, isFirstCallName } from '../../src-shared/ipc/first-calls.ts';
import { failed, succeeded, type Result } from '../../src-shared/ipc/result.ts';
import { callChannel } from '../../src-shared/ipc/wire.ts';
import type { Log } from '../app/log.ts';
import type { Caller, Handlers } from './handlers.ts';

/** As much of Electron's `IpcMainInvokeEvent` as is looked at. */
export interface CallEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** As much of Electron's `ipcMain` as is used. */
export interface CallReceiver {
  handle(channel: string, listener: (event: CallEvent, input: unknown) => Promise<unknown>): void;
}

export interface RegisterOptions {
  readonly receiver: CallReceiver;
  /** Those of the whole table. */
  readonly names: readonly CallName[];
  /** Those that answer before the others are there. */
  readonly first: Partial<Handlers>;
  readonly all: Promise<Handlers>;
  /** The kind of one of our windows; undefined for contents that are none. */
  readonly kindOf: (contentsId: number) => WindowKind | undefined;
  readonly isOurPage: (url: string) => boolean;
  readonly log: Log;
}

/** Answers every line of the table: sender checked, input parsed, answer parsed, failure turned into a value. */
export function registerCalls(options: RegisterOptions): void {
  for (const name of options.names) {
    options.receiver.handle(callChannel(name), (event, input) => answerCall(name, event, input, options));
  }
}

/** Never rejects: a rejection would cross with a stack and with words that nobody checked. */
export async function answerCall(
  name: string,
  event: CallEvent,
  input: unknown,
  options: Omit<RegisterOptions, 'receiver' | 'names'>,
): Promise<Result<unknown>> {
  // At once: a page's last call, as its window goes, is handled when neither is there any more.
  const caller = callerOf(event, options);
  const line = await lineOf(name);
  if (!line) return failed({ code: 'invalid-request', message: 'no such call' });
  const { spec } = line;
  if (caller === undefined || !spec.from.includes(caller.kind)) {
    options.log.warn('call refused', { call: name, reason: 'sender' });
    return failed({ code: 'invalid-request', message: `${name}: this sender may not call` });
  }
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) {
    options.log.warn('call refused', { call: name, reason: 'input' });
    return failed({ code: 'invalid-request', message: `${name}: the input has another shape` });
  }
  try {
    // The table ties each handler to its own input; a loop over names cannot carry that tie.
    const handler = (options.first[line.name] ?? (await options.all)[line.name]) as (
      input: unknown,
      caller: Caller,
    ) => unknown;
    const output = spec.output.safeParse(await handler(parsed.data, caller));
    if (output.success) return succeeded(output.data);
    options.log.error('call answered in another shape', {
      call: name,
      at: output.error.issues[0]?.path.join('.') ?? '',
    });
    return failed({ code: 'internal', message: `${name}: the answer has another shape` });
  } catch (error) {
    return failed(asAppError(name, error, options.log));
  }
}

/** The whole table is read with what answers it, after the first page has its answers. */
async function lineOf(
  name: string,
): Promise<{ readonly name: CallName; readonly spec: CallSpec } | undefined> {
  if (isFirstCallName(name)) return { name, spec: firstCalls[name] };
  const { calls, isCallName } = await import('../../src-shared/ipc/channels.ts');
  return isCallName(name) ? { name, spec: calls[name] } : undefined;
}

function callerOf(
  event: CallEvent,
  { kindOf, isOurPage }: Pick<RegisterOptions, 'kindOf' | 'isOurPage'>,
): Caller | undefined {
  // No frame: it went away while the message travelled. A parent: an embedded frame, of which we have none.
  const frame = event.senderFrame;
  if (frame?.parent !== null || !isOurPage(frame.url)) return undefined;
  const kind = kindOf(event.sender.id);
  return kind && { contentsId: event.sender.id, kind };
}

function asAppError(call: string, error: unknown, log: Log): AppError {
  if (error instanceof AppFailure) {
    log.info('call failed', { call, code: error.error.code, message: error.error.message });
    return error.error;
  }
  log.error('call threw', { call, error });
  return { code: 'internal', message: `${call}: unexpected failure` };
}
