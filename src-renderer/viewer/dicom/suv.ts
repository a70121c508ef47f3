import type { DicomDataset, Tag } from './dataset.ts';

/** Seconds since 1970 of a DICOM date and time without a time zone (PS3.5 §6.2); null where they are none. */
const moment = (date: string, time: string): number | null => {
  const day = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date);
  const clock = /^(\d{2}):?(\d{2})(?::?(\d{2}(?:\.\d{1,6})?))?$/.exec(time);
  if (day === null || clock === null) return null;
  const start = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]));
  return start / 1000 + Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
};

const DAY = 86_400;

/** Of a date and time in one (DT). */
const momentOf = (text: string): number | null => {
  const whole = /^(\d{8})(\d{4,6}(?:\.\d{1,6})?)$/.exec(text);
  return whole === null ? null : moment(whole[1] ?? '', whole[2] ?? '');
};

/** Whose a block of private attributes is (PS3.5 §7.8.1), as these scanners write it. */
const isBy = (root: DicomDataset, block: Tag, creator: string): boolean => root.string(block) === creator;

/** When the activity was measured that the image is corrected to: the start of its scan. */
const scanStart = (root: DicomDataset): number | null => {
  const series = moment(root.string('x00080021'), root.string('x00080031'));
  const acquired = moment(root.string('x00080022'), root.string('x00080032'));
  // A series' time after an acquisition's is that of some later work on it, and says nothing of the scan.
  if (series !== null && acquired !== null && series <= acquired) return series;
  // General Electric's keep it apart.
  return isBy(root, 'x00090010', 'GEMS_PETD_01') ? momentOf(root.string('x0009100d')) : null;
};

const injected = (dose: DicomDataset, scan: number): number | null => {
  const whole = momentOf(dose.string('x00181078'));
  if (whole !== null) return whole;
  // A time alone is of the scan's day, or of the evening before.
  const date = new Date(scan * 1000).toISOString().slice(0, 10).replaceAll('-', '');
  const time = moment(date, dose.string('x00181072'));
  return time === null || time <= scan ? time : time - DAY;
};

const positive = (value: number | undefined): number | null =>
  value !== undefined && value > 0 ? value : null;

/** Philips' count what came, and give a factor that leads to the value itself, or one to the activity. */
const philips = (root: DicomDataset, tag: 'x70531000' | 'x70531009'): number | null =>
  isBy(root, 'x70530010', 'Philips PET Private Group') ? positive(root.decimal(tag)) : null;

/** From Bq/ml, corrected for decay. */
const factorOfActivity = (root: DicomDataset): number | null => {
  const dose = root.item('x00540016');
  const weight = positive(root.decimal('x00101030'));
  const total = positive(dose?.decimal('x00181074'));
  const halfLife = positive(dose?.decimal('x00181075'));
  if (dose === undefined || weight === null || weight > 700 || total === null || halfLife === null)
    return null;
  // Corrected to the injection, there is nothing left to correct.
  if (root.string('x00541102') === 'ADMIN') return (weight * 1000) / total;
  if (root.string('x00541102') !== 'START') return null;
  const scan = scanStart(root);
  const start = scan === null ? null : injected(dose, scan);
  if (scan === null || start === null) return null;
  const waited = scan - start;
  if (waited < 0 || waited > DAY) return null;
  return (weight * 1000) / (total * 2 ** (-waited / halfLife));
};

/**
 * What turns a PET's values into the standardised uptake value by body weight (g/ml), after the QIBA's account of how
 * DICOM says it; null where anything that it needs is missing or contradicts itself.
 */
export const suvFactor = (root: DicomDataset): number | null => {
  const units = root.string('x00541001');
  if (units === 'GML') return /^(BW)?$/.test(root.string('x00541006')) ? 1 : null;
  const corrected = root.strings('x00280051');
  if (!corrected.includes('ATTN') || !corrected.includes('DECY')) return null;
  if (units === 'BQML') return factorOfActivity(root);
  if (units !== 'CNTS') return null;
  const own = philips(root, 'x70531000');
  const activity = philips(root, 'x70531009');
  const factor = activity === null ? null : factorOfActivity(root);
  return own ?? (factor === null || activity === null ? null : activity * factor);
};
