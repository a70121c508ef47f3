import { isVideo } from './transfer-syntax.ts';

/** What an instance is to a person: which of our views shows it. */
export const objectKinds = [
  'image',
  'slide',
  'video',
  'segmentation',
  'parametric-map',
  'dose',
  'report',
  'key-objects',
  'presentation-state',
  'structure-set',
  'plan',
  'waveform',
  'document',
  'model',
  'annotations',
  'registration',
  'value-map',
  'palette',
  'hanging-protocol',
  'directory',
  'other',
] as const;
export type ObjectKind = (typeof objectKinds)[number];

const STORAGE = '1.2.840.10008.5.1.4.1.1.';

/** SOP classes by what follows the root of storage classes (PS3.4 annex B.5); the first that fits. */
const storage: readonly (readonly [RegExp, ObjectKind])[] = [
  [/^77\.1\.6$/, 'slide'],
  [/^66\.[47]$/, 'segmentation'],
  [/^30$/, 'parametric-map'],
  [/^481\.2$/, 'dose'],
  [/^88\.59$/, 'key-objects'],
  [/^88\./, 'report'],
  [/^11\./, 'presentation-state'],
  [/^481\.3$/, 'structure-set'],
  [/^481\.([4-9]|1[0-9])(\.|$)/, 'plan'],
  [/^9\./, 'waveform'],
  [/^104\.[126]$/, 'document'],
  [/^104\.[345]$/, 'model'],
  [/^(66\.[56]|68\.[12])$/, 'model'],
  [/^91\.1$/, 'annotations'],
  [/^66\.[13]$/, 'registration'],
  [/^67$/, 'value-map'],
  [/^66$/, 'other'],
];

/** Video Endoscopic, Microscopic and Photographic Image Storage. */
const videoClass = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.77\.1\.[124]\.1$/;

/**
 * The kind that a SOP class names (0008,0016). Its transfer syntax decides what is a video; where that is not known
 * yet, its class does. What names no class that we know is an image as long as it has pixels.
 */
export const kindOfObject = (sopClassUid: string, transferSyntax: string | null): ObjectKind => {
  if (transferSyntax === null ? videoClass.test(sopClassUid) : isVideo(transferSyntax)) return 'video';
  if (sopClassUid === '1.2.840.10008.1.3.10') return 'directory';
  if (sopClassUid.startsWith('1.2.840.10008.5.1.4.39.')) return 'palette';
  if (sopClassUid.startsWith('1.2.840.10008.5.1.4.38.')) return 'hanging-protocol';
  if (/^1\.2\.840\.10008\.5\.1\.4\.(43|44|45)\./.test(sopClassUid)) return 'other';
  if (!sopClassUid.startsWith(STORAGE)) return 'image';
  const rest = sopClassUid.slice(STORAGE.length);
  return storage.find(([pattern]) => pattern.test(rest))?.[1] ?? 'image';
};

const pictures: readonly ObjectKind[] = ['image', 'slide', 'segmentation', 'parametric-map', 'dose'];

/** Whether an instance of this kind is drawn from pixel data of its own. */
export const hasPicture = (kind: ObjectKind): boolean => pictures.includes(kind);
