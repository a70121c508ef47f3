import { describe, expect, it } from 'vitest';
import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import type { ByteRequest } from '../../../src-shared/ipc/byte-channel.ts';
import { ByteClient } from '../bytes/byte-client.ts';
import { DecodePool } from '../decode/decode-pool.ts';
import type { AnswerMessage, OpenAnswer, TaskMessage } from '../decode/messages.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import { ImageMemory } from './image-memory.ts';
import { middleInstance, SeriesLoader } from './series-loader.ts';

const address = { examId: 'e', studyInstanceUid: '1.2', seriesInstanceUid: '1.2.3' };
const FRAME = 1000;

const header = (number: number, change: Partial<InstanceHeader> = {}): InstanceHeader => ({
  sopInstanceUid: `1.2.3.${number}`,
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  instanceNumber: number,
  frames: 1,
  rows: 10,
  columns: 100,
  imagePosition: null,
  imageOrientation: null,
  frameOfReferenceUid: null,
  ...change,
});

const description = (frameCount: number): InstanceDescription => ({
  sopInstanceUid: '1.2.3.4',
  sopClassUid: '1.2',
  modality: 'CT',
  patient: { name: '', id: '', birthDate: '', sex: '' },
  format: {
    rows: 10,
    columns: 100,
    samplesPerPixel: 1,
    photometric: 'MONOCHROME2',
    bitsAllocated: 8,
    bitsStored: 8,
    lowBits: 0,
    signed: false,
    planar: false,
    kind: 'integer',
    bigEndian: false,
    transferSyntax: '1.2.840.10008.1.2.1',
    tile: false,
  },
  palette: null,
  supplement: null,
  profile: null,
  profileUnread: false,
  padding: null,
  frameCount,
  frames: [
    {
      geometry: {
        position: null,
        orientation: null,
        spacing: null,
        aspect: 1,
        sliceThickness: null,
        regions: [],
      },
      look: {
        slope: 1,
        intercept: 0,
        units: '',
        modalityTable: null,
        windows: [],
        windowShape: 'linear',
        voiTable: null,
      },
      laterality: null,
    },
  ],
  locations: { kind: 'native', offset: 0, frameBits: FRAME * 8, count: frameCount, rest: 0 },
  frameTimes: frameCount > 1 ? [40] : null,
  stretch: null,
  sweeps: false,
  subtraction: null,
  patientOrientation: null,
  frameOfReferenceUid: null,
  overlays: [],
  shutter: [],
  shutterColour: null,
  lossy: false,
});

const display = {
  kind: 'colour',
  rows: 10,
  columns: 100,
  pixels: new Uint8Array(FRAME),
} as const;

/** A library that answers by hand, and workers that decode at once. */
class Bench {
  readonly asked: ByteRequest[] = [];
  readonly changes: number[] = [];
  readonly loader: SeriesLoader;
  private receive: ((event: MessageEvent) => unknown) | null = null;

  constructor(headers: readonly InstanceHeader[], memoryLimit = 1e9, frames = 1) {
    const { asked, changes } = this;
    const bytes = new ByteClient();
    const listen = (listener: ((event: MessageEvent) => unknown) | null): void =>
      void (this.receive = listener);
    bytes.connect({
      postMessage: (message) => void asked.push(message),
      close: () => undefined,
      set onmessage(listener: ((event: MessageEvent) => unknown) | null) {
        listen(listener);
      },
    });
    const opened: OpenAnswer = {
      description: description(frames),
      bytes: frames > 1 ? new Uint8Array(frames * FRAME) : null,
      outcome: { ok: true, frame: display },
    };
    const pool = new DecodePool({
      size: 2,
      timeLimit: 60_000,
      start: () => {
        const worker = {
          onmessage: null as ((event: MessageEvent<AnswerMessage>) => unknown) | null,
          onerror: null,
          terminate: () => undefined,
          postMessage: ({ id, task }: TaskMessage) => {
            const value = task.kind === 'open' ? opened : display;
            queueMicrotask(() =>
              worker.onmessage?.({ data: { id, ok: true, value } } as MessageEvent<AnswerMessage>),
            );
          },
        };
        return worker;
      },
    });
    this.loader = new SeriesLoader(address, headers, {
      bytes,
      pool,
      memory: new ImageMemory(memoryLimit),
      onChange: (index) => changes.push(index),
    });
  }

  get wanted(): string[] {
    return this.asked.flatMap((request) =>
      request.kind === 'get' ? [request.ref.sopInstanceUid.slice(6)] : [],
    );
  }

  async answer(error?: 'network-unreachable'): Promise<void> {
    // Grows while it is gone through: each answer makes room for the next request.
    for (const request of this.asked) {
      if (request.kind !== 'get') continue;
      const data =
        error === undefined
          ? { kind: 'bytes', id: request.id, bytes: new ArrayBuffer(8) }
          : { kind: 'failed', id: request.id, error: { code: error, message: 'x' } };
      this.receive?.({ data } as MessageEvent);
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    }
  }
}

const many = (count: number): InstanceHeader[] =>
  Array.from({ length: count }, (_, index) => header(index + 1));

describe('SeriesLoader', () => {
  it('asks for what is looked at before anything else, and in the end for all', async () => {
    const bench = new Bench(many(20));
    bench.loader.focus(10, 1);
    expect(bench.wanted).toEqual(['11', '12']);
    await bench.answer();
    expect(bench.loader.progress).toEqual({ ready: 20, failed: 0, total: 20 });
    expect(new Set(bench.wanted).size).toBe(20);
  });

  it('tells the library when something else became urgent', () => {
    const bench = new Bench(many(20));
    bench.loader.focus(0, 1);
    bench.loader.focus(19, 1);
    expect(bench.asked.some(({ kind }) => kind === 'reprioritise')).toBe(true);
  });

  it('keeps within its memory, what is near and not what is far', async () => {
    const bench = new Bench(many(40), 10 * FRAME);
    bench.loader.focus(0, 1);
    await bench.answer();
    expect(bench.loader.progress.ready).toBe(10);
    bench.loader.focus(39, 1);
    await bench.answer();
    expect(bench.loader.progress.ready).toBeLessThanOrEqual(10);
    expect(bench.loader.state(39).kind).toBe('ready');
    expect(bench.loader.state(0).kind).toBe('waiting');
  });

  it('reads an instance of several frames once', async () => {
    const bench = new Bench([header(1, { frames: 12 })], 1e9, 12);
    bench.loader.focus(0, 1);
    await bench.answer();
    expect(bench.wanted).toEqual(['1']);
    expect(bench.loader.progress.ready).toBe(12);
    expect(bench.loader.clipAt(3)?.frameTimes).toEqual([40]);
  });

  it('knows of several clips in a series which one an image is of, and of a still that it is of none', async () => {
    const bench = new Bench([header(1, { frames: 12 }), header(2), header(3, { frames: 12 })], 1e9, 12);
    bench.loader.focus(0, 1);
    expect(bench.loader.clipAt(0)).toBeNull();
    await bench.answer();
    const clip = { frameTimes: [40], sweeps: false };
    expect(bench.loader.clipAt(11)).toEqual({ ...clip, first: 0, stretch: [0, 11] });
    expect(bench.loader.clipAt(12)).toBeNull();
    expect(bench.loader.clipAt(13)).toEqual({ ...clip, first: 13, stretch: [13, 24] });
  });

  it('fails image by image, and tries again when asked', async () => {
    const bench = new Bench(many(3));
    bench.loader.focus(0, 1);
    await bench.answer('network-unreachable');
    expect(bench.loader.progress).toEqual({ ready: 0, failed: 3, total: 3 });
    bench.asked.length = 0;
    bench.loader.retry();
    await bench.answer();
    expect(bench.loader.progress).toEqual({ ready: 3, failed: 0, total: 3 });
  });

  it('leaves out reports, and keeps an image whose size nobody could read', () => {
    const report = header(2, { rows: null, columns: null, sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22' });
    const damaged = header(3, { rows: null, columns: null });
    expect(new Bench([header(1), report, damaged]).loader.count).toBe(2);
  });
});

describe('middleInstance', () => {
  it('is in the middle of the sorted series', () => {
    expect(middleInstance(many(5))).toBe('1.2.3.3');
    expect(middleInstance([])).toBeNull();
  });
});
