import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filesOnCommandLine } from './opened-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'emage-argv-'));
const image = join(folder, 'image.dcm');
writeFileSync(image, '');
afterAll(() => rmSync(folder, { recursive: true }));

const packaged = { workingFolder: folder, isPackaged: true, appFolder: '/opt/e-mage/resources/app.asar' };

test.each([
  ['a file by its whole path', ['/opt/e-mage/e-mage', image], [image]],
  ['one by its name, where the system stands', ['/opt/e-mage/e-mage', 'image.dcm'], [image]],
  ['a folder', ['/opt/e-mage/e-mage', folder], [folder]],
  ['nothing that is not there', ['/opt/e-mage/e-mage', join(folder, 'other.dcm')], []],
  ['no switch and no address', ['/opt/e-mage/e-mage', '--lang=fr', 'emage://share/x', ''], []],
  ['never the program itself', [image], []],
])('opens %s', (_what, argv, expected) => expect(filesOnCommandLine(argv, packaged)).toEqual(expected));

test('in development, only what comes after the application’s own folder', () => {
  const options = { workingFolder: folder, isPackaged: false, appFolder: folder };
  expect(filesOnCommandLine(['electron', image, '.', image], options)).toEqual([image]);
  expect(filesOnCommandLine(['electron', image], options)).toEqual([]);
});
