import { AppFailure } from '../../../src-shared/errors.ts';
import { displayName } from '../../../src-shared/dicom/charset.ts';
import { clipStretch, clipTimes } from './clip-times.ts';
import { readColourProfile, type ReadProfile } from './colour-profile.ts';
import type { DicomDataset } from './dataset.ts';
import { describeFrames } from './describe-frames.ts';
import { describeFormat, describePadding, describePalette, describeSupplement } from './describe-pixels.ts';
import { locateFrames } from './locate-frames.ts';
import { readSubtraction } from './masks.ts';
import { readOverlayPlanes } from './overlay-planes.ts';
import { type Part10, readPart10 } from './part10.ts';
import { readShutter, readShutterColour } from './shutter.ts';
import type { FrameDescription, InstanceDescription } from './types.ts';

const MOST_FRAMES = 100_000;

/** Number of Frames (0028,0008), at least 1. */
export const frameCountOf = (dataset: DicomDataset): number => {
  const declared = dataset.decimal('x00280008') ?? 1;
  if (declared > MOST_FRAMES) throw new AppFailure('instance-damaged', `${declared} frames declared`);
  return Math.max(1, Math.floor(declared));
};

const patientOrientationOf = (dataset: DicomDataset): readonly [string, string] | null => {
  const [row, column] = dataset.strings('x00200020');
  const valid = (text: string | undefined): text is string =>
    text !== undefined && /^[LRAPHF]{1,3}$/.test(text);
  return valid(row) && valid(column) ? [row, column] : null;
};

/** Of the image, or of a slide's light path. */
const profileOf = (dataset: DicomDataset): ReadProfile =>
  readColourProfile(dataset.value('x00282000') ?? dataset.item('x00480105')?.value('x00282000'));

export interface OpenedInstance {
  readonly description: InstanceDescription;
  /** What `description.locations` refers to: the file itself, or what it inflates to. */
  readonly bytes: Uint8Array;
}

/** Errors: `instance-damaged`, `instance-has-no-image`, `transfer-syntax-unsupported`. */
export const describeInstance = ({ dataset, transferSyntax }: Part10): InstanceDescription => {
  const format = describeFormat(dataset, transferSyntax);
  const frameCount = frameCountOf(dataset);
  const modality = dataset.string('x00080060');
  const { profile, unread } = profileOf(dataset);
  return {
    sopInstanceUid: dataset.string('x00080018'),
    sopClassUid: dataset.string('x00080016'),
    modality,
    patient: {
      name: displayName(dataset.text('x00100010')),
      id: dataset.text('x00100020'),
      birthDate: dataset.string('x00100030'),
      sex: dataset.string('x00100040'),
    },
    format,
    palette: describePalette(dataset, format),
    profile,
    profileUnread: unread,
    supplement: describeSupplement(dataset, format),
    padding: describePadding(dataset, format),
    frameCount,
    frames: describeFrames(dataset, frameCount, format.signed, modality),
    locations: locateFrames(dataset, format, frameCount),
    frameTimes: clipTimes(dataset, frameCount),
    stretch: clipStretch(dataset, frameCount),
    sweeps: dataset.decimal('x00181244') === 1,
    subtraction: readSubtraction(dataset, format, frameCount, modality),
    patientOrientation: patientOrientationOf(dataset),
    frameOfReferenceUid: dataset.string('x00200052') || null,
    overlays: readOverlayPlanes(dataset, format),
    shutter: readShutter(dataset),
    shutterColour: readShutterColour(dataset),
    lossy: dataset.string('x00282110') === '01',
  };
};

/**
 * Reads an instance up to its pixels. Errors: `instance-not-dicom`, and those of `describeInstance`.
 */
export const openInstance = (file: Uint8Array): OpenedInstance => {
  const part10 = readPart10(file);
  return { description: describeInstance(part10), bytes: part10.dataset.bytes };
};

/** The description of one frame (0-based). */
export const frameDescription = (instance: InstanceDescription, frame: number): FrameDescription => {
  const found = instance.frames[frame] ?? instance.frames[0];
  if (found === undefined) throw new AppFailure('internal', 'an instance without a frame description');
  return found;
};
