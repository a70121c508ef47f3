// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
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

test('what is not said aloud stays where it is', () => {
  const scroll = vi.fn();
  Element.prototype.scrollIntoView = scroll;
  render(<Notice tone="info" title="Quoi" />);
  expect(scroll).not.toHaveBeenCalled();
});
