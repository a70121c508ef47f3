// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let paint: (name: string) => void = () => undefined;

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      static readonly supportedEntryTypes = ['paint'];
      constructor(hear: (list: unknown, observer: unknown) => void) {
        paint = (painted) =>
          hear({ getEntriesByName: (name: string) => (name === painted ? [{}] : []) }, this);
      }
      readonly observe = vi.fn();
      readonly disconnect = vi.fn();
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const seen = async () => {
  const { useSeen } = await import('./use-seen.ts');
  return renderHook(() => useSeen()).result;
};

test('a page is seen when its words are painted, not its background', async () => {
  const result = await seen();
  expect(result.current).toBe(false);
  act(() => paint('first-paint'));
  expect(result.current).toBe(false);
  act(() => paint('first-contentful-paint'));
  expect(result.current).toBe(true);
});

test('a page that is never painted is not waited for for ever', async () => {
  const result = await seen();
  expect(result.current).toBe(false);
  act(() => {
    vi.advanceTimersByTime(2_000);
  });
  expect(result.current).toBe(true);
});
