import type { AppUpdater } from 'electron-updater';
import type { Log } from '../log.ts';
import type { Updater } from './updates.ts';

/**
 * electron-updater, set to do nothing by itself but replace the application when it ends, once a release was fetched. It is
 * loaded when it is first needed: a start does not wait for it.
 */
export function electronUpdater(feed: string, log: Log): Updater {
  let loading: Promise<AppUpdater> | undefined;
  const loaded = (): Promise<AppUpdater> => (loading ??= load(feed, log));
  return {
    async look() {
      const result = await (await loaded()).checkForUpdates();
      if (!result) return null;
      const { isUpdateAvailable, updateInfo } = result;
      return { newer: isUpdateAvailable, version: updateInfo.version, release: updateInfo };
    },
    async download(onProgress) {
      const updater = await loaded();
      const listener = ({ percent }: { percent: number }): void =>
        onProgress(Math.min(1, Math.max(0, percent / 100)));
      updater.on('download-progress', listener);
      try {
        await updater.downloadUpdate();
      } finally {
        updater.off('download-progress', listener);
      }
    },
    replaceAndRestart() {
      // It was loaded to fetch what replaces us; Windows shows no wizard.
      void loaded().then((updater) => updater.quitAndInstall(true, true));
    },
  };
}

async function load(feed: string, log: Log): Promise<AppUpdater> {
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.setFeedURL({ provider: 'generic', url: feed });
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.allowDowngrade = false;
  autoUpdater.disableWebInstaller = true;
  // What it logs names files of this computer; what went wrong is thrown as well.
  autoUpdater.logger = null;
  autoUpdater.on('error', () => log.warn('updater', { state: 'failed' }));
  return autoUpdater;
}
