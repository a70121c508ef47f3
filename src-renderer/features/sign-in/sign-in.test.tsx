// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import {
  createFakeBridge,
  failure,
  signedOut,
  type FakeOptions,
} from '../../../tests/renderer/fake-bridge.ts';
import { createI18n } from '../../app/i18n.ts';
import { createQueryClient } from '../../bridge/query-client.ts';
import { SignInPage } from './SignInPage.tsx';

afterEach(() => {
  cleanup();
  localStorage.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(options: FakeOptions = {}) {
  const bridge = createFakeBridge({ session: signedOut, ...options });
  vi.stubGlobal('emage', bridge);
  render(
    <I18nextProvider i18n={createI18n('fr')}>
      <QueryClientProvider client={createQueryClient()}>
        <SignInPage session={signedOut} appearance={null} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return bridge;
}

async function fill(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await user.type(await screen.findByLabelText('Identifiant'), 'martin.jeanne');
  await user.type(screen.getByLabelText('Mot de passe'), 'faux');
  await user.click(screen.getByRole('button', { name: 'Se connecter' }));
}

test('shows which portal it is, and sends what was typed', async () => {
  const user = userEvent.setup();
  const bridge = show();
  expect(await screen.findByText('e-mage Grand Est')).toBeTruthy();
  await fill(user);
  expect(bridge.made.find(({ name }) => name === 'session.signIn')?.input).toEqual({
    portalAddress: 'https://e-mage.org',
    username: 'martin.jeanne',
    password: 'faux',
    staySignedIn: true,
  });
});

test('empty fields are named, and nothing is sent', async () => {
  const user = userEvent.setup();
  const bridge = show();
  await user.click(await screen.findByRole('button', { name: 'Se connecter' }));
  expect(screen.getByText('Saisissez votre identifiant.')).toBeTruthy();
  expect(screen.getByText('Saisissez votre mot de passe.')).toBeTruthy();
  expect(bridge.made.some(({ name }) => name === 'session.signIn')).toBe(false);
});

test('a wrong password says how many attempts are left and keeps the name', async () => {
  const user = userEvent.setup();
  show({ answers: { 'session.signIn': () => failure('wrong-credentials', { attemptsLeft: 2 }) } });
  await fill(user);
  expect((await screen.findByRole('alert')).textContent).toContain('2 essais');
  expect(screen.getByLabelText<HTMLInputElement>('Identifiant').value).toBe('martin.jeanne');
  expect(document.activeElement).toBe(screen.getByLabelText('Mot de passe'));
});

test('a blocked account counts down, and opens again by itself', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
  show({ answers: { 'session.signIn': () => failure('account-locked', { retryAfter: 65 }) } });
  await fill(user);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Se connecter' });
  expect((await screen.findByRole('timer')).textContent).toMatch(/^1 min 0[45] s$/);
  expect(button.disabled).toBe(true);
  await act(() => vi.advanceTimersByTimeAsync(66_000));
  expect(screen.queryByRole('timer')).toBeNull();
  expect(screen.getByText('Vous pouvez réessayer.')).toBeTruthy();
  expect(button.disabled).toBe(false);
});
