import { nativeTheme, powerMonitor } from 'electron';
import { watchIdleness } from './app/idle-lock.ts';
import type { Log } from './app/log.ts';
import { showMenu, type MenuActions } from './app/menu.ts';
import type { Windows } from './app/windows.ts';
import type { ExamsHere } from './exams-here.ts';
import type { VisitWatch } from './features/guest/visit-watch.ts';
import type { Sendings } from './features/send/sendings.ts';
import type { Ground } from './ground.ts';
import type { Broadcast } from './ipc/broadcast.ts';
import type { PortalWatches } from './portal-watches.ts';
import { systemClock } from './session/clock.ts';
import { sameAccount } from './session/memory.ts';

/** What follows when another person is signed in, a preference is another, or this computer was left alone. */
export function followChanges(context: {
  readonly ground: Ground;
  readonly windows: Windows;
  readonly examsHere: Pick<ExamsHere, 'library' | 'endedAccess'>;
  readonly sendings: Sendings;
  readonly visitWatch: VisitWatch;
  readonly watches: PortalWatches;
  readonly menuActions: MenuActions;
  readonly development: boolean;
  readonly broadcast: Broadcast;
  readonly log: Log;
}): void {
  const { windows, sendings, visitWatch, watches, menuActions, development, broadcast, log } = context;
  const { session, preferences } = context.ground;
  const { library, endedAccess } = context.examsHere;

  const drawMenu = (): void =>
    showMenu(
      {
        language: preferences.language,
        platform: process.platform,
        signedIn: session.state.kind === 'signed-in',
        development,
      },
      menuActions,
    );

  let present = session.activeEvenIfLocked;
  session.onChange((state) => {
    const active = session.activeEvenIfLocked;
    const another = !active || !present || !sameAccount(active.ref, present.ref);
    present = active;
    library.follow(active);
    visitWatch.follow();
    if (another) {
      windows.closeViewers();
      sendings.stopAll();
      endedAccess.clear();
    }
    watches.follow(active, { online: state.kind === 'signed-in' && state.online, another });
    windows.hideViewers(state.kind === 'locked');
    windows.expectViewer(state.kind === 'signed-in');
    broadcast('session.changed', state);
    drawMenu();
  });

  preferences.onChange((current) => {
    nativeTheme.themeSource = current.theme;
    broadcast('preferences.changed', current);
    library.applyCacheLimit().catch((error: unknown) => log.warn('cache limit not applied', { error }));
    drawMenu();
  });
  drawMenu();

  powerMonitor.on('resume', () => session.activeEvenIfLocked?.reachability.tryNow());
  watchIdleness({
    clock: systemClock,
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    limitMinutes: () => preferences.current.idleLockMinutes,
    lock: () => {
      if (session.state.kind === 'signed-in') void session.lock();
    },
  });
}
