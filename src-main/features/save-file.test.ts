import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName, writeWhole } from './save-file.ts';

test.each([
  ['Compte rendu - IRM du genou - 2026-01-12', 'Compte rendu - IRM du genou - 2026-01-12.pdf'],
  ['Scanner : thorax / abdomen', 'Scanner thorax abdomen.pdf'],
  ['../../etc/passwd', '.. .. etc passwd.pdf'],
  ['CON', 'e-mage CON.pdf'],
  ['nul.2', 'e-mage nul.2.pdf'],
  [' . ', 'e-mage.pdf'],
  ['Bilan \u202Efdp.exe\u202C du \u200Bgenou', 'Bilan fdp.exe du genou.pdf'],
])('%j is saved as %j', (words, name) => expect(fileName(words, 'pdf')).toBe(name));

test('whatever an exam is called, its name is one file', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (words) => {
      const name = fileName(words, 'pdf');
      // eslint-disable-next-line no-control-regex
      expect(name).not.toMatch(/[\u0000-\u001f<>:"/\\|?*]/);
      expect(name.length).toBeLessThanOrEqual(140);
      expect(name.length).toBeGreaterThan(4);
      expect(Buffer.byteLength(name)).toBeLessThan(220);
      expect(name).not.toMatch(/\p{Cs}/u);
    }),
  );
});

test('a file is written whole, and one that cannot be leaves nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'emage-save-'));
  await writeWhole(join(folder, 'a.txt'), 'é');
  expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('é');
  await expect(writeWhole(join(folder, 'missing', 'b.txt'), 'x')).rejects.toMatchObject({
    error: { code: 'disk-error' },
  });
  expect(await readdir(folder)).toEqual(['a.txt']);
  await rm(folder, { recursive: true });
});
