import { open, type FileHandle } from 'node:fs/promises';
import { number, pick, text, type DataSet } from '../part10/dicom-json.ts';
import { UnreadableDicom } from '../part10/errors.ts';
import { readFragments, type RandomAccess } from '../part10/fragments.ts';
import { fileSource, readHeader, type Part10Header } from '../part10/header.ts';
import { isUid } from '../uid.ts';
import { instanceTags, seriesTags, studyTags } from './levels.ts';

/** What the index keeps of one instance. */
export interface InstanceDescription {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  readonly frames: number;
  readonly cutOff: boolean;
  readonly study: DataSet;
  readonly series: DataSet;
  readonly instance: DataSet;
  /** The whole header, DICOM JSON text. */
  readonly metadata: string;
}

/** Bytes of an open file by their place. */
export function fileAccess(file: FileHandle, size: number): RandomAccess {
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = Buffer.allocUnsafe(wanted);
      const { bytesRead } = await file.read(bytes, 0, wanted, offset);
      return bytes.subarray(0, bytesRead);
    },
  };
}

/** Reads a file's header for the index. Throws UnreadableDicom; the file may be anything. */
export async function describeFile(path: string): Promise<InstanceDescription> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const header = await readHeader(fileSource(file, size));
    return describeHeader(header, header.cutOff || (await lacksFragments(header, fileAccess(file, size))));
  } finally {
    await file.close();
  }
}

async function lacksFragments({ pixelData, deflated }: Part10Header, access: RandomAccess): Promise<boolean> {
  if (pixelData?.length !== null || deflated) return false;
  return (await readFragments(access, pixelData.offset)).cutOff;
}

function describeHeader(header: Part10Header, cutOff: boolean): InstanceDescription {
  const { dataSet, transferSyntaxUid } = header;
  const uids = {
    studyUid: '0020000D',
    seriesUid: '0020000E',
    instanceUid: '00080018',
    sopClassUid: '00080016',
  };
  const [studyUid, seriesUid, instanceUid, sopClassUid] = Object.values(uids).map((tag) =>
    text(dataSet, tag),
  );
  if (!valid(studyUid) || !valid(seriesUid) || !valid(instanceUid) || !valid(sopClassUid)) {
    throw new UnreadableDicom('no-uid', 'the study, series, instance or class UID is missing or not a UID');
  }
  const available = { '00083002': { vr: 'UI', Value: [transferSyntaxUid] } };
  return {
    studyUid,
    seriesUid,
    instanceUid,
    sopClassUid,
    transferSyntaxUid,
    frames: Math.max(1, Math.min(number(dataSet, '00280008') ?? 1, 1_000_000)),
    cutOff,
    study: pick(dataSet, studyTags),
    series: pick(dataSet, seriesTags),
    instance: { ...pick(dataSet, instanceTags), ...available },
    metadata: JSON.stringify({ ...dataSet, ...available }),
  };
}

function valid(uid: string | undefined): uid is string {
  return uid !== undefined && isUid(uid);
}
