import { ipcMain } from 'electron';
import type { CallName } from '../src-shared/ipc/channels.ts';
import { isOurPage } from './app/pages.ts';
import type { Log } from './app/log.ts';
import type { Application } from './compose.ts';
import { firstHandlers, type FirstHandlers } from './features/first-handlers.ts';
import type { Ground } from './ground.ts';
import { registerCalls } from './ipc/register.ts';

/** The table's names, written here by the build: its schemas are made later. */
declare const __CALL_NAMES__: readonly CallName[];

/** Answers the pages' calls: the first page's at once, all others as soon as there is an application. */
export function answerCalls(context: {
  readonly ground: Ground;
  /** The id of the shell's first contents, which ask before there is an application that knows its windows. */
  readonly firstContents: number;
  readonly whole: Promise<Application>;
  readonly log: Log;
}): FirstHandlers {
  const { ground, firstContents, whole, log } = context;
  let application: Application | null = null;
  const first = firstHandlers({ ...ground, takenUp: whole });
  registerCalls({
    receiver: ipcMain,
    names: __CALL_NAMES__,
    first,
    all: whole.then(({ handlers }) => handlers),
    kindOf: (contentsId) => (contentsId === firstContents ? 'shell' : application?.kindOf(contentsId)),
    isOurPage,
    log,
  });
  void whole.then((composed) => (application = composed));
  return first;
}
