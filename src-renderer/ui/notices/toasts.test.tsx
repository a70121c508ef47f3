// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createI18n } from '../../app/i18n.ts';
import { Dialog } from '../frames/Dialog.tsx';
import { dropMessages, leaveFailures, tellDone, tellFailed, Toasts } from './toasts.tsx';

const watching = { observe: () => undefined, disconnect: () => undefined };
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    vi.fn(function () {
      return watching;
    }),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  act(dropMessages);
  cleanup();
  vi.useRealTimers();
});

const show = (open = false) => (
  <I18nextProvider i18n={createI18n('fr')}>
    <Dialog title="Partager" isOpen={open} onClose={() => undefined}>
      …
    </Dialog>
    <Toasts />
  </I18nextProvider>
);

test('what failed stays until the person goes on, and longer where it was told only just now', () => {
  vi.useFakeTimers();
  render(show());
  const words = () => screen.queryAllByText(/pas pu écrire|n’a pas abouti/).map((each) => each.textContent);
  const go = () => act(leaveFailures);
  act(() => tellFailed({ code: 'disk-error', message: '' }));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(words()).toEqual(['Cet ordinateur n’a pas pu écrire ou lire un fichier.']);
  act(() => tellFailed({ code: 'update-failed', message: '' }));
  go();
  expect(words()).toEqual(['La mise à jour n’a pas abouti.']);
  act(() => void vi.advanceTimersByTime(4_000));
  go();
  expect(words()).toEqual([]);
});

test('what failed twice stands once', () => {
  render(show());
  act(() => tellFailed({ code: 'disk-error', message: '' }));
  act(() => tellFailed({ code: 'update-failed', message: '' }));
  act(() => tellFailed({ code: 'disk-error', message: '' }));
  expect(screen.getAllByText(/pas pu écrire/)).toHaveLength(1);
  expect(screen.getAllByText(/n’a pas abouti/)).toHaveLength(1);
});

test('what failed in a dialog goes with it', () => {
  vi.useFakeTimers();
  const { rerender } = render(show(true));
  act(() => tellFailed({ code: 'disk-error', message: '' }));
  act(() => void vi.advanceTimersByTime(4_000));
  expect(screen.queryByText(/pas pu écrire/)).not.toBeNull();
  rerender(show(false));
  act(() => void vi.advanceTimersByTime(1_000));
  expect(screen.queryByText(/pas pu écrire/)).toBeNull();
});

test('what was done goes by itself, once there was time to read it; a lock leaves nothing of it', () => {
  vi.useFakeTimers();
  render(show());
  const long =
    'Le partage avec Hélène Petit est prolongé jusqu’au vendredi 28 novembre 2026, à la fin du jour.';
  act(() => tellDone('Copié.'));
  act(() => tellDone(long));
  act(() => void vi.advanceTimersByTime(6_500));
  expect(screen.queryByText('Copié.')).toBeNull();
  expect(screen.queryByText(long)).not.toBeNull();
  act(() => void vi.advanceTimersByTime(2_500));
  expect(screen.queryByText(long)).toBeNull();
  act(() => tellDone('Copié.'));
  act(() => tellFailed({ code: 'disk-error', message: '' }));
  act(dropMessages);
  expect(screen.queryByText('Copié.')).toBeNull();
  expect(screen.queryByText(/pas pu écrire/)).toBeNull();
});
