import { dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';

// The system's own dialogs, over the window that asks where there still is one.

/** Files or folders that are there; none where the person changed their mind. */
export async function askToOpen(
  owner: BrowserWindow | undefined,
  options: OpenDialogOptions,
): Promise<string[]> {
  const choice = owner ? await dialog.showOpenDialog(owner, options) : await dialog.showOpenDialog(options);
  return choice.canceled ? [] : choice.filePaths;
}

/** Where a new file goes; null where the person changed their mind. */
export async function askToSave(
  owner: BrowserWindow | undefined,
  options: SaveDialogOptions,
): Promise<string | null> {
  const choice = owner ? await dialog.showSaveDialog(owner, options) : await dialog.showSaveDialog(options);
  return choice.canceled || choice.filePath === '' ? null : choice.filePath;
}
