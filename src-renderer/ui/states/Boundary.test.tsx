// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test, vi } from 'vitest';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import { Boundary } from './Boundary.tsx';
import { frenchWords } from '../testing.ts';

afterEach(cleanup);

test('what cannot be drawn says so, leaves the rest on screen, and is drawn when tried again', async () => {
  // React tells the console of what it caught.
  const told = vi.spyOn(console, 'error').mockReturnValue();
  let isFaulty = true;
  const Page = () => {
    if (isFaulty) throw new RangeError('Invalid time value');
    return <p>Les examens</p>;
  };
  render(
    <I18nextProvider i18n={frenchWords}>
      <nav>Menu</nav>
      <Boundary>
        <Page />
      </Boundary>
    </I18nextProvider>,
  );
  expect(screen.getByRole('alert').textContent).toContain(catalogues.fr.errors['not-drawn'].what);
  expect(screen.getByText('Menu')).toBeTruthy();
  await userEvent.keyboard('{Tab}');
  expect(document.activeElement?.textContent).toBe('Réessayer');
  // Once more in vain: who uses the keyboard is not sent back to the window's beginning.
  await userEvent.keyboard('{Enter}{Tab}');
  expect(document.activeElement?.textContent).toBe('Réessayer');
  isFaulty = false;
  await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(screen.getByText('Les examens')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  told.mockRestore();
});
