import { hostname } from 'node:os';
import { net, session as electronSession } from 'electron';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import type { Environment } from '../app/environment.ts';
import type { Log } from '../app/log.ts';
import type { Settings } from '../app/settings.ts';
import { createHttp, type Http } from '../sources/portal/http.ts';
import { systemClock } from './clock.ts';
import { createKeychain } from './keychain.ts';
import { emptySessionMemory, SessionMemory, sessionMemorySchema } from './memory.ts';
import { directRoutes } from './direct-routes.ts';
import { LibraryKeys } from './library-keys.ts';
import { Secrets } from './secrets.ts';
import { Session } from './session.ts';
import { portalSource } from './source.ts';
import type { RouteTo } from '../sources/portal/direct/bytes-directly.ts';

const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
};

/** The session with what it needs of this computer: its keychain, its network, its name. */
export function openSession(context: {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly log: Log;
  readonly language: () => 'fr' | 'en';
  readonly onDeactivated: (ref: AccountRef) => void;
}): {
  session: Session;
  secrets: Secrets;
  libraryKeys: LibraryKeys;
  http: Http;
  fetch: typeof globalThis.fetch;
  routeTo: RouteTo;
  portalNow: () => number | null;
  closeKeychain: () => Promise<void>;
} {
  const { environment, settings, log, language, onDeactivated } = context;
  // A network session in memory, apart from that of the pages: no cookies, no cache, the system's proxy and certificates.
  const network = electronSession.fromPartition('portal', { cache: false });
  const routeTo = directRoutes(network);
  const fetch: typeof globalThis.fetch = (input, init) =>
    network.fetch(input instanceof URL ? input.href : input, init);
  // Counted on by a clock that nobody can set: this computer's may be wrong.
  let portalDate: { readonly instant: number; readonly at: number } | null = null;
  const http = createHttp({
    fetch,
    language,
    onReach: (reach) => session.reportReach(reach),
    onDate: (instant) => (portalDate = { instant, at: performance.now() }),
  });
  const keychain = createKeychain(async () => (await import('keytar')).default);
  const secrets = new Secrets(keychain);
  const libraryKeys = new LibraryKeys(keychain);
  const session = new Session({
    source: portalSource({
      http,
      language,
      deviceName: `e-mage – ${hostname()} (${systems[process.platform] ?? process.platform})`,
    }),
    secrets,
    libraryKeys,
    memory: new SessionMemory(settings.slot('session', sessionMemorySchema, emptySessionMemory)),
    clock: systemClock,
    log,
    onDeactivated,
    defaultAddress: environment.portalAddress,
    addressGiven: environment.portalAddressGiven,
    hasNetwork: () => net.isOnline(),
  });
  const portalNow = (): number | null =>
    portalDate && portalDate.instant + (performance.now() - portalDate.at);
  const closeKeychain = (): Promise<void> => keychain.close();
  return { session, secrets, libraryKeys, http, fetch, routeTo, portalNow, closeKeychain };
}
