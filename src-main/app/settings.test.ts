import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSettings } from './settings.ts';

const place = z.object({ x: z.number() });

describe('settings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emage-settings-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are there again after a start, each under its own name', () => {
    const settings = openSettings(join(folder, 'not', 'there', 'yet'));
    settings.slot('window.shell', place, { x: 0 }).set({ x: 12 });
    settings.slot('window.viewer', place, { x: 0 }).set({ x: 34 });
    const again = openSettings(join(folder, 'not', 'there', 'yet'));
    expect(again.slot('window.shell', place, { x: 0 }).get()).toEqual({ x: 12 });
    expect(again.slot('window.viewer', place, { x: 0 }).get()).toEqual({ x: 34 });
    expect(again.slot('window', place, { x: 7 }).get()).toEqual({ x: 7 });
  });

  it.each(['', '{', 'null', '[]', '"text"', '{"place": {"x": "1"}}', '{"__proto__": {"x": 1}}'])(
    'start anew where the file holds %s',
    async (text) => {
      await writeFile(join(folder, 'settings.json'), text);
      const slot = openSettings(folder).slot('place', place, { x: 7 });
      expect(slot.get()).toEqual({ x: 7 });
      slot.set({ x: 8 });
      expect(openSettings(folder).slot('place', place, { x: 7 }).get()).toEqual({ x: 8 });
    },
  );

  it('hold whatever JSON can', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (name, value) => {
        openSettings(folder).slot(name, z.unknown(), null).set(value);
        const found = openSettings(folder).slot(name, z.unknown(), null).get();
        expect(JSON.stringify(found)).toBe(JSON.stringify(value));
      }),
      { numRuns: 50 },
    );
  });

  it('are readable by this person alone, and leave nothing beside them', async () => {
    openSettings(folder).slot('place', place, { x: 0 }).set({ x: 1 });
    expect(await readdir(folder)).toEqual(['settings.json']);
    if (process.platform !== 'win32')
      expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'stay as they were where they cannot be written',
    async () => {
      const slot = openSettings(folder).slot('place', place, { x: 0 });
      slot.set({ x: 1 });
      await chmod(folder, 0o500);
      expect(() => slot.set({ x: 2 })).toThrow();
      await chmod(folder, 0o700);
      expect(slot.get()).toEqual({ x: 1 });
      expect(await readFile(join(folder, 'settings.json'), 'utf8')).toContain('"x": 1');
    },
  );
});
