// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { I18nextProvider } from 'react-i18next';
import { frenchWords } from '../testing.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { Notice } from './Notice.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test.each([
  [80, 'nearest'],
  [600, 'start'],
])('what is said aloud is seen; of what is %i high in a window of 768, its %s', (height, block) => {
  const scroll = vi.fn();
  // jsdom lays nothing out, so nothing scrolls.
  Element.prototype.scrollIntoView = scroll;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 300, height));
  render(<Notice tone="bad" live="assertive" title="Quoi" remedy="Comment" />);
  expect(scroll).toHaveBeenCalledExactlyOnceWith({ block });
});

test('a part of the page that could not be fetched takes nobody away from its top', () => {
  const scroll = vi.fn();
  Element.prototype.scrollIntoView = scroll;
  const error = { code: 'portal-unavailable', message: '' } as const;
  render(
    <I18nextProvider i18n={frenchWords}>
      <ErrorNotice isUnasked error={error} />
    </I18nextProvider>,
  );
  expect(screen.getByRole('status').textContent).toContain('portail');
  expect(scroll).not.toHaveBeenCalled();
});

test('what is not said aloud stays where it is', () => {
  const scroll = vi.fn();
  Element.prototype.scrollIntoView = scroll;
  render(<Notice tone="info" title="Quoi" />);
  expect(scroll).not.toHaveBeenCalled();
});
