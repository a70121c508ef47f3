import '../ui/tokens.css';
import type { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Preferences } from '../../src-shared/domain/preferences.ts';
import type { AppInfo } from '../../src-shared/ipc/schemas/app.ts';
import type { Beginning } from '../../src-shared/ipc/schemas/beginning.ts';
import type { Result } from '../../src-shared/ipc/result.ts';
import { CallFailure } from '../bridge/call.ts';
import { tellFault, watchFaults } from '../bridge/faults.ts';
import { watchExports } from '../bridge/exports.ts';
import { watchImports } from '../bridge/imports.ts';
import { watchAccessEvents } from '../bridge/access-events.ts';
import { keepCacheTrue } from '../bridge/invalidate.ts';
import { showInvitation, watchInvitation } from '../bridge/invitation.ts';
import { showPreferences, watchPreferences } from '../bridge/preferences.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { prepareSignIn } from '../bridge/queries.ts';
import { showSession, watchSession } from '../bridge/session.ts';
import { watchUpdates } from '../bridge/updates.ts';
import { listenForShortcuts } from '../commands/registry.ts';
import { isDialogOpen } from '../ui/frames/open-dialogs.ts';
import { tellFailed } from '../ui/notices/toasts.tsx';
import { App } from './App.tsx';
import { applyAppearance } from './appearance.ts';
import { listenForPlaces } from './places.ts';
import { createI18n } from './i18n.ts';
import { Providers } from './Providers.tsx';

/** Draws the shell with what main said; where nothing else is to be waited for, before this returns. */
export async function showShell(begin: Result<Beginning>): Promise<void> {
  watchFaults();
  if (!begin.ok) throw new CallFailure(begin.error);
  const { info, preferences, session, invitation } = begin.value;
  showPreferences(preferences);
  showSession(session);
  showInvitation(invitation);
  const queryClient = createQueryClient(tellFailed);
  const isSignedOut = session.kind === 'signed-out';
  const toCome = isSignedOut
    ? prepareSignIn(queryClient, session.portalAddress, begin.value)
    : Promise.all([watchImports(), watchExports()]);
  if (toCome) await toCome;
  keepCacheTrue(queryClient);
  watchAccessEvents();
  listenForShortcuts(window, isDialogOpen);
  listenForPlaces();
  draw(info, preferences, queryClient);

  // What changed since main said it, and from now on. What runs is asked for here where nobody is signed in: it has most likely just
  // been started, and nothing runs yet.
  const watching = [watchPreferences(), watchSession(), watchInvitation(), watchUpdates()];
  await Promise.all(isSignedOut ? [...watching, watchImports(), watchExports()] : watching);
}

function draw(info: AppInfo, preferences: Preferences, queryClient: QueryClient): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const { systemLanguage } = info;
  const language = preferences.language === 'system' ? systemLanguage : preferences.language;
  // Nothing is laid out yet: later it would be laid out twice.
  applyAppearance(preferences)();
  const page = createRoot(root, { onCaughtError: tellFault, onUncaughtError: tellFault });
  flushSync(() =>
    page.render(
      <StrictMode>
        <Providers i18n={createI18n(language)} queryClient={queryClient} systemLanguage={systemLanguage}>
          <App info={info} />
        </Providers>
      </StrictMode>,
    ),
  );
}
