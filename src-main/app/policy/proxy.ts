import { app, session, type ProxyConfig } from 'electron';
import type { Policy } from './policy.ts';

/** The network sessions of main: the portal's, the one to a doctor's archive, and electron-updater's own. The library process has the application's. */
const partitions = ['portal', 'archive', 'electron-updater'];

/** The system's proxy is Chromium's default; a policy can name another. To be awaited before the first request. */
export async function useProxy(proxy: Policy['proxy']): Promise<void> {
  if (proxy === undefined || proxy === 'system') return;
  const config: ProxyConfig =
    proxy === 'direct'
      ? { mode: 'direct' }
      : { mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: '<local>' };
  const sessions = partitions.map((name) => session.fromPartition(name, { cache: false }));
  await Promise.all([app.setProxy(config), ...sessions.map((each) => each.setProxy(config))]);
}
