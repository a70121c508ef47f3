import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import { filled, textsIn } from './texts.ts';

interface Question {
  readonly address: string;
  readonly words: 'newArchive' | 'newPortal';
  readonly language: Language;
}

/** Asks the person, in a box that no page can press, whether this address is the one that they mean. */
export async function confirmAddress(contentsId: number, question: Question): Promise<boolean> {
  for (const window of BrowserWindow.getAllWindows()) {
    if (window.webContents.id !== contentsId) continue;
    const { response } = await dialog.showMessageBox(window, boxOf(question));
    return response === 0;
  }
  return false;
}

function boxOf({ address, words, language }: Question): MessageBoxOptions {
  const { title, body, confirm, cancel } = textsIn(language)[words];
  return {
    type: 'question',
    title: 'e-mage',
    message: title,
    detail: filled(body, { address }),
    buttons: [confirm, cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
}
