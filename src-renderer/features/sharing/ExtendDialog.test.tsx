// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { portal, shares } from '../../../tests/renderer/demo-data.ts';
import { createFakeBridge, failure } from '../../../tests/renderer/fake-bridge.ts';
import { createQueryClient } from '../../bridge/query-client.ts';
import { frenchWords } from '../../ui/testing.ts';
import { ExtendDialog } from './ExtendDialog.tsx';

const watching = { observe: () => undefined, disconnect: () => undefined };
beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
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

test('a share that was stopped from elsewhere meanwhile: the patient is not told to ask themselves for another', async () => {
  vi.stubGlobal('emage', createFakeBridge({ answers: { 'sharing.extend': () => failure('share-expired') } }));
  const [share] = shares;
  if (!share) throw new Error('no share');
  render(
    <I18nextProvider i18n={frenchWords}>
      <QueryClientProvider client={createQueryClient()}>
        <ExtendDialog share={share} portal={portal} onClose={() => undefined} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Prolonger' }));
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Ce partage est déjà terminé.');
  expect(alert.textContent).not.toContain('Demandez');
});
