// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { createInstance } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import { Dialog } from '../frames/Dialog.tsx';

const i18n = createInstance();
await i18n.init({
  lng: 'fr',
  resources: { fr: { translation: catalogues.fr } },
  interpolation: { escapeValue: false },
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (isOpen: boolean) => (
  <I18nextProvider i18n={i18n}>
    <button type="button">Ouvrir</button>
    <Dialog title="Question" isOpen={isOpen} onClose={() => undefined}>
      <button type="button">Dedans</button>
    </Dialog>
  </I18nextProvider>
);

test('a dialog gives the focus back before the next frame', async () => {
  const watching = { observe: vi.fn(), unobserve: vi.fn(), disconnect: vi.fn() };
  vi.stubGlobal(
    'ResizeObserver',
    vi.fn(function () {
      return watching;
    }),
  );
  const { rerender } = render(page(false));
  const opener = screen.getByRole('button', { name: 'Ouvrir' });
  opener.focus();
  rerender(page(true));
  screen.getByRole('button', { name: 'Dedans' }).focus();
  // No frame comes from now on.
  vi.stubGlobal('requestAnimationFrame', () => 0);
  rerender(page(false));
  await Promise.resolve();
  expect(document.activeElement).toBe(opener);
});
