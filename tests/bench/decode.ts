// Decoding a 512 × 512 CT slice, per core: our decoders as the viewer's workers run them, against native programs that
// decode the same frames in one process each.
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import dicomParser from 'dicom-parser';
import { decodeFrame } from '../../src-renderer/viewer/decode/decode-frame.ts';
import type { PixelFormat } from '../../src-renderer/viewer/dicom/types.ts';
import { nodeCodecs } from '../../src-renderer/viewer/testing/node-codecs.ts';
import { dicomElement } from '../helpers/dicom/dicom-element.ts';
import { realExams } from '../helpers/portal/portal.ts';

const run = promisify(execFile);
const FRAMES = 48;
const ROUNDS = 3;

interface Slice {
  readonly file: Uint8Array;
  readonly frame: Uint8Array;
  readonly format: PixelFormat;
}

const readSlice = async (name: string): Promise<Slice> => {
  const file = new Uint8Array(await readFile(join(realExams, 'syntax', name)));
  const dataset = dicomParser.parseDicom(file);
  const pixelData = dataset.elements['x7fe00010'];
  if (pixelData === undefined) throw new Error(`${name} holds no pixels`);
  const fragments = pixelData.fragments ?? [];
  const frame = new Uint8Array(fragments.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { position, length } of fragments) {
    frame.set(file.subarray(position, position + length), at);
    at += length;
  }
  const format: PixelFormat = {
    rows: dataset.uint16('x00280010') ?? 0,
    columns: dataset.uint16('x00280011') ?? 0,
    samplesPerPixel: dataset.uint16('x00280002') ?? 1,
    photometric: dataset.string('x00280004') ?? 'MONOCHROME2',
    bitsAllocated: dataset.uint16('x00280100') ?? 16,
    bitsStored: dataset.uint16('x00280101') ?? 16,
    lowBits: 0,
    signed: dataset.uint16('x00280103') === 1,
    planar: false,
    kind: 'integer',
    bigEndian: false,
    transferSyntax: dataset.string('x00020010') ?? '',
    tile: false,
  };
  return { file, frame, format };
};

const item = (number: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(0xfffe, 0);
  head.writeUInt16LE(number, 2);
  head.writeUInt32LE(value.length, 4);
  return Buffer.concat([head, value]);
};

/** The same slice `count` times in one file: a native program then starts once for all of them. */
const repeated = ({ file, frame }: Slice, count: number): Buffer => {
  const { elements } = dicomParser.parseDicom(file);
  const rows = elements['x00280010'];
  const pixels = elements['x7fe00010'];
  if (rows === undefined || pixels === undefined) throw new Error('no image');
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const padded = Buffer.from(frame.length % 2 === 0 ? frame : [...frame, 0]);
  return Buffer.concat([
    bytes.subarray(0, rows.dataOffset - 8),
    dicomElement(0x0028, 0x0008, 'IS', Buffer.from(String(count).padEnd(4))),
    bytes.subarray(rows.dataOffset - 8, pixels.dataOffset),
    item(0xe000, Buffer.alloc(0)),
    ...Array.from({ length: count }, () => item(0xe000, padded)),
    item(0xe0dd, Buffer.alloc(0)),
  ]);
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return median(took);
};

const has = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** Milliseconds a frame, without the program's start. */
const native = async (
  slice: Slice,
  folder: string,
  program: string,
  args: readonly string[],
): Promise<number> => {
  const [one, many, out] = ['one.dcm', 'many.dcm', 'out.dcm'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(one, repeated(slice, 1));
  await writeFile(many, repeated(slice, FRAMES + 1));
  const start = await timed(() => run(program, [...args, one, out]));
  const whole = await timed(() => run(program, [...args, many, out]));
  return (whole - start) / FRAMES;
};

/** A codestream in a file of its own, `FRAMES` times over. */
const streams = async ({ frame }: Slice, folder: string, ending: string): Promise<string> => {
  const inside = await mkdtemp(join(folder, 'streams-'));
  for (let at = 0; at < FRAMES; at += 1) await writeFile(join(inside, `${at}.${ending}`), frame);
  return inside;
};

const openJpeg = async (slice: Slice, folder: string): Promise<number> => {
  const inside = await streams(slice, folder, 'j2k');
  const took = await timed(() =>
    run('opj_decompress', ['-ImgDir', inside, '-OutFor', 'RAW', '-threads', '1'], { cwd: inside }),
  );
  return took / FRAMES;
};

/** Its start costs as much as a slice: the time that it says itself is taken. */
const openJph = async ({ frame }: Slice, folder: string): Promise<number> => {
  const [from, to] = [join(folder, 'slice.j2c'), join(folder, 'slice.raw')];
  await writeFile(from, frame);
  const took: number[] = [];
  for (let at = 0; at < FRAMES; at += 1) {
    const { stdout } = await run('ojph_expand', ['-i', from, '-o', to]);
    const found = /Elapsed time = ([\d.e+-]+)/.exec(stdout);
    if (found !== null) took.push(Number(found[1]) * 1000);
  }
  return median(took);
};

interface Case {
  readonly name: string;
  readonly file: string;
  readonly natives: readonly {
    readonly program: string;
    readonly time: (slice: Slice, folder: string) => Promise<number>;
  }[];
}

const through = (program: string, args: readonly string[] = []) => ({
  program,
  time: (slice: Slice, folder: string) => native(slice, folder, program, args),
});

const cases: readonly Case[] = [
  {
    name: 'JPEG lossless',
    file: 'ct-1.2.840.10008.1.2.4.70.dcm',
    natives: [through('dcmdjpeg'), through('gdcmconv', ['--raw'])],
  },
  {
    name: 'JPEG-LS',
    file: 'ct-1.2.840.10008.1.2.4.80.dcm',
    natives: [through('dcmdjpls'), through('gdcmconv', ['--raw'])],
  },
  {
    name: 'JPEG 2000 lossless',
    file: 'ct-1.2.840.10008.1.2.4.90.dcm',
    natives: [{ program: 'opj_decompress', time: openJpeg }, through('gdcmconv', ['--raw'])],
  },
  {
    name: 'HTJ2K lossless',
    file: 'ct-htj2k-1.2.840.10008.1.2.4.201.dcm',
    natives: [
      { program: 'opj_decompress', time: openJpeg },
      { program: 'ojph_expand', time: openJph },
    ],
  },
];

if (!existsSync(join(realExams, 'syntax'))) {
  console.error('The real slices of ../shared/dicom are not here: nothing to decode.');
  process.exit(0);
}
// In memory, so that no disk is measured.
const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'emage-decode-'));
const codecs = nodeCodecs();
try {
  for (const { name, file, natives } of cases) {
    const slice = await readSlice(file);
    const decodeAll = async (): Promise<void> => {
      for (let at = 0; at < FRAMES; at += 1) await decodeFrame(slice.frame, slice.format, 0, codecs);
    };
    await decodeAll();
    const ours = (await timed(decodeAll)) / FRAMES;
    const found = natives.filter(({ program }) => has(program));
    for (const { program, time } of found) {
      const theirs = await time(slice, folder);
      console.log(
        JSON.stringify({
          name: `${name}, a CT slice of 512², one core`,
          value: ours,
          unit: 'ms',
          yardstick: program,
          yardstickValue: theirs,
          // Of native speed.
          ratio: theirs / ours,
          goal: 'ratio ≥ 0.6',
        }),
      );
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
