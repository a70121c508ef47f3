import { dialog } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import type { AskAgain } from './recover-page.ts';

/** Asks over the window that shows nothing. */
export const askAgainIn =
  (language: () => Language): AskAgain =>
  async (window) => {
    const { textsIn } = await import('./texts.ts');
    const { title, body, again, close } = textsIn(language()).notShown;
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'e-mage',
      message: title,
      detail: body,
      buttons: [again, close],
      defaultId: 0,
      cancelId: 1,
    });
    return response === 0;
  };
