import './first-worker.ts';
// How zod may work under our policy.
import '../../src-shared/ipc/define.ts';
import '../ui/tokens.css';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { call } from '../bridge/call.ts';
import { tellFault, watchFaults } from '../bridge/faults.ts';
import { usePreferences, watchPreferences } from '../bridge/preferences.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { ImagesController } from '../features/images/controller.ts';
import { listenForShortcuts } from '../commands/registry.ts';
import { isDialogOpen } from '../ui/frames/open-dialogs.ts';
import { tellFailed } from '../ui/notices/toasts.tsx';
import { createI18n } from './i18n.ts';
import { Providers } from './Providers.tsx';
import { ViewerPage } from './ViewerPage.tsx';

/** Images are looked at in the dark: a bright frame takes contrast from them (ui.md). */
const keepDark = (): void => {
  const darken = (): void => {
    if (usePreferences.getState().theme !== 'dark') usePreferences.setState({ theme: 'dark' });
  };
  darken();
  usePreferences.subscribe(darken);
};

/** What this window shows, from its address; one that was made ahead is told, and has it in its address from then on. */
const whatWasAskedFor = (): Promise<string> =>
  window.location.search !== ''
    ? Promise.resolve(window.location.search)
    : new Promise((resolve) => {
        const stop = window.emage.on('viewer.begin', (query) => {
          stop();
          window.history.replaceState(null, '', query);
          resolve(query);
        });
      });

const start = async (root: HTMLElement): Promise<void> => {
  watchFaults();
  // Asked for before anything is drawn: the first image waits for nothing else.
  const asked = whatWasAskedFor();
  const controller = new ImagesController();
  void asked.then((query) => controller.open(query));
  const systemLanguage = (language: string): Language => (/^fr\b/i.test(language) ? 'fr' : 'en');
  keepDark();
  listenForShortcuts(window, isDialogOpen);
  const [info] = await Promise.allSettled([call('app.info'), watchPreferences()]);
  const language =
    info.status === 'fulfilled' ? info.value.systemLanguage : systemLanguage(navigator.language);
  const i18n = createI18n(language);
  const queryClient = createQueryClient(tellFailed);
  const page = createRoot(root, { onCaughtError: tellFault, onUncaughtError: tellFault });
  const draw = (reportId: string | null): void =>
    page.render(
      <Providers i18n={i18n} queryClient={queryClient} systemLanguage={language}>
        <ViewerPage controller={controller} reportId={reportId} />
      </Providers>,
    );
  // A window that was made ahead draws its frame while nobody waits for it.
  draw(null);
  draw(new URLSearchParams(await asked).get('report'));
};

const root = document.getElementById('root');
if (root !== null) void start(root);
