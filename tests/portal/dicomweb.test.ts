import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFolder } from '../../src-portal/dicomweb/files/import-folder.ts';
import { startImagePortal, type ImagePortal } from '../helpers/portal/image-portal.ts';
import { realExams } from '../helpers/portal/portal.ts';
import { exams, instanceOf } from './world.ts';

// DICOMweb over files, with real exams where they are here, and with what strangers send.

type Json = Record<string, { vr: string; Value?: unknown[] }>;

const present = existsSync(realExams);
if (!present) process.stderr.write(`skipped: DICOMweb on real exams, because ${realExams} is not there\n`);

let portal: ImagePortal;
beforeAll(async () => {
  portal = await startImagePortal({ storeLimits: { partBytes: 50e6, totalBytes: 100e6, parts: 50 } });
});
afterAll(() => portal.dispose());

const ask = (path: string, accept = '*/*', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${portal.url}${path}`, { headers: { accept, ...headers } });
const first = (item: Json | undefined, tag: string): unknown => item?.[tag]?.Value?.[0];
const stow = (body: Uint8Array, type: string, path = '/studies'): Promise<Response> =>
  fetch(`${portal.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(body),
  });
const multipart = 'multipart/related; type="application/dicom"; boundary=part';
const parts = (...bodies: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    ...bodies.flatMap((body) => [
      Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n'),
      body,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--part--\r\n'),
  ]);

/** The bytes of a multipart answer's parts. */
async function partsOf(response: Response): Promise<Buffer[]> {
  const boundary = /boundary=([^;]+)/.exec(response.headers.get('content-type') ?? '')![1]!;
  const bytes = Buffer.from(await response.arrayBuffer());
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(`--${boundary}\r\n`); at !== -1;) {
    const start = bytes.indexOf('\r\n\r\n', at) + 4;
    const end = bytes.indexOf(`\r\n--${boundary}`, start);
    found.push(bytes.subarray(start, end));
    at = bytes.indexOf(`--${boundary}\r\n`, end);
  }
  return found;
}

interface Listed {
  readonly path: string;
  readonly sha256: string;
  readonly frames?: number;
  readonly transfer_syntax?: string;
  readonly exact?: boolean;
  readonly bits_allocated?: number;
  readonly bits_stored?: number;
  readonly samples?: number;
  readonly reference_pixel_sha256?: string;
  readonly note_high_bits?: string;
}

describe.skipIf(!present)('real exams', () => {
  const manifest = present
    ? (JSON.parse(readFileSync(join(realExams, 'manifest.json'), 'utf8')) as { files: Listed[] }).files
    : [];
  const placeOf = new Map<string, string>();
  beforeAll(async () => {
    for (const folder of ['syntax', 'colour', 'charset', 'us', 'series/us-stress-echo']) {
      const { files } = await importFolder(portal.store, join(realExams, folder));
      for (const file of files) {
        if (file.outcome === 'unreadable') continue;
        placeOf.set(
          file.path,
          `/studies/${file.studyUid}/series/${file.seriesUid}/instances/${file.instanceUid}`,
        );
      }
    }
  });

  it('gives an instance byte for byte, whole and in parts', async () => {
    for (const [path, place] of [...placeOf].slice(0, 12)) {
      const stored = await readFile(path);
      const response = await ask(place, 'application/dicom');
      // Several files of the data carry one UID: what came first stays.
      if (!Buffer.from(await response.arrayBuffer()).equals(stored)) continue;
      const [one] = await partsOf(
        await ask(place, 'multipart/related; type="application/dicom"; transfer-syntax=*'),
      );
      expect(one?.equals(stored)).toBe(true);
      const range = await ask(place, 'application/dicom', { range: 'bytes=-100' });
      expect(Buffer.from(await range.arrayBuffer()).equals(stored.subarray(-100))).toBe(true);
    }
  });

  // One picture of each way of writing pixels; the reference is what independent decoders agree on.
  const checked = manifest.filter(
    ({ path, exact, reference_pixel_sha256, samples, bits_allocated, note_high_bits, bits_stored }) =>
      path.startsWith('syntax/') &&
      exact &&
      reference_pixel_sha256 !== undefined &&
      samples === 1 &&
      bits_allocated === 16 &&
      bits_stored === 16 &&
      note_high_bits === undefined,
  );
  it.each(checked)('decodes $transfer_syntax as the reference has it', async ({ path, ...expected }) => {
    const place = placeOf.get(join(realExams, path))!;
    const numbers = Array.from({ length: expected.frames ?? 1 }, (_, index) => index + 1);
    const response = await ask(
      `${place}/frames/${numbers.join(',')}`,
      'multipart/related; type="application/octet-stream"',
    );
    const stored = await ask(place, 'application/dicom');
    const bytes = Buffer.from(await stored.arrayBuffer());
    // Under one UID another file of the data may lie.
    if (createHash('sha256').update(bytes).digest('hex') !== expected.sha256) return;
    expect(response.status).toBe(200);
    const pixels = Buffer.concat(await partsOf(response));
    expect(createHash('sha256').update(pixels).digest('hex')).toBe(expected.reference_pixel_sha256);
  });

  it('gives many frames as they are asked for, and pictures of them', async () => {
    const cine = manifest.find(({ path, frames }) => path.startsWith('us/') && (frames ?? 1) > 20)!;
    const place = placeOf.get(join(realExams, cine.path))!;
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    const all = await partsOf(await ask(`${place}/frames/${numbers.join(',')}`));
    expect(all.length).toBe(20);
    const [third] = await partsOf(await ask(`${place}/frames/3`));
    expect(third!.equals(all[2]!)).toBe(true);
    const picture = await ask(`${place}/frames/3/rendered?viewport=64,64`, 'image/png');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
    expect((await ask(`${place}/frames/3,100000`)).status).toBe(404);
  });

  it.each([
    ['native', 'syntax/ct-1.2.840.10008.1.2.1.dcm'],
    ['big-endian', 'syntax/ct-1.2.840.10008.1.2.2.dcm'],
    ['deflated', 'syntax/ct-1.2.840.10008.1.2.1.99.dcm'],
    ['compressed', 'syntax/ct-1.2.840.10008.1.2.4.80.dcm'],
    ['fragmented', 'syntax/ct-rle-fragmented.dcm'],
    ['many frames of compressed', 'syntax/multiframe-ct0012-not_fragmented_bot_rle.dcm'],
  ])('gives %s pixel data as bulk data: the same as its frames', async (_kind, path) => {
    const place = placeOf.get(join(realExams, path))!;
    const [header] = (await (await ask(`${place}/metadata`, 'application/dicom+json')).json()) as Json[];
    const count = Number(first(header, '00280008') ?? 1);
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const frames = await partsOf(await ask(`${place}/frames/${numbers.join(',')}`));
    const bulk = await ask(
      `${place}/bulkdata/7FE00010`,
      'multipart/related; type="application/octet-stream"',
    );
    expect(bulk.status).toBe(200);
    const values = await partsOf(bulk);
    expect(values.length).toBeGreaterThan(0);
    // Native pixel data are one value, and padded to an even length.
    const padded = values.length === 1 ? Buffer.concat(frames) : null;
    if (padded) expect(values[0]!.subarray(0, padded.length).equals(padded)).toBe(true);
    else expect(values.map((value, index) => value.equals(frames[index]!))).toEqual(values.map(() => true));
    if (values.length > 1) return;
    const single = await ask(`${place}/bulkdata/7FE00010`, 'application/octet-stream');
    expect(Number(single.headers.get('content-length'))).toBe(values[0]!.length);
    expect(Buffer.from(await single.arrayBuffer()).equals(values[0]!)).toBe(true);
  });

  it('answers to HEAD with the length, and reads nothing', async () => {
    const [place] = [...placeOf.values()];
    const headers = { accept: 'application/dicom' };
    const head = await fetch(`${portal.url}${place}`, { method: 'HEAD', headers });
    const whole = await ask(place!, 'application/dicom');
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
    expect(head.headers.get('etag')).toBe(whole.headers.get('etag'));
    expect((await head.arrayBuffer()).byteLength).toBe(0);
    await whole.arrayBuffer();
  });

  it('pages through studies without losing or repeating one', async () => {
    const whole = (await (await ask('/studies')).json()) as Json[];
    const seen: unknown[] = [];
    for (let offset = 0; ; offset += 2) {
      const response = await ask(`/studies?limit=2&offset=${offset}`);
      if (response.status === 204) break;
      const page = (await response.json()) as Json[];
      expect(response.headers.has('warning')).toBe(offset + 2 < whole.length);
      seen.push(...page.map((study) => first(study, '0020000D')));
    }
    expect(seen).toEqual(whole.map((study) => first(study, '0020000D')));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('finds names whatever their accents, by beginnings of words', async () => {
    const named = async (query: string): Promise<number> => {
      const response = await ask(`/studies?${query}`);
      return response.status === 204 ? 0 : ((await response.json()) as Json[]).length;
    };
    expect(await named('PatientName=buc%5Ejerome')).toBe(await named('PatientName=Buc%5EJ%C3%A9r%C3%B4me'));
    expect(await named('PatientName=jero&fuzzymatching=true')).toBeGreaterThan(0);
    expect(await named('PatientName=jero')).toBe(0);
    expect(await named("PatientName=' or 1=1 --")).toBe(0);
    expect(await named('PatientName=%25')).toBe(0);
  });

  it('adds the fields that are asked for, and keeps whole headers to a number', async () => {
    const [place] = [...placeOf.values()];
    const [, study] = /\/studies\/([^/]+)/.exec(place!)!;
    const [plain] = (await (await ask(`/studies/${study}/instances`)).json()) as Json[];
    const [more] = (await (
      await ask(`/studies/${study}/instances?includefield=SliceThickness,00280106`)
    ).json()) as Json[];
    const [all] = (await (await ask(`/studies/${study}/instances?includefield=all`)).json()) as Json[];
    expect(Object.keys(more!).length).toBeGreaterThanOrEqual(Object.keys(plain!).length);
    expect(Object.keys(all!).length).toBeGreaterThan(Object.keys(more!).length);
    // What the index keeps is answered from it, and says what the whole headers say.
    const fields = 'StudyDate,SeriesNumber,Modality,FrameOfReferenceUID,ImagePositionPatient,Rows';
    const asked = async (include: string) =>
      (await (await ask(`/studies/${study}/instances?includefield=${include}`)).json()) as Json[];
    // KVP is none of those.
    const fromHeaders = await asked(`${fields},KVP`);
    for (const header of fromHeaders) delete header['00180060'];
    const fromIndex = await asked(fields);
    expect(fromIndex).toEqual(fromHeaders);
    expect(fromIndex[0]).toHaveProperty('00080060');
    expect(Object.keys(fromIndex[0]!)).toEqual(Object.keys(fromIndex[0]!).sort());
  });

  it('answers to every broken file, in every form, without a crash', async () => {
    const broken = join(realExams, 'broken');
    for (const name of await readdir(broken)) {
      const response = await stow(parts(await readFile(join(broken, name))), multipart);
      expect([200, 202, 409, 413], name).toContain(response.status);
      const answer = (await response.json()) as Json;
      const [stored] = (answer['00081199']?.Value ?? []) as Json[];
      const url = first(stored, '00081190') as string | undefined;
      if (url === undefined) continue;
      for (const tail of ['', '/metadata', '/frames/1', '/rendered', '/thumbnail', '/bulkdata/7FE00010']) {
        const read = await fetch(`${url}${tail}`);
        expect(read.status, `${name}${tail}`).toBeLessThan(500);
        await read.arrayBuffer();
      }
    }
  });
});

it('takes instances one by one, and says of each what became of it', async () => {
  const [mine, other] = [instanceOf('anneNorth'), instanceOf('bobNorth')];
  const cut = mine.subarray(0, mine.length - 20);
  const body = parts(mine, Buffer.from('nothing'), cut, other);
  const response = await stow(body, multipart, `/studies/${exams.anneNorth.study}`);
  expect(response.status).toBe(202);
  const answer = (await response.json()) as Json;
  expect(answer['00081199']?.Value?.length).toBe(1);
  expect((answer['00081198']?.Value as Json[]).map((item) => first(item, '00081197'))).toEqual([
    0xc000, 0xa900,
  ]);
  expect(answer['0008119A']?.Value?.length).toBe(1);
  // Again: nothing new, and nothing wrong.
  expect((await stow(parts(mine), multipart)).status).toBe(200);
  // Other bytes under the same UID do not take its place.
  const changed = Buffer.from(mine);
  changed[changed.length - 1] = 7;
  expect((await stow(parts(changed), multipart)).status).toBe(409);
});

it('is not filled by a deflate bomb', async () => {
  const plain = instanceOf('anneSouth');
  const syntax = plain.indexOf('1.2.840.10008.1.2.1\0');
  const dataSet = plain.indexOf(Buffer.from([0x08, 0x00, 0x16, 0x00]), syntax);
  const head = Buffer.from(plain.subarray(0, dataSet));
  // The meta group names the deflated syntax: two characters more, so its length and the element's grow with it.
  const deflatedHead = Buffer.concat([
    head.subarray(0, syntax),
    Buffer.from('1.2.840.10008.1.2.1.99'),
    head.subarray(syntax + 20),
  ]);
  deflatedHead.writeUInt16LE(22, syntax - 2);
  deflatedHead.writeUInt32LE(deflatedHead.readUInt32LE(140) + 2, 140);
  const before = process.memoryUsage().rss;
  const private_ = Buffer.from([0x09, 0x00, 0x01, 0x10, 0x4f, 0x42, 0, 0, 0, 0, 0, 0x30]);
  const bomb = deflateRawSync(
    Buffer.concat([plain.subarray(dataSet, dataSet + 8), private_, Buffer.alloc(0x30000000 / 2)]),
    { level: 1 },
  );
  const response = await stow(parts(Buffer.concat([deflatedHead, bomb])), multipart);
  expect(response.status).toBe(409);
  await response.arrayBuffer();
  expect(process.memoryUsage().rss - before).toBeLessThan(1.5e9);
});

it('refuses more than its limits, and goes on', async () => {
  const many = parts(...Array.from({ length: 60 }, () => Buffer.from('x')));
  expect((await stow(many, multipart)).status).toBe(413);
  expect((await stow(Buffer.alloc(1), 'multipart/related; type="application/dicom"')).status).toBe(400);
  expect((await stow(Buffer.from('--part\r\nno end'), multipart)).status).toBe(400);
  expect((await ask('/studies')).status).toBeLessThan(300);
});

/** What damage there is: bytes changed, taken out, put in, the end missing. */
const damaged = (whole: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .array(
      fc.record({
        at: fc.nat(whole.length - 1),
        kind: fc.constantFrom('change', 'drop', 'insert', 'cut'),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((edits) =>
      edits.reduce((bytes, { at, kind, bytes: put }) => {
        const place = Math.min(at, bytes.length);
        if (kind === 'cut') return bytes.subarray(0, place);
        if (kind === 'drop')
          return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + put.length)]);
        const rest = kind === 'insert' ? place : place + put.length;
        return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(rest)]);
      }, whole),
    );

it('survives damaged DICOM: stored or refused, and what is stored can be asked for', async () => {
  const whole = instanceOf('bobNorth');
  await fc.assert(
    fc.asyncProperty(damaged(whole), async (bytes) => {
      const response = await stow(bytes, 'application/dicom');
      expect([200, 400, 409]).toContain(response.status);
      const answer = (await response.json()) as Json;
      const url = first((answer['00081199']?.Value as Json[] | undefined)?.[0], '00081190');
      if (typeof url !== 'string') return;
      for (const tail of ['/metadata', '/frames/1', '/rendered']) {
        const read = await fetch(`${url}${tail}`);
        expect(read.status, tail).toBeLessThan(500);
        await read.arrayBuffer();
      }
    }),
    { numRuns: 80 },
  );
});

it('survives damaged multipart', async () => {
  const whole = parts(instanceOf('anneNorth'), instanceOf('bobNorth'));
  const types = ['part', '"part"', 'par', '', '-', '"', "a'b"].map(
    (boundary) => `multipart/related; type="application/dicom"; boundary=${boundary}`,
  );
  await fc.assert(
    fc.asyncProperty(damaged(whole), fc.constantFrom(multipart, ...types), async (bytes, type) => {
      const response = await stow(bytes, type);
      expect([200, 202, 400, 409, 413, 415]).toContain(response.status);
      await response.arrayBuffer();
    }),
    { numRuns: 80 },
  );
});
