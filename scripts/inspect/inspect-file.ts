// One file through the application's own reading and decoding: the modules that a viewer window's workers run.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { asAppError } from '../../src-renderer/viewer/decode/run-task.ts';
import { decodeFrame } from '../../src-renderer/viewer/decode/decode-frame.ts';
import type { SampleArray } from '../../src-renderer/viewer/decode/stored-frame.ts';
import type { WasmCodecs } from '../../src-renderer/viewer/decode/wasm-codec.ts';
import { describeInstance, frameCountOf } from '../../src-renderer/viewer/dicom/describe.ts';
import { frameBytes } from '../../src-renderer/viewer/dicom/frame-bytes.ts';
import { hasPicture, kindOfObject, type ObjectKind } from '../../src-renderer/viewer/dicom/object-kind.ts';
import { type Part10, readHeader, wholeHeader } from '../../src-renderer/viewer/dicom/part10.ts';
import { type AppError, AppFailure } from '../../src-shared/errors.ts';

export interface Inspection {
  readonly kind?: ObjectKind;
  readonly frames?: number;
  readonly rows?: number;
  readonly columns?: number;
  readonly min?: number;
  readonly max?: number;
  /** Not part of what is printed for a file: lossy decoders are compared by it. */
  readonly mean?: number;
  readonly sha256?: string;
  readonly error?: AppError;
}

/** Over all frames of one instance, in their order. */
class Tally {
  private readonly hash = createHash('sha256');
  private min = Infinity;
  private max = -Infinity;
  private sum = 0;
  private count = 0;

  add(samples: SampleArray): void {
    // Typed arrays are little endian on every machine that Electron runs on.
    this.hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    let [min, max, sum] = [this.min, this.max, 0];
    for (const value of samples) {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    [this.min, this.max] = [min, max];
    this.sum += sum;
    this.count += samples.length;
  }

  get result(): Pick<Inspection, 'min' | 'max' | 'mean' | 'sha256'> {
    return { min: this.min, max: this.max, mean: this.sum / this.count, sha256: this.hash.digest('hex') };
  }
}

const read = async (file: string): Promise<Uint8Array> => {
  try {
    // A device or a pipe may have no end.
    if (!(await stat(file)).isFile()) throw new Error('no file');
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw new AppFailure('disk-error', error instanceof Error ? error.message : 'cannot be read');
  }
};

const inspectPixels = async (part10: Part10, kind: ObjectKind, codecs: WasmCodecs): Promise<Inspection> => {
  const description = describeInstance(part10);
  const { rows, columns } = description.format;
  const known = { kind, frames: description.frameCount, rows, columns };
  try {
    const tally = new Tally();
    for (let frame = 0; frame < description.frameCount; frame += 1) {
      const { bytes, firstBit } = frameBytes(part10.dataset.bytes, description, frame);
      const { samples } = await decodeFrame(bytes, description.format, firstBit, codecs);
      tally.add(samples);
    }
    return { ...known, ...tally.result };
  } catch (error) {
    return { ...known, error: asAppError(error) };
  }
};

const inspectObject = (part10: Part10, kind: ObjectKind): Inspection => {
  const { dataset } = part10;
  wholeHeader(part10);
  if (kind !== 'video') return { kind };
  const [rows, columns] = [dataset.uint16('x00280010'), dataset.uint16('x00280011')];
  if (rows === undefined || columns === undefined) throw new AppFailure('instance-damaged', 'without a size');
  return { kind, frames: frameCountOf(dataset), rows, columns };
};

/** Never throws: what goes wrong is the result's `error`. */
export const inspectFile = async (file: string, codecs: WasmCodecs): Promise<Inspection> => {
  let known: Inspection = {};
  try {
    const part10 = readHeader(await read(file));
    const kind = kindOfObject(part10.sopClassUid, part10.transferSyntax);
    known = { kind };
    return hasPicture(kind)
      ? await inspectPixels(wholeHeader(part10), kind, codecs)
      : inspectObject(part10, kind);
  } catch (error) {
    return { ...known, error: asAppError(error) };
  }
};
