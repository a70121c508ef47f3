import { useEffect } from 'react';
import { commandForKey } from './commands/all.ts';
import type { ImagesController } from './controller.ts';
import { useImages } from './store.ts';

/** The active image has the keyboard. */
export const focusImage = (): void =>
  document.querySelector<HTMLElement>('.images-field[data-active="true"] [role="application"]')?.focus();

/** Where nothing has the focus (at first, or after what had it is gone) the keys are the image's. */
export const useImageFocus = (controller: ImagesController): void => {
  const ready = useImages(({ stage }) => stage.kind === 'ready');
  useEffect(() => {
    if (!ready) return undefined;
    if (document.activeElement === document.body) focusImage();
    const take = (event: KeyboardEvent): void => {
      if (event.target !== document.body || event.key === 'Tab') return;
      focusImage();
      const state = useImages.getState();
      const command = state.cell.other === null ? commandForKey(event, state) : undefined;
      if (command === undefined) return;
      event.preventDefault();
      command.run(controller);
    };
    document.addEventListener('keydown', take);
    return () => document.removeEventListener('keydown', take);
  }, [ready, controller]);
};
