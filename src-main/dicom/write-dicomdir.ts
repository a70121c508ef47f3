import { element, explicitLittle, fileMeta, itemHeader, textElement, textValue } from './elements.ts';

/** One object of a file-set, in the words of its own header. */
export interface FileSetObject {
  /** Components of the Referenced File ID, at most eight of at most eight characters (PS3.10 §8.2, §8.5). */
  readonly fileId: readonly string[];
  readonly patient: { readonly id: string; readonly name: string; readonly birthDate: string };
  readonly study: {
    readonly uid: string;
    readonly date: string;
    readonly time: string;
    readonly description: string;
    readonly id: string;
    readonly accessionNumber: string;
  };
  readonly series: {
    readonly uid: string;
    readonly modality: string;
    readonly number: number | null;
    readonly description: string;
  };
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly instanceNumber: number | null;
  readonly hasPixels: boolean;
}

interface DirectoryRecord {
  readonly type: string;
  readonly keys: readonly Buffer[];
  readonly children: DirectoryRecord[];
}

const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10';
const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1';

/** PS3.3 F.5: which kind of record an object without pixels has; one that is not listed here is private to nobody's viewer. */
const recordTypes: readonly (readonly [RegExp, string])[] = [
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\.59$/, 'KEY OBJECT DOC'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\./, 'SR DOCUMENT'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\./, 'PRESENTATION'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.104\./, 'ENCAP DOC'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.9\./, 'WAVEFORM'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.481\.3$/, 'RT STRUCTURE SET'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.481\.5$/, 'RT PLAN'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.481\.2$/, 'RT DOSE'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.66\.[123]$/, 'REGISTRATION'],
  [/^1\.2\.840\.10008\.5\.1\.4\.1\.1\.67$/, 'VALUE MAP'],
];

const typeOf = ({ hasPixels, sopClassUid }: FileSetObject): string =>
  recordTypes.find(([pattern]) => pattern.test(sopClassUid))?.[1] ?? (hasPixels ? 'IMAGE' : 'RAW DATA');

const utf8 = (tag: string, vr: string, value: string): Buffer =>
  element(tag, vr, textValue(vr, value, 'utf8'));
const number = (value: number | null): string => String(value ?? 0);

/** Says in which characters the names of a record are written. */
const charset = textElement('00080005', 'CS', 'ISO_IR 192');

function recordsOf(objects: readonly FileSetObject[]): DirectoryRecord[] {
  const patients = new Map<string, DirectoryRecord>();
  const studies = new Map<string, DirectoryRecord>();
  const series = new Map<string, DirectoryRecord>();
  const under = (
    level: Map<string, DirectoryRecord>,
    key: string,
    parent: DirectoryRecord[] | null,
    make: () => Omit<DirectoryRecord, 'children'>,
  ): DirectoryRecord => {
    const known = level.get(key);
    if (known) return known;
    const record = { ...make(), children: [] };
    level.set(key, record);
    parent?.push(record);
    return record;
  };
  for (const object of objects) {
    // One whose name is written in two ways is one patient all the same.
    const { id, name } = object.patient;
    const patientKey = JSON.stringify(id === '' ? ['', name] : [id]);
    const patient = under(patients, patientKey, null, () => ({
      type: 'PATIENT',
      keys: [
        charset,
        utf8('00100010', 'PN', object.patient.name),
        utf8('00100020', 'LO', object.patient.id === '' ? 'INCONNU' : object.patient.id),
        textElement('00100030', 'DA', object.patient.birthDate),
      ],
    }));
    const study = under(studies, `${patientKey}${object.study.uid}`, patient.children, () => ({
      type: 'STUDY',
      keys: [
        charset,
        textElement('00080020', 'DA', object.study.date === '' ? '19000101' : object.study.date),
        textElement('00080030', 'TM', object.study.time === '' ? '000000' : object.study.time),
        utf8('00080050', 'SH', object.study.accessionNumber),
        utf8('00081030', 'LO', object.study.description),
        textElement('0020000D', 'UI', object.study.uid),
        utf8('00200010', 'SH', object.study.id === '' ? '1' : object.study.id),
      ],
    }));
    const ofSeries = under(series, `${patientKey}${object.series.uid}`, study.children, () => ({
      type: 'SERIES',
      keys: [
        charset,
        textElement('00080060', 'CS', object.series.modality === '' ? 'OT' : object.series.modality),
        utf8('0008103E', 'LO', object.series.description),
        textElement('0020000E', 'UI', object.series.uid),
        textElement('00200011', 'IS', number(object.series.number)),
      ],
    }));
    ofSeries.children.push({
      type: typeOf(object),
      keys: [
        textElement('00041500', 'CS', object.fileId.join('\\')),
        textElement('00041510', 'UI', object.sopClassUid),
        textElement('00041511', 'UI', object.sopInstanceUid),
        textElement('00041512', 'UI', object.transferSyntaxUid),
        charset,
        textElement('00200013', 'IS', number(object.instanceNumber)),
      ],
      children: [],
    });
  }
  return [...patients.values()];
}

const uint32 = (tag: string, value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return element(tag, 'UL', bytes);
};
const inUse = element('00041410', 'US', Buffer.from([0xff, 0xff]));

/** A record's bytes but for its links, which have a fixed length: so that every place is known before any is written. */
function bodyOf({ type, keys }: DirectoryRecord): { before: Buffer; after: Buffer } {
  const [file, others] = [keys.filter(isFileKey), keys.filter((key) => !isFileKey(key))];
  return {
    before: inUse,
    after: Buffer.concat([textElement('00041430', 'CS', type), ...file, ...others]),
  };
}
// Keys of group 0004 stand before the others.
const isFileKey = (key: Buffer): boolean => key.readUInt16LE(0) === 0x0004;

const LINK_BYTES = 12;
const ITEM_HEADER_BYTES = 8;

/** The table of contents of a disc (PS3.3 Annex F, PS3.10 §8.6), linked as readers of old want it. */
export function dicomdir(fileSetId: string, fileSetUid: string, objects: readonly FileSetObject[]): Buffer {
  const meta = fileMeta(MEDIA_DIRECTORY, fileSetUid, EXPLICIT_LITTLE);
  const roots = recordsOf(objects);
  const flat: DirectoryRecord[] = [];
  const collect = (records: readonly DirectoryRecord[]): void => {
    for (const record of records) {
      flat.push(record);
      collect(record.children);
    }
  };
  collect(roots);

  const id = textElement('00041130', 'CS', fileSetId);
  const sequenceAt =
    meta.byteLength + id.byteLength + 2 * LINK_BYTES + element('00041212', 'US', Buffer.alloc(2)).byteLength;
  const places = new Map<DirectoryRecord, number>();
  const bodies = new Map(flat.map((record) => [record, bodyOf(record)]));
  // The sequence's own header: tag, VR, two bytes that are kept free, four of length.
  let at = sequenceAt + 12;
  for (const record of flat) {
    places.set(record, at);
    at += ITEM_HEADER_BYTES + lengthOf(bodies.get(record));
  }

  const placeOf = (record: DirectoryRecord | undefined): number => (record && places.get(record)) ?? 0;
  const items: Buffer[] = [];
  const write = (records: readonly DirectoryRecord[]): void => {
    records.forEach((record, index) => {
      const body = bodies.get(record);
      if (!body) return;
      const next = uint32('00041400', placeOf(records[index + 1]));
      const lower = uint32('00041420', placeOf(record.children[0]));
      items.push(itemHeader(lengthOf(body)), next, body.before, lower, body.after);
      write(record.children);
    });
  };
  write(roots);
  return Buffer.concat([
    meta,
    id,
    uint32('00041200', placeOf(roots[0])),
    uint32('00041202', placeOf(roots.at(-1))),
    element('00041212', 'US', Buffer.alloc(2)),
    element('00041220', 'SQ', Buffer.concat(items), explicitLittle),
  ]);
}

const lengthOf = (body: { before: Buffer; after: Buffer } | undefined): number =>
  body ? 2 * LINK_BYTES + body.before.byteLength + body.after.byteLength : 0;
