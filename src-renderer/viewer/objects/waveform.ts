import { AppFailure } from '../../../src-shared/errors.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { codeIn } from './codes.ts';

export interface WaveformChannel {
  /** « I », « aVR », « V1 ». */
  readonly label: string;
  /** In `unit`; NaN where nothing was recorded. */
  readonly samples: Float32Array;
  /** `mV` where it can be, else as stored; empty where the file gives no sensitivity, and heights mean nothing. */
  readonly unit: string;
}

export interface WaveformGroup {
  readonly label: string;
  /** Samples a second. */
  readonly frequency: number;
  readonly channels: readonly WaveformChannel[];
}

export interface WaveformObject {
  readonly kind: 'waveform';
  /** Those that share a time axis, as recorded: rhythm, median beats. */
  readonly groups: readonly WaveformGroup[];
  /** What the machine says of it, for example « Heart rate: 72 /min ». */
  readonly notes: readonly string[];
  /** Acquisition DateTime or Content Date, as stored. */
  readonly date: string;
}

const MOST_CHANNELS = 64;
const MOST_SAMPLES = 1 << 24;

type Reader = (view: DataView, at: number) => number;

/** Waveform Sample Interpretation (PS3.3 C.10.9.1.5). */
const readers: Readonly<
  Record<string, { readonly size: number; readonly read: (little: boolean) => Reader }>
> = {
  SB: { size: 1, read: () => (view, at) => view.getInt8(at) },
  UB: { size: 1, read: () => (view, at) => view.getUint8(at) },
  SS: { size: 2, read: (little) => (view, at) => view.getInt16(at, little) },
  US: { size: 2, read: (little) => (view, at) => view.getUint16(at, little) },
  SL: { size: 4, read: (little) => (view, at) => view.getInt32(at, little) },
  UL: { size: 4, read: (little) => (view, at) => view.getUint32(at, little) },
};

/** « Lead I (Einthoven) » is what doctors call I. */
const shortLabel = (channel: DicomDataset): string => {
  const label = channel.text('x003a0203') || (codeIn(channel, 'x003a0208')?.meaning ?? '');
  return label.replace(/^lead\s+/i, '').replace(/\s*\(.*\)$/, '');
};

const toMillivolts: Readonly<Record<string, number>> = { uV: 1e-3, mV: 1, V: 1e3, nV: 1e-6 };

interface Scale {
  readonly unit: string;
  readonly factor: number;
  readonly offset: number;
}

const scaleOf = (channel: DicomDataset): Scale => {
  const sensitivity = channel.decimal('x003a0210');
  const unit = codeIn(channel, 'x003a0211')?.value ?? '';
  if (sensitivity === undefined || unit === '') return { unit: '', factor: 1, offset: 0 };
  const millivolts = Object.hasOwn(toMillivolts, unit) ? (toMillivolts[unit] ?? 1) : null;
  const factor = sensitivity * (channel.decimal('x003a0212') ?? 1) * (millivolts ?? 1);
  const offset = (channel.decimal('x003a0213') ?? 0) * (millivolts ?? 1);
  return { unit: millivolts === null ? unit : 'mV', factor, offset };
};

const readGroup = (group: DicomDataset, little: boolean): WaveformGroup => {
  const channels = group.items('x003a0200').slice(0, MOST_CHANNELS);
  const frequency = group.decimal('x003a001a');
  const interpretation = group.string('x54001006');
  const reader = Object.hasOwn(readers, interpretation) ? readers[interpretation] : undefined;
  const data = group.value('x54001010');
  const count = group.uint16('x003a0005') ?? channels.length;
  if (reader === undefined || data === undefined || !frequency || frequency <= 0 || count === 0)
    throw new AppFailure('instance-damaged', 'a waveform without samples or frequency');
  const read = reader.read(little);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  // What is there counts, not what the header says.
  const length = Math.min(Math.floor(data.length / (reader.size * count)), Math.floor(MOST_SAMPLES / count));
  const padding = group.value('x5400100a');
  const nothing = padding === undefined || padding.length < reader.size ? null : paddingOf(padding, read);
  return {
    label: group.text('x003a0020'),
    frequency,
    channels: channels.slice(0, count).map((channel, index) => {
      const { unit, factor, offset } = scaleOf(channel);
      const samples = new Float32Array(length);
      for (let at = 0; at < length; at += 1) {
        const value = read(view, (at * count + index) * reader.size);
        samples[at] = value === nothing ? NaN : value * factor + offset;
      }
      return { label: shortLabel(channel), samples, unit };
    }),
  };
};

const paddingOf = (bytes: Uint8Array, read: Reader): number =>
  read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0);

const notesOf = (dataset: DicomDataset): string[] =>
  dataset.items('x0040b020').flatMap((annotation) => {
    const text = annotation.text('x00700006');
    if (text !== '') return [text];
    const concept = codeIn(annotation, 'x0040a043')?.meaning ?? '';
    const value = annotation.string('x0040a30a');
    const unit = codeIn(annotation, 'x004008ea')?.value ?? '';
    const coded = codeIn(annotation, 'x0040a168')?.meaning ?? '';
    if (concept === '' || (value === '' && coded === '')) return [];
    return [`${concept}: ${value === '' ? coded : `${value} ${unit}`}`.trim()];
  });

/** Reads an ECG or another waveform (PS3.3 C.10.9). Error: `instance-damaged`. */
export const readWaveform = (dataset: DicomDataset, little: boolean): WaveformObject => {
  const groups = dataset.items('x54000100').map((group) => readGroup(group, little));
  if (groups.length === 0) throw new AppFailure('instance-damaged', 'no waveform');
  return {
    kind: 'waveform',
    groups,
    notes: notesOf(dataset).slice(0, 200),
    date: dataset.string('x0008002a') || dataset.string('x00080023'),
  };
};
