import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, clipboard, shell } from 'electron';
import { defaultSupport } from '../src-shared/domain/support.ts';
import type { Link } from '../src-shared/ipc/schemas/help.ts';
import { confirmAddress } from './app/confirm-address.ts';
import { confirmPerson } from './app/confirm-person.ts';
import { printPdf } from './app/print-pdf.ts';
import type { Windows } from './app/windows.ts';
import { targetDialogIn } from './features/export/target-dialog.ts';
import { diagnosticText } from './features/help/diagnostic.ts';
import { gatherFacts } from './features/help/gather-facts.ts';
import { addressOf } from './features/help/links.ts';
import { openDialogIn } from './features/import/open-dialog.ts';
import type { AccountLibrary } from './features/library/account-library.ts';
import { picturePlaceIn } from './features/pictures/picture-place.ts';
import { saveAsIn } from './features/save-dialog.ts';
import type { Ground } from './ground.ts';
import { BrowserSignIn } from './session/browser-sign-in.ts';

/** What pages get of the desktop around them: dialogs over their window, other programs, the clipboard, this program's own files. */
export function desktopOf(context: {
  readonly ground: Ground;
  readonly windows: Windows;
  readonly library: AccountLibrary;
  readonly out: string;
  readonly userData: string;
}) {
  const { windows, library, out, userData } = context;
  const { session, preferences, earlyDiscovery } = context.ground;
  const language = () => preferences.language;
  const over = (contentsId: number) => () => windows.windowOf(contentsId);
  const openBrowser = (address: string): Promise<void> => shell.openExternal(address);

  return {
    contentsOf: (contentsId: number) => windows.windowOf(contentsId)?.webContents,
    targetDialog: (contentsId: number) => targetDialogIn(over(contentsId), language),
    picturePlace: (contentsId: number) => picturePlaceIn(over(contentsId), language),
    openDialog: (contentsId: number) => openDialogIn(over(contentsId), language),
    confirmArchive: (contentsId: number) => (address: string) =>
      confirmAddress(contentsId, { address, words: 'newArchive', language: language() }),
    saveAs: (contentsId: number) => saveAsIn(over(contentsId)),
    reveal: (path: string): void => shell.showItemInFolder(path),
    copy: (text: string): void => void clipboard.writeText(text),
    printPdf,
    openLink: async (link: Link): Promise<void> => {
      const { state } = session;
      const portal = state.kind === 'signed-out' ? earlyDiscovery.shown : state.portal;
      const { email: supportEmail } = portal?.support ?? defaultSupport;
      await openBrowser(addressOf(link, { supportEmail, language: language(), version: app.getVersion() }));
    },
    browserSignIn: new BrowserSignIn({ openBrowser, language }),
    confirmPerson: () => confirmPerson(language()),
    licences: () => readFile(join(out, 'licences.txt'), 'utf8'),
    diagnostic: async () => {
      const logFile = join(userData, 'logs/main.log');
      return diagnosticText(await gatherFacts({ session, library, logFile, language: language() }));
    },
  };
}
