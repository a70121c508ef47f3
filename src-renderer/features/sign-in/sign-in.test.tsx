// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { succeeded } from '../../../src-shared/ipc/result.ts';
import {
  createFakeBridge,
  failure,
  signedOut,
  type FakeOptions,
} from '../../../tests/renderer/fake-bridge.ts';
import { portal } from '../../../tests/renderer/demo-data.ts';
import { createI18n } from '../../app/i18n.ts';
import { createQueryClient } from '../../bridge/query-client.ts';
import { useSession } from '../../bridge/session.ts';
import { prepareSignIn } from '../../bridge/queries.ts';
import { SignInPage } from './SignInPage.tsx';

// jsdom lays nothing out, so nothing scrolls.
beforeAll(() => {
  Element.prototype.scrollIntoView = () => undefined;
});
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

test('does not tick again what the last person here took away', async () => {
  useSession.setState({ state: { ...signedOut, notToStay: true } });
  const user = userEvent.setup();
  const bridge = show();
  await fill(user);
  expect(bridge.made.find(({ name }) => name === 'session.signIn')?.input).toMatchObject({
    staySignedIn: false,
  });
  useSession.setState({ state: null });
});

test('is drawn with what the portal said the last time, and says what became of that', async () => {
  const user = userEvent.setup();
  let answer: (result: ReturnType<typeof failure>) => void = () => undefined;
  const discovered = new Promise<ReturnType<typeof failure>>((resolve) => (answer = resolve));
  vi.stubGlobal(
    'emage',
    createFakeBridge({
      session: signedOut,
      answers: { 'session.discover': () => discovered },
    }),
  );
  const queryClient = createQueryClient();
  const before = { knownAccounts: [], portal: { ...portal, name: 'Un nom ancien' } };
  expect(prepareSignIn(queryClient, signedOut.portalAddress, before)).toBeNull();
  render(
    <I18nextProvider i18n={createI18n('fr')}>
      <QueryClientProvider client={queryClient}>
        <SignInPage session={signedOut} appearance={null} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  expect(screen.getByText('Un nom ancien')).toBeTruthy();
  await user.type(screen.getByLabelText('Identifiant'), 'martin.jeanne');
  answer(failure('portal-not-emage'));
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(screen.queryByText('Un nom ancien')).toBeNull();
  expect(screen.getByLabelText('Adresse du portail')).toBeTruthy();
});

test('an address that is being typed stays when the window comes to the front again', async () => {
  const user = userEvent.setup();
  const bridge = show({ answers: { 'session.discover': () => failure('portal-not-found') } });
  const field = await screen.findByLabelText<HTMLInputElement>('Adresse du portail');
  await user.clear(field);
  await user.type(field, 'autre.example');
  await act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
    window.dispatchEvent(new Event('visibilitychange'));
    return Promise.resolve();
  });
  expect(screen.getByLabelText<HTMLInputElement>('Adresse du portail').value).toBe('autre.example');
  expect(bridge.made.filter(({ name }) => name === 'session.discover')).toHaveLength(1);
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
  expect((await screen.findByRole('timer')).textContent).toMatch(/^1\smin 0[45]\ss$/);
  expect(button.disabled).toBe(true);
  await act(() => vi.advanceTimersByTimeAsync(66_000));
  expect(screen.queryByRole('timer')).toBeNull();
  expect(screen.getByText('Vous pouvez réessayer.')).toBeTruthy();
  expect(button.disabled).toBe(false);
});

test('a password can be pasted, and seen; password managers know the fields', async () => {
  const user = userEvent.setup();
  show();
  const field = await screen.findByLabelText<HTMLInputElement>('Mot de passe');
  expect(field.autocomplete).toBe('current-password');
  expect(screen.getByLabelText<HTMLInputElement>('Identifiant').autocomplete).toBe('username');
  await user.click(field);
  await user.paste('une longue phrase');
  expect(field.value).toBe('une longue phrase');
  expect(field.type).toBe('password');
  await user.click(screen.getByRole('button', { name: /Voir/ }));
  expect(field.type).toBe('text');
});

test('a family chooses who sits here; someone else still can sign in', async () => {
  const user = userEvent.setup();
  const known = (username: string, displayName: string) => ({
    portalAddress: 'https://e-mage.org',
    portalName: 'e-mage Grand Est',
    username,
    displayName,
    remembered: false,
  });
  show({
    answers: {
      'session.knownAccounts': () =>
        succeeded([known('martin.jeanne', 'Madame Martin'), known('martin.henri', 'Monsieur Martin')]),
    },
  });
  await user.click(await screen.findByRole('button', { name: /^Madame Martin/ }));
  expect((await screen.findByLabelText<HTMLInputElement>('Identifiant')).value).toBe('martin.jeanne');
  await user.click(screen.getByRole('button', { name: 'Choisir une autre personne' }));
  await user.click(screen.getByRole('button', { name: 'Une autre personne' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Identifiant')).value).toBe('');
});

test('without the portal the password opens what is here, and staying signed in is no question', async () => {
  const user = userEvent.setup();
  let asked = 0;
  const unreachable = { ...portal, unreachable: true };
  const bridge = show({
    answers: { 'session.discover': () => succeeded(asked++ === 0 ? unreachable : portal) },
  });
  expect(await screen.findByText('Le portail ne répond pas.')).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
  await user.type(screen.getByLabelText('Identifiant'), 'martin.jeanne');
  await user.type(screen.getByLabelText('Mot de passe'), 'faux');
  await user.click(screen.getByRole('button', { name: 'Ouvrir mes examens gardés ici' }));
  expect(bridge.made.find(({ name }) => name === 'session.signIn')?.input).toMatchObject({
    staySignedIn: false,
  });
  cleanup();
  asked = 0;
  show({ answers: { 'session.discover': () => succeeded(asked++ === 0 ? unreachable : portal) } });
  await user.click(await screen.findByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('checkbox')).toBeTruthy();
});

test('what is locked with the password before is opened with that, or given up', async () => {
  const user = userEvent.setup();
  const bridge = show({ answers: { 'session.signIn': () => failure('library-password-changed') } });
  await fill(user);
  expect((await screen.findByRole('alert')).textContent).toContain('mot de passe précédent');
  const former = screen.getByLabelText<HTMLInputElement>('Mot de passe précédent');
  expect(document.activeElement).toBe(former);
  await user.type(former, 'avant');
  await user.click(screen.getByRole('button', { name: 'Se connecter' }));
  await user.click(await screen.findByRole('button', { name: 'Effacer ce qui est gardé ici et continuer' }));
  const sent = bridge.made.filter(({ name }) => name === 'session.signIn').map(({ input }) => input);
  expect(sent).toMatchObject([
    { password: 'faux' },
    { password: 'faux', formerPassword: 'avant' },
    { password: 'faux', giveUpLocked: true },
  ]);
});
