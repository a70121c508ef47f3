import { dialog } from 'electron';
import type { Language } from '../../src-shared/i18n/catalogues.ts';
import type { AskBeforeLoss } from './hold-for-page.ts';

/** Asks over the window that was to be closed; it may be one that nobody sees. */
export const askBeforeLossIn =
  (language: () => Language): AskBeforeLoss =>
  async (window) => {
    const { textsIn } = await import('./texts.ts');
    const { title, body, back, close } = textsIn(language()).shownOnce;
    if (window.isMinimized()) window.restore();
    window.show();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      title: 'e-mage',
      message: title,
      detail: body,
      buttons: [back, close],
      defaultId: 0,
      cancelId: 0,
    });
    return response === 1;
  };
