import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anExam } from '../../src-shared/domain/testing.ts';
import type { Exam } from '../../src-shared/domain/exam.ts';
import type { InstanceHeader, Series } from '../../src-shared/domain/series.ts';
import { AppFailure } from '../../src-shared/errors.ts';
import type { InstanceRef } from '../../src-shared/ipc/byte-channel.ts';
import type { ByteStream, FetchOptions, ImageSource, Incoming, Purpose } from '../sources/image-source.ts';

// For tests: a source in memory that can be told to fail, and small DICOM files.

function element(group: number, number: number, vr: string, value: string): Buffer {
  const padded = value.length % 2 === 0 ? value : `${value}\0`;
  const bytes = Buffer.alloc(8 + padded.length);
  bytes.writeUInt16LE(group, 0);
  bytes.writeUInt16LE(number, 2);
  bytes.write(vr, 4, 'latin1');
  bytes.writeUInt16LE(padded.length, 6);
  bytes.write(padded, 8, 'latin1');
  return bytes;
}

/** A Part 10 file of about `size` bytes that says nothing but which instance it is. */
export function dicomFile(sopInstanceUid: string, size = 1000): Buffer {
  const header = Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(2, 3, 'UI', sopInstanceUid),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    element(8, 0x16, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    element(8, 0x18, 'UI', sopInstanceUid),
  ]);
  const pixels = Buffer.alloc(Math.max(12, size - header.byteLength), sopInstanceUid);
  pixels.writeUInt16LE(0x7fe0, 0);
  pixels.writeUInt16LE(0x0010, 2);
  pixels.write('OW', 4, 'latin1');
  pixels.writeUInt16LE(0, 6);
  pixels.writeUInt32LE(pixels.byteLength - 12, 8);
  return Buffer.concat([header, pixels]);
}

export const pdfFile = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3000, 'text')]);

export const examOf = (id: string, instances: number): Exam =>
  anExam(id, {
    instanceCount: instances,
    bytes: instances * 1000,
    reports: [
      {
        id: `${id}-report`,
        documentId: 'd',
        title: 'Compte rendu',
        date: '2026-03-03T12:00:00+01:00',
        author: null,
        bytes: pdfFile.byteLength,
        isNew: false,
      },
    ],
  });

export const refOf = (examId: string, n: number): InstanceRef => ({
  examId,
  studyInstanceUid: '1.2.3',
  seriesInstanceUid: '1.2.3.1',
  sopInstanceUid: `1.2.3.1.${n}`,
});

/** One study of one series of `count` instances. */
export class FakeSource implements ImageSource {
  readonly count: number;
  readonly asked: string[] = [];
  readonly purposes: Purpose[] = [];
  size = 1000;
  underWay = 0;
  mostUnderWay = 0;
  aborted = 0;
  /** Called before each answer, with what was asked for; may throw or wait. */
  before: (what: string) => Promise<void> | void = () => undefined;
  /** What is sent instead of the instance itself. */
  instead: (uid: string) => Buffer | null = () => null;
  /** The strong ETag of everything; null for a source that cannot go on where it stopped. */
  validator: string | null = null;
  sha256: string | null = null;
  /** From where each instance was asked for. */
  readonly ranges: number[] = [];
  /** The connection breaks at this place of each file. */
  breaksAfter = Number.POSITIVE_INFINITY;

  constructor(count: number) {
    this.count = count;
  }

  async series(): Promise<Series[]> {
    await this.#ask('series');
    return [
      { seriesInstanceUid: '1.2.3.1', number: 1, description: '', modality: 'CT', instanceCount: this.count },
    ];
  }

  async instances(): Promise<InstanceHeader[]> {
    await this.#ask('instances');
    return Array.from({ length: this.count }, (_, index) => ({
      sopInstanceUid: `1.2.3.1.${index + 1}`,
      sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
      instanceNumber: index + 1,
      frames: 1,
      rows: 512,
      columns: 512,
      imagePosition: [0, 0, index],
      imageOrientation: [1, 0, 0, 0, 1, 0],
      frameOfReferenceUid: '1.2',
    }));
  }

  async instance(ref: InstanceRef, options: FetchOptions): Promise<Incoming> {
    const uid = ref.sopInstanceUid;
    this.purposes.push(options.purpose);
    return this.#incoming(uid, this.instead(uid) ?? dicomFile(uid, this.size), options);
  }

  async report(reportId: string, options: FetchOptions): Promise<Incoming> {
    return this.#incoming(reportId, this.instead(reportId) ?? pdfFile, options);
  }

  async #incoming(what: string, whole: Buffer, options: FetchOptions): Promise<Incoming> {
    const from = this.validator === null ? 0 : (options.from ?? 0);
    this.ranges.push(options.from ?? 0);
    const { validator, sha256 } = this;
    const bytes = await this.#stream(what, whole.subarray(from), options.signal, from);
    return { bytes, from, length: whole.byteLength, validator, sha256 };
  }

  async #stream(what: string, bytes: Buffer, signal: AbortSignal, from: number): Promise<ByteStream> {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    signal.addEventListener('abort', () => (this.aborted += 1));
    try {
      await this.#ask(what);
    } catch (error) {
      this.underWay -= 1;
      throw error;
    }
    const end = (): void => void (this.underWay -= 1);
    const breaks = (at: number): boolean => from + at >= this.breaksAfter;
    return (async function* () {
      try {
        for (let at = 0; at < bytes.byteLength; at += 65_536) {
          if (breaks(at)) throw new AppFailure('network-unreachable', 'the cable was pulled');
          if (signal.aborted) throw new AppFailure('cancelled', 'given up');
          await Promise.resolve();
          yield bytes.subarray(at, at + 65_536);
        }
      } finally {
        end();
      }
    })();
  }

  async #ask(what: string): Promise<void> {
    this.asked.push(what);
    await this.before(what);
  }
}

/** A promise and the ways to end it. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open };
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'emage-library-'));
  // What a test leaves to do in the background (a file that nobody wants being erased) may still put files down meanwhile.
  const remove = (): Promise<void> =>
    rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  return { path, remove };
}

export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'nothing';
  } catch (error) {
    if (error instanceof AppFailure) return error.error.code;
    throw error;
  }
}
