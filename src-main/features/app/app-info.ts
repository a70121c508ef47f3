import { app } from 'electron';
import { canConfirmPerson } from '../../app/confirm-person.ts';
import type { AppInfo } from '../../../src-shared/ipc/schemas/app.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';

/** BCP 47: what the command line says (`--lang`), else the language that the person chose for their system. */
export const systemLocale = (): string =>
  app.commandLine.getSwitchValue('lang') || (app.getPreferredSystemLanguages()[0] ?? app.getLocale());

export function appInfo(systemLanguage: Language): AppInfo {
  const { electron, chrome, node } = process.versions;
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
  return {
    version: app.getVersion(),
    platform,
    systemLanguage,
    platformUnlock: canConfirmPerson(),
    runtime: { electron, chrome, node },
  };
}
