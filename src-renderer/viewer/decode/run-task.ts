import { type AppError, AppFailure } from '../../../src-shared/errors.ts';
import { frameDescription, openInstance } from '../dicom/describe.ts';
import { type ShownBytes, shownBytes } from '../dicom/frame-bytes.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import { type DisplayFrame, displayFrame } from '../look/display-frame.ts';
import { thumbnailOf } from '../look/thumbnail.ts';
import { readObject } from '../objects/read-object.ts';
import { decodeCutFrame } from './cut-frame.ts';
import { decodeFrame } from './decode-frame.ts';
import type { DecodeAnswers, DecodeTask, FrameOutcome, OpenAnswer } from './messages.ts';
import type { WasmCodecs } from './wasm-codec.ts';

/** Any failure as a value. What is not ours is damage that a parser or codec met: RangeError, out of memory. */
export const asAppError = (error: unknown): AppError => {
  if (error instanceof AppFailure) return error.error;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'instance-damaged', message: message.slice(0, 500) };
};

const shown = async (
  { bytes, firstBit, rowsThere }: ShownBytes,
  instance: InstanceDescription,
  frame: number,
  codecs: WasmCodecs,
): Promise<DisplayFrame> => {
  const overlays = instance.overlays.flatMap(({ source }) => (source.kind === 'pixels' ? [source.bit] : []));
  const stored =
    rowsThere === 'unknown'
      ? await decodeCutFrame(bytes, instance.format, codecs, overlays)
      : { ...(await decodeFrame(bytes, instance.format, firstBit, codecs, overlays)), rowsThere };
  const display = displayFrame(stored, instance, frame);
  return {
    ...display,
    ...(overlays.length === 0 ? {} : { embedded: stored.embedded }),
    ...(stored.rowsThere === null ? {} : { rowsThere: stored.rowsThere }),
  };
};

const decode = (
  file: Uint8Array,
  instance: InstanceDescription,
  frame: number,
  codecs: WasmCodecs,
): Promise<DisplayFrame> => shown(shownBytes(file, instance, frame), instance, frame, codecs);

const open = async (
  { file, frame }: Extract<DecodeTask, { kind: 'open' }>,
  codecs: WasmCodecs,
): Promise<OpenAnswer> => {
  const { description, bytes } = openInstance(new Uint8Array(file));
  let outcome: FrameOutcome;
  try {
    outcome = { ok: true, frame: await decode(bytes, description, frame, codecs) };
  } catch (error) {
    outcome = { ok: false, error: asAppError(error) };
  }
  return { description, bytes: description.frameCount > 1 ? bytes : null, outcome };
};

/** Runs one task; failures throw `AppFailure`, or whatever a parser throws (see `asAppError`). */
export const runTask = async (
  task: DecodeTask,
  codecs: WasmCodecs,
): Promise<DecodeAnswers[keyof DecodeAnswers]> => {
  switch (task.kind) {
    case 'open':
      return open(task, codecs);
    case 'frame': {
      const { bytes, firstBit, rowsThere, instance, frame } = task;
      return shown({ bytes, firstBit, rowsThere }, instance, frame, codecs);
    }
    case 'thumbnail': {
      const { description, bytes } = openInstance(new Uint8Array(task.file));
      const middle = Math.floor(description.frameCount / 2);
      const frame = await decode(bytes, description, middle, codecs);
      const { spacing, aspect } = frameDescription(description, middle).geometry;
      return thumbnailOf(frame, spacing === null ? aspect : spacing.row / spacing.column, task.longest);
    }
    case 'object':
      return { object: await readObject(new Uint8Array(task.file), codecs) };
    case 'elements': {
      const { readElements } = await import('../dicom/read-elements.ts');
      return readElements(new Uint8Array(task.file));
    }
  }
};
