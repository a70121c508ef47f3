import type { DicomDataset, Tag } from './dataset.ts';
import { readTable } from './describe-pixels.ts';
import { normalOf } from './plane.ts';
import { suvFactor } from './suv.ts';
import { commonSpacing, readRegions, spacingIn } from './ultrasound-regions.ts';
import type {
  FrameDescription,
  FrameGeometry,
  FrameLook,
  LookupTable,
  Orientation,
  Spacing,
  Vector3,
  Window,
  WindowShape,
} from './types.ts';

/** An attribute's home: the data set itself, or a functional group's item (PS3.3 C.7.6.16). */
interface Groups {
  readonly root: DicomDataset;
  readonly shared: DicomDataset | undefined;
  readonly own: DicomDataset | undefined;
}

const group = ({ root, shared, own }: Groups, sequence: Tag, tag: Tag): DicomDataset => {
  const frame = own?.item(sequence) ?? shared?.item(sequence);
  return frame?.has(tag) === true ? frame : root;
};

const vector = (values: readonly number[]): Vector3 | null => {
  const [x, y, z] = values;
  return values.length === 3 && x !== undefined && y !== undefined && z !== undefined ? [x, y, z] : null;
};

/** Both directions of length 1 and at right angles, or null: anything else would draw a picture that lies. */
export const orientationFrom = (values: readonly number[]): Orientation | null => {
  const [a, b, c, d, e, f] = values;
  if (a === undefined || b === undefined || c === undefined) return null;
  if (values.length !== 6 || d === undefined || e === undefined || f === undefined) return null;
  const unit = Math.abs(Math.hypot(a, b, c) - 1) < 0.01 && Math.abs(Math.hypot(d, e, f) - 1) < 0.01;
  const square = Math.abs(a * d + b * e + c * f) < 0.01;
  return unit && square ? [a, b, c, d, e, f] : null;
};

const pair = (values: readonly number[]): readonly [number, number] | null => {
  const [row, column] = values;
  if (row === undefined || column === undefined || values.length !== 2) return null;
  return row > 0 && column > 0 && row < 10_000 && column < 10_000 ? [row, column] : null;
};

const projection = /^(CR|DX|RG|MG|IO|PX|XA|RF)$/;

const spacingOf = (groups: Groups, modality: string): Spacing | null => {
  const { root } = groups;
  const patient = pair(group(groups, 'x00289110', 'x00280030').decimals('x00280030'));
  const detector = pair(root.decimals('x00181164'));
  if (patient !== null) {
    // Pixel Spacing that only repeats the detector's is not corrected for magnification (PS3.3 10.7.1.3).
    const same = detector !== null && detector[0] === patient[0] && detector[1] === patient[1];
    const calibrated = root.has('x00280a02') || root.has('x00280a04');
    const plane = projection.test(modality) && same && !calibrated ? 'detector' : 'patient';
    return { row: patient[0], column: patient[1], plane };
  }
  if (detector !== null) return { row: detector[0], column: detector[1], plane: 'detector' };
  return null;
};

const aspectOf = (root: DicomDataset): number => {
  const [vertical, horizontal] = root.decimals('x00280034');
  if (vertical === undefined || horizontal === undefined) return 1;
  return vertical > 0 && horizontal > 0 ? vertical / horizontal : 1;
};

const geometryOf = (groups: Groups, modality: string): FrameGeometry => {
  const position = group(groups, 'x00209113', 'x00200032').decimals('x00200032');
  const orientation = group(groups, 'x00209116', 'x00200037').decimals('x00200037');
  const thickness = group(groups, 'x00289110', 'x00180050').decimal('x00180050');
  const place = {
    position: vector(position),
    orientation: orientationFrom(orientation),
    sliceThickness: thickness !== undefined && thickness > 0 ? thickness : null,
  };
  // What each region says is nearer to what is seen than the one Pixel Spacing that some devices add.
  const regions = readRegions(groups.root);
  if (!groups.root.has('x00186011'))
    return { ...place, spacing: spacingOf(groups, modality), aspect: aspectOf(groups.root), regions };
  const common = commonSpacing(regions);
  if (common !== null) return { ...place, spacing: common, aspect: 1, regions: [] };
  // Beside a trace the picture still has pixels of a shape.
  const shape = commonSpacing(regions.filter((region) => spacingIn(region) !== null));
  return { ...place, spacing: null, aspect: shape === null ? 1 : shape.row / shape.column, regions };
};

/** The windows of the VOI LUT module (PS3.3 C.11.2), those that can be used. */
export const windowsOf = (voi: DicomDataset): Window[] => {
  const centers = voi.decimals('x00281050');
  const widths = voi.decimals('x00281051');
  const explanations = voi.text('x00281055').split('\\');
  return centers.flatMap((center, index) => {
    const width = widths[index];
    // Width 0 would divide by zero; negative is forbidden (PS3.3 C.11.2.1.2.1).
    if (width === undefined || width <= 0) return [];
    const explanation = explanations[index]?.trim() ?? '';
    return [explanation === '' ? { center, width } : { center, width, explanation }];
  });
};

export const shapeOf = (voi: DicomDataset): WindowShape => {
  const name = voi.string('x00281056');
  if (name === 'SIGMOID') return 'sigmoid';
  return name === 'LINEAR_EXACT' ? 'linear-exact' : 'linear';
};

const tableIn = (sequence: DicomDataset | undefined, signed: boolean): LookupTable | null => {
  if (sequence === undefined) return null;
  // What is written as SS or US says so itself; only implicit files leave it to the pixels.
  const vr = sequence.element('x00283002')?.vr;
  const own = vr === 'SS' || (vr === 'US' ? false : signed);
  return readTable(sequence, 'x00283002', 'x00283006', own, sequence.text('x00283003'));
};

const none = { slope: 1, intercept: 0 };

/** The table of the VOI, whose first value is one after the modality transformation: it may be below zero (PS3.3 C.11.2.1.1). */
const voiTableIn = (
  sequence: DicomDataset | undefined,
  signed: boolean,
  modality: { readonly slope: number; readonly intercept: number },
): LookupTable | null => {
  const table = tableIn(sequence, signed);
  // As « US » a value below zero can only be written as one that no rescaled pixel has.
  const below = !signed && modality.slope > 0 && modality.intercept < 0;
  const wrapped = table !== null && table.first > 0x7fff && below;
  return wrapped ? { ...table, first: table.first - 65_536 } : table;
};

export interface LookTables {
  readonly modality: LookupTable | null;
  readonly voi: LookupTable | null;
  /** PS3.3 C.11.4. */
  readonly presentation: LookupTable | null;
}

/** The look-up tables that a data set carries for its images. */
export const lookTables = (dataset: DicomDataset, signed: boolean, rescale = none): LookTables => ({
  modality: tableIn(dataset.item('x00283000'), signed),
  voi: voiTableIn(dataset.item('x00283010'), signed, rescale),
  presentation: tableIn(dataset.item('x20500010'), false),
});

/** Parts of a prescribed dose are no gray (PS3.3 C.8.8.3). */
const doseUnits = (root: DicomDataset): 'Gy' | '' => (root.string('x30040002') === 'RELATIVE' ? '' : 'Gy');

/** From the values of the modality to those that are shown, in units that say what they are of. */
interface Meaning {
  readonly slope: number;
  readonly intercept: number;
  readonly units: string;
}

/** What a parametric map measures (PS3.3 C.7.6.16.2.11): its stored values alone mean nothing. */
const mappingOf = ({ root, shared, own }: Groups): Meaning | null => {
  if (root.string('x00080016') !== '1.2.840.10008.5.1.4.1.1.30') return null;
  const mapping = own?.item('x00409096') ?? shared?.item('x00409096');
  const [slope] = mapping?.doubles('x00409225') ?? [];
  const [intercept] = mapping?.doubles('x00409224') ?? [];
  if (slope === undefined || intercept === undefined || slope === 0) return null;
  // UCUM: « no unit » is 1, and what stands in braces a remark.
  const code = mapping?.item('x004008ea')?.string('x00080100') ?? '';
  const units = code.replaceAll(/\{[^}]*\}/g, '').slice(0, MOST_UNITS);
  return { slope, intercept, units: units === '1' ? '' : units };
};

/** What a person can still read beside a number. */
const MOST_UNITS = 16;

const throughMeaning = (window: Window, { slope, intercept }: Meaning): Window =>
  slope === 1 && intercept === 0
    ? window
    : { ...window, center: window.center * slope + intercept, width: window.width * Math.abs(slope) };

const nuclear: Readonly<Record<string, string>> = { BQML: 'Bq/ml', GML: 'g/ml', CM2ML: 'cm²/ml' };

/** What the values of the modality are in: as the file says (`US` means unspecified), else as its modality has them. */
const unitsOf = (root: DicomDataset, type: string, modality: string, rescaled: boolean): string => {
  const said = type === 'US' ? '' : type.slice(0, MOST_UNITS);
  if (modality === 'PT' || modality === 'NM') return nuclear[root.string('x00541001')] ?? said;
  return said || (modality === 'CT' && rescaled ? 'HU' : '');
};

/** What says how light a frame is: its windows and its table stand together (PS3.3 C.7.6.16.2.10 and its « with LUT »). */
const voiOf = ({ root, shared, own }: Groups): DicomDataset => {
  const frame = own?.item('x00289132') ?? shared?.item('x00289132');
  const says = frame?.has('x00281050') === true || frame?.has('x00283010') === true;
  return says ? frame : root;
};

const lookOf = (groups: Groups, signed: boolean, modality: string): FrameLook => {
  const rescale = group(groups, 'x00289145', 'x00281053');
  const slope = rescale.decimal('x00281053');
  const intercept = rescale.decimal('x00281052');
  const voi = voiOf(groups);
  const usable = slope !== undefined && slope !== 0 && intercept !== undefined;
  const type = rescale.string('x00281054');
  // X-ray angiography carries it for measuring intensities, and forbids it for showing (PS3.3 C.8.7.1.1.2).
  const forDisplay = !/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.12\.[12]$/.test(groups.root.string('x00080016'));
  const scaling = groups.root.decimal('x3004000e');
  const dose = modality === 'RTDOSE' && scaling !== undefined && scaling > 0 ? scaling : null;
  // In SUV a PET's values can be compared with those of another day; in Bq/ml they cannot.
  const suv = modality === 'PT' && usable ? suvFactor(groups.root) : null;
  const table = forDisplay ? groups.root.item('x00283000') : undefined;
  const own = unitsOf(groups.root, table?.string('x00283004') ?? type, modality, usable);
  const meaning: Meaning =
    dose !== null
      ? { slope: 1, intercept: 0, units: doseUnits(groups.root) }
      : suv !== null
        ? { slope: suv, intercept: 0, units: 'SUV' }
        : (mappingOf(groups) ?? { slope: 1, intercept: 0, units: own });
  return {
    slope: dose ?? (usable ? slope : 1) * meaning.slope,
    intercept: (dose === null && usable ? intercept : 0) * meaning.slope + meaning.intercept,
    units: meaning.units,
    modalityTable: tableIn(table, signed),
    windows: slope === 0 ? [] : windowsOf(voi).map((window) => throughMeaning(window, meaning)),
    windowShape: shapeOf(voi),
    voiTable: voiTableIn(voi.item('x00283010'), signed, usable ? { slope, intercept } : none),
  };
};

const side = (text: string): 'L' | 'R' | null => (text === 'L' || text === 'R' ? text : null);

const lateralityOf = (groups: Groups): 'L' | 'R' | null => {
  const anatomy = (groups.own?.item('x00209071') ?? groups.shared?.item('x00209071'))?.string('x00209072');
  return (
    side(anatomy ?? '') ?? side(groups.root.string('x00200062')) ?? side(groups.root.string('x00200060'))
  );
};

interface Slices {
  readonly orientation: Orientation;
  readonly positions: readonly Vector3[];
}

/**
 * Where the slices of a reconstructed nuclear tomogram lie: its detector says it of the first, and the others are stacked behind
 * it, or with a negative step in front of it (PS3.3 C.8.4.15). Null for what is none.
 */
const nuclearSlices = (root: DicomDataset, frameCount: number): Slices | null => {
  if (!/^RECON (GATED )?TOMO$/.test(root.strings('x00080008')[2] ?? '')) return null;
  const [detector, ...more] = root.items('x00540022');
  const orientation = orientationFrom(detector?.decimals('x00200037') ?? []);
  const first = vector(detector?.decimals('x00200032') ?? []);
  const step = root.decimal('x00180088') ?? 0;
  const slices = root.uint16s('x00540080');
  if (more.length > 0 || orientation === null || first === null || step === 0) return null;
  if (slices.length !== frameCount) return null;
  const normal = normalOf({ orientation });
  const along = (axis: 0 | 1 | 2, slice: number): number => first[axis] + normal[axis] * step * (slice - 1);
  return {
    orientation,
    positions: slices.map((slice) => [along(0, slice), along(1, slice), along(2, slice)]),
  };
};

/** Describes each frame: one entry where nothing varies, else one a frame, by functional groups. */
export const describeFrames = (
  root: DicomDataset,
  frameCount: number,
  signed: boolean,
  modality: string,
): FrameDescription[] => {
  const describe = (groups: Groups): FrameDescription => ({
    geometry: geometryOf(groups, modality),
    look: lookOf(groups, signed, modality),
    laterality: lateralityOf(groups),
  });
  const shared = root.item('x52009229');
  const own = root.items('x52009230');
  if (own.length === 0) {
    const common = describe({ root, shared, own: undefined });
    const slices = nuclearSlices(root, frameCount);
    if (slices === null) return [common];
    const { orientation, positions } = slices;
    return positions.map((position) => ({
      ...common,
      geometry: { ...common.geometry, position, orientation },
    }));
  }
  return own.slice(0, frameCount).map((item) => describe({ root, shared, own: item }));
};
