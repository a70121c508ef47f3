import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openSettings } from './settings.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'settings-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const file = (): string => join(folder, 'settings.json');
const sizeIn = (from: string) => openSettings(from).slot('text.size', z.number(), 100);

test('what is set is there after a restart, and so is what stood beside it', () => {
  const settings = openSettings(folder);
  settings.slot('theme', z.string(), 'light').set('dark');
  settings.slot('text.size', z.number(), 100).set(150);
  expect(sizeIn(folder).get()).toBe(150);
  expect(openSettings(folder).slot('theme', z.string(), 'light').get()).toBe('dark');
});

test('a value of another shape counts as absent, and stays until one is set', () => {
  writeFileSync(file(), '{"text.size":"large","of a later version":1}');
  expect(sizeIn(folder).get()).toBe(100);
  sizeIn(folder).set(125);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({ 'text.size': 125, 'of a later version': 1 });
});

test.each(['', '{"text.size":', 'null', '[1]'])('a file that is none (%s) is started anew', (content) => {
  writeFileSync(file(), content);
  expect(sizeIn(folder).get()).toBe(100);
  sizeIn(folder).set(200);
  expect(sizeIn(folder).get()).toBe(200);
});

test('the folder is made where there is none, and the file is for this person alone', () => {
  const deep = join(folder, 'not', 'yet');
  sizeIn(deep).set(125);
  expect(sizeIn(deep).get()).toBe(125);
  if (process.platform !== 'win32') expect(statSync(join(deep, 'settings.json')).mode & 0o777).toBe(0o600);
});
