// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { createI18n } from '../../app/i18n.ts';
import { leaveFailures, tellFailed, Toasts } from './toasts.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('what failed stays until the person goes on, and longer where it was told only just now', () => {
  vi.useFakeTimers();
  render(
    <I18nextProvider i18n={createI18n('fr')}>
      <Toasts />
    </I18nextProvider>,
  );
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
