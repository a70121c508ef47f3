// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Dialog } from '../frames/Dialog.tsx';
import { frenchWords } from '../testing.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const page = (isOpen: boolean, isDisabled = false) => (
  <I18nextProvider i18n={frenchWords}>
    <main>
      <h1 tabIndex={-1}>Page</h1>
    </main>
    <button type="button" disabled={isDisabled}>
      Ouvrir
    </button>
    <Dialog title="Question" isOpen={isOpen} onClose={() => undefined}>
      <button type="button">Dedans</button>
    </Dialog>
  </I18nextProvider>
);

beforeEach(() => {
  const watching = { observe: vi.fn(), unobserve: vi.fn(), disconnect: vi.fn() };
  vi.stubGlobal(
    'ResizeObserver',
    vi.fn(function () {
      return watching;
    }),
  );
});

test('a dialog gives the focus back before the next frame', async () => {
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

test('where what opened it takes none any more, the page’s heading does', async () => {
  const { rerender } = render(page(false));
  screen.getByRole('button', { name: 'Ouvrir' }).focus();
  rerender(page(true));
  screen.getByRole('button', { name: 'Dedans' }).focus();
  vi.stubGlobal('requestAnimationFrame', () => 0);
  rerender(page(false, true));
  await Promise.resolve();
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Page' }));
});
