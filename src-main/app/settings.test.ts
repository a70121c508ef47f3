import { expect, test } from 'vitest';
import { z } from 'zod';
import { createLog } from './log.ts';
import { settingsIn, type SettingsFile } from './settings.ts';

/** A file on a disk that can be full. */
function disk(values: Record<string, unknown> = {}) {
  const state = { values, isFull: false };
  const file: SettingsFile = {
    get: (name) => state.values[name],
    set: (changed) => {
      if (state.isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      state.values = { ...state.values, ...changed };
    },
  };
  const lines: string[] = [];
  return {
    state,
    lines,
    settings: settingsIn(
      file,
      createLog((line) => lines.push(line)),
    ),
  };
}

test('what lies there in another shape counts as absent', () => {
  const { settings } = disk({ size: 'large' });
  expect(settings.slot('size', z.number(), 100).get()).toBe(100);
});

test('what a full disk does not take counts all the same, and is written with the next change that it takes', () => {
  const { state, lines, settings } = disk({ account: 'before', place: 1 });
  const account = settings.slot('account', z.string(), '');
  const place = settings.slot('place', z.number(), 0);

  state.isFull = true;
  account.set('somebody');
  expect(account.get()).toBe('somebody');
  expect(place.get()).toBe(1);
  expect(state.values).toEqual({ account: 'before', place: 1 });
  expect(lines.join('\n')).toContain('settings not written');
  expect(lines.join('\n')).not.toContain('somebody');

  state.isFull = false;
  place.set(2);
  expect(state.values).toEqual({ account: 'somebody', place: 2 });
});
