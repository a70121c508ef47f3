import type { GoTo } from '../../src-shared/ipc/schemas/app.ts';
import { assertNever } from '../../src-shared/assert-never.ts';
import { useSession } from '../bridge/session.ts';
import { go } from './navigation.ts';
import type { Route } from './routes.ts';

function routeOf(place: GoTo): Route {
  switch (place) {
    case 'home':
    case 'exams':
      return { page: place };
    case 'professionals':
      return { page: 'personal-space', tab: 'professionals' };
    case 'preferences':
      return { page: 'personal-space', tab: 'preferences' };
    case 'help':
    case 'shortcuts':
    case 'about':
      return { page: 'help' };
    default:
      return assertNever(place);
  }
}

/** Goes where the application's menu or a notification leads; nowhere while nobody is signed in. */
export const listenForPlaces = (): (() => void) =>
  window.emage.on('shell.goTo', (place) => {
    if (useSession.getState().state?.kind === 'signed-in') go(routeOf(place));
  });
