import Store from 'electron-store';
import type { Log } from './log.ts';
import { settingsIn, type Settings } from './settings.ts';

export function openSettings(folder: string, log: Log): Settings {
  // A file that cannot be read is started anew: nothing in it is worth a start that fails.
  const store = new Store({ cwd: folder, name: 'settings', clearInvalidConfig: true, configFileMode: 0o600 });
  return settingsIn({ get: (name) => store.get(name), set: (values) => store.set(values) }, log);
}
