import { app, autoUpdater as systemUpdater } from 'electron';
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
      // It was loaded to fetch what replaces us; Windows shows no wizard. On Linux it would start the new version at once, which
      // finds this one still closing its files, and stands back.
      void loaded().then((updater) => updater.quitAndInstall(true, process.platform !== 'linux'));
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
  if (process.platform === 'linux') startAgainWhenReplaced(autoUpdater);
  return autoUpdater;
}

/** The new version begins when this one's process has ended, and not before. */
function startAgainWhenReplaced(updater: AppUpdater): void {
  let execPath = process.env['APPIMAGE'];
  updater.on('appimage-filename-updated', (path) => (execPath = path));
  // Only after a replacement that was asked for, and has come about.
  systemUpdater.once('before-quit-for-update', () => {
    if (execPath !== undefined) app.relaunch({ execPath, args: [] });
  });
}
