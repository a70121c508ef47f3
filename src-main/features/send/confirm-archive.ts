import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { filled, textsIn } from '../../app/texts.ts';

/** Asks the person, in a box that no page can press, whether exams may go to this address. */
export type ConfirmArchive = (url: string) => Promise<boolean>;

export const confirmArchiveIn =
  (window: () => BrowserWindow | undefined, language: () => Language): ConfirmArchive =>
  async (url) => {
    const over = window();
    if (!over) return false;
    const { title, body, confirm, cancel } = textsIn(language()).newArchive;
    const { response } = await dialog.showMessageBox(over, {
      type: 'question',
      title: 'e-mage',
      message: title,
      detail: filled(body, { address: url }),
      buttons: [confirm, cancel],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    return response === 0;
  };
