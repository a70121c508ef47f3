// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { catalogues } from '../../../src-shared/i18n/catalogues.ts';
import { errorCodes, type ErrorCode } from '../../../src-shared/errors.ts';
import { PageField } from './PageField.tsx';
import { ReportStates } from './ReportStates.tsx';
import type { ReportDocument } from './use-report-document.ts';
import { frenchWords } from '../../ui/testing.ts';

// The programs that read and draw are files of a browser.
vi.mock('./pdf/open-document.ts', () => ({ openDocument: vi.fn(), OpenError: class extends Error {} }));

const show = (page: ReactNode) => render(<I18nextProvider i18n={frenchWords}>{page}</I18nextProvider>);
afterEach(cleanup);

const actions = () => ({ onBack: vi.fn(), onSave: vi.fn(), onRetry: vi.fn() });
const failed = (code: ErrorCode): Exclude<ReportDocument, { kind: 'ready' }> => ({
  kind: 'failed',
  error: { code, message: '' },
});

describe('a report that cannot be shown', () => {
  test.each(errorCodes)('%s: says so, and there is a way on', (code) => {
    show(<ReportStates document={failed(code)} {...actions()} />);
    expect(screen.getByRole('alert').textContent).toContain(catalogues.fr.errors[code].what);
    expect(screen.getByRole('button', { name: 'Retour' })).toBeTruthy();
  });

  test('a damaged file can still be saved, and tried again', async () => {
    const on = actions();
    show(<ReportStates document={failed('report-damaged')} {...on} />);
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le fichier' }));
    await userEvent.click(screen.getByRole('button', { name: 'Réessayer' }));
    expect(on.onSave).toHaveBeenCalledOnce();
    expect(on.onRetry).toHaveBeenCalledOnce();
  });

  test('trying again is not offered where it cannot help, nor saving where there is no file', () => {
    show(<ReportStates document={failed('not-found')} {...actions()} />);
    expect(screen.queryByRole('button', { name: 'Réessayer' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Enregistrer le fichier' })).toBeNull();
  });

  test('a protected file asks for its password, and says when it was wrong', async () => {
    const answer = vi.fn();
    show(<ReportStates document={{ kind: 'password', wasWrong: true, answer }} {...actions()} />);
    const field = screen.getByLabelText('Mot de passe du document');
    expect(document.activeElement).toBe(field);
    expect(screen.getByText(/pas le bon mot de passe/u)).toBeTruthy();
    await userEvent.type(field, 'secret{Enter}');
    expect(answer).toHaveBeenCalledExactlyOnceWith('secret');
  });
});

describe('PageField', () => {
  const field = (onChange: (page: number) => void) => {
    show(<PageField page={2} pages={12} onChange={onChange} />);
    return screen.getByLabelText('Aller à une page');
  };

  test.each([
    ['5{Enter}', 5],
    ['99{Enter}', 12],
    ['0{Enter}', 1],
    ['1a0{Enter}', 10],
  ])('%s goes to page %i', async (typed, page) => {
    const onChange = vi.fn();
    await userEvent.type(field(onChange), typed, { initialSelectionStart: 0, initialSelectionEnd: 1 });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(page);
  });

  test('Escape keeps the page', async () => {
    const onChange = vi.fn();
    const input = field(onChange);
    await userEvent.type(input, '7{Escape}', { initialSelectionStart: 0, initialSelectionEnd: 1 });
    expect(input).toHaveProperty('value', '2');
    expect(onChange).not.toHaveBeenCalled();
  });
});
