import '../ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { call } from '../bridge/call.ts';
import { tellFault, watchFaults } from '../bridge/faults.ts';
import { watchExports } from '../bridge/exports.ts';
import { watchImports } from '../bridge/imports.ts';
import { watchAccessEvents } from '../bridge/access-events.ts';
import { keepCacheTrue } from '../bridge/invalidate.ts';
import { watchInvitation } from '../bridge/invitation.ts';
import { watchPreferences } from '../bridge/preferences.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { prepareSignIn } from '../bridge/queries.ts';
import { useSession, watchSession } from '../bridge/session.ts';
import { watchUpdates } from '../bridge/updates.ts';
import { listenForShortcuts } from '../commands/registry.ts';
import { tellFailed } from '../ui/notices/toasts.tsx';
import { App } from './App.tsx';
import { listenForPlaces } from './places.ts';
import { createI18n } from './i18n.ts';
import { Providers } from './Providers.tsx';

watchFaults();
const queryClient = createQueryClient(tellFailed);
const prepareSignInPage = async (): Promise<void> => {
  const { state } = useSession.getState();
  if (state?.kind === 'signed-out') await prepareSignIn(queryClient, state.portalAddress);
};
// Main knows of these as soon as all of it is there. Where nobody is signed in it has most likely just been started, nothing runs
// yet, and nobody waits for them.
const later = Promise.all([watchImports(), watchExports()]);
const [info] = await Promise.all([
  call('app.info'),
  watchPreferences(),
  watchSession().then(prepareSignInPage),
  watchInvitation(),
]);
if (useSession.getState().state?.kind !== 'signed-out') await later;
keepCacheTrue(queryClient);
watchAccessEvents();
void watchUpdates();
listenForShortcuts(window);
listenForPlaces();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root, { onCaughtError: tellFault, onUncaughtError: tellFault }).render(
  <StrictMode>
    <Providers
      i18n={createI18n(info.systemLanguage)}
      queryClient={queryClient}
      systemLanguage={info.systemLanguage}
    >
      <App info={info} />
    </Providers>
  </StrictMode>,
);
