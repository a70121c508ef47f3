import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { volumePlaces, Volumes } from './volumes.ts';

let folder: string;
let told: string[][];
let volumes: Volumes;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-volumes-'));
  told = [];
  const onChange = (found: { name: string }[]): void => void told.push(found.map(({ name }) => name));
  volumes = new Volumes({ folder, platform: 'linux', onChange, inUse: () => true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (path: string): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), '');
};

test('a disc is told when it comes and when it goes, and not in between', async () => {
  await volumes.look();
  expect(told).toEqual([]);
  await put('CD_DURAND/DICOMDIR');
  await volumes.look();
  await volumes.look();
  expect(told).toEqual([['CD_DURAND']]);
  const [disc] = volumes.list();
  expect(volumes.find(disc?.id ?? '')).toMatchObject({ path: join(folder, 'CD_DURAND') });
  await rm(join(folder, 'CD_DURAND'), { recursive: true });
  await volumes.look();
  expect(told).toEqual([['CD_DURAND'], []]);
  expect(volumes.find(disc?.id ?? '')).toBeUndefined();
});

test.each(['DICOMDIR', 'dicomdir;1', 'DICOMDIR.', 'DICOM/IM1', 'IHE_PDI/INDEX.HTM'])(
  'one that holds %s is medical',
  async (path) => {
    await put(`disc/${path}`);
    await volumes.look();
    expect(told).toEqual([['disc']]);
  },
);

test('a stick with photographs is none', async () => {
  await put('STICK/DCIM/photo.jpg');
  await put('STICK/dicomdir.txt');
  await volumes.look();
  expect(told).toEqual([]);
});

test('each system has its places', () => {
  expect(volumePlaces('darwin').parents).toEqual(['/Volumes']);
  expect(volumePlaces('win32').volumes).toContain('D:\\');
  expect(volumePlaces('win32').volumes).not.toContain('C:\\');
  expect(volumePlaces('linux').parents.some((path) => path.startsWith('/run/media/'))).toBe(true);
});
