import { nativeTheme } from 'electron';
import type { AccountRef } from '../src-shared/ipc/schemas/session.ts';
import { confirmAddress } from './app/confirm-address.ts';
import type { DeepLink } from './app/deep-links.ts';
import type { Environment } from './app/environment.ts';
import type { Log } from './app/log.ts';
import { loadPolicy } from './app/policy/load-policy.ts';
import type { Policy } from './app/policy/policy.ts';
import { useProxy } from './app/policy/proxy.ts';
import { PreferenceStore } from './app/preferences.ts';
import type { Settings } from './app/settings.ts';
import { openSettings } from './app/settings-file.ts';
import { systemLocale } from './features/app/app-info.ts';
import { Invitations } from './features/guest/invitations.ts';
import { EarlyDiscovery, saidSchema } from './features/session/early-discovery.ts';
import { openSession } from './session/open-session.ts';
import { PortalGate } from './session/portal-gate.ts';

/** What the rest stands on: what was decided for this computer, what was chosen on it, and who is signed in. */
export interface Ground extends ReturnType<typeof openSession> {
  readonly policy: Policy;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly preferences: PreferenceStore;
  readonly earlyDiscovery: EarlyDiscovery;
  readonly invitations: Invitations;
  readonly gate: PortalGate;
}

/** Read before the rest of main is: the portal answers what it is while that is still being put together. */
export async function layGround(given: {
  readonly environment: Environment;
  readonly log: Log;
  readonly userData: string;
  readonly onDeactivated: (ref: AccountRef) => void;
  /** The link that the system started the application with. */
  readonly link: DeepLink | null;
}): Promise<Ground> {
  const { log, userData, onDeactivated, link } = given;
  const policy = loadPolicy(given.environment.policyFile, log);
  await useProxy(policy.proxy);
  const environment = {
    ...given.environment,
    portalAddress: policy.portalAddress ?? given.environment.portalAddress,
  };
  const settings = openSettings(userData, log);
  const preferences = new PreferenceStore(settings, systemLocale());
  nativeTheme.themeSource = preferences.current.theme;
  const language = () => preferences.language;
  const opened = openSession({ environment, settings, log, language, onDeactivated });
  const earlyDiscovery = new EarlyDiscovery(opened.session, settings.slot('portal', saidSchema, null));
  const invitations = new Invitations(opened.session);
  if (link) invitations.receive(link);
  const gate = new PortalGate({
    session: opened.session,
    invited: () => (invitations.current?.kind === 'share' ? invitations.current.portalAddress : null),
    confirm: (address, contentsId) =>
      confirmAddress(contentsId, { address, words: 'newPortal', language: language() }),
  });
  return { ...opened, invitations, gate, policy, environment, settings, preferences, earlyDiscovery };
}
