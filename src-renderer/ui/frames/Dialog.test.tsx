// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { isDialogOpen } from './open-dialogs.ts';
import { frenchWords } from '../testing.ts';

beforeEach(() => {
  const watching = { observe: vi.fn(), unobserve: vi.fn(), disconnect: vi.fn() };
  vi.stubGlobal(
    'ResizeObserver',
    vi.fn(function () {
      return watching;
    }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const onClose = vi.fn();
const onConfirm = vi.fn();
const page = (isPending: boolean, isOpen = true) => (
  <I18nextProvider i18n={frenchWords}>
    <ConfirmDialog title="Arrêter ?" confirm="Arrêter" {...{ isOpen, isPending, onClose, onConfirm }}>
      Tout de suite.
    </ConfirmDialog>
  </I18nextProvider>
);
const escape = (): void => void fireEvent.keyDown(screen.getByRole('alertdialog'), { key: 'Escape' });

test('what is on its way cannot be closed as if it were not, nor asked for twice; it is said to be on its way', () => {
  const { rerender } = render(page(true));
  escape();
  fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
  fireEvent.click(screen.getByRole('button', { name: 'Fermer' }));
  fireEvent.click(screen.getByRole('button', { name: 'Arrêter en cours' }));
  expect(onClose).not.toHaveBeenCalled();
  expect(onConfirm).not.toHaveBeenCalled();

  rerender(page(false));
  fireEvent.click(screen.getByRole('button', { name: 'Arrêter' }));
  expect(onConfirm).toHaveBeenCalledOnce();
  escape();
  expect(onClose).toHaveBeenCalledOnce();
});

test('dialogs are counted while they are open', () => {
  expect(isDialogOpen()).toBe(false);
  const { rerender, unmount } = render(page(false));
  expect(isDialogOpen()).toBe(true);
  rerender(page(false, false));
  expect(isDialogOpen()).toBe(false);
  rerender(page(false));
  unmount();
  expect(isDialogOpen()).toBe(false);
});
