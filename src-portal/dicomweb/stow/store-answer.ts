import type { Answer } from '../image-store.ts';
import type { DataSet, Element, Value } from '../part10/dicom-json.ts';
import type { UnreadableReason } from '../part10/errors.ts';
import type { Outcome } from '../files/store-instances.ts';

export interface InstanceUids {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
  readonly sopClassUid: string;
}

/** What became of one part. */
export type PartResult =
  | {
      readonly kind: 'judged';
      readonly uids: InstanceUids;
      readonly outcome: Outcome | 'cut-off' | 'other-study';
    }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason | 'not-application-dicom' };

// Failure Reason (0008,1197): PS3.7 annex C and PS3.4 table B.2-1.
const processingFailure = 0x0110;
const duplicateInstance = 0x0111;
const doesNotMatch = 0xa900;
const cannotUnderstand = 0xc000;

const reasons: Readonly<
  Record<Exclude<Outcome | 'cut-off' | 'other-study', 'stored' | 'already-here'>, number>
> = {
  differs: duplicateInstance,
  'other-patient': doesNotMatch,
  'other-study': doesNotMatch,
  'cut-off': cannotUnderstand,
  'not-taken': processingFailure,
};

/** The answer to STOW-RS, instance by instance (PS3.18 §10.5.3, annex I.2). */
export function storeAnswer(results: readonly PartResult[], baseUrl: string): Answer {
  const stored: DataSet[] = [];
  const failed: DataSet[] = [];
  const others: DataSet[] = [];
  for (const result of results) {
    if (result.kind === 'unreadable') {
      others.push({ '00081197': us(cannotUnderstand) });
      continue;
    }
    const { uids, outcome } = result;
    const names: DataSet = { '00081150': ui(uids.sopClassUid), '00081155': ui(uids.instanceUid) };
    if (outcome === 'stored' || outcome === 'already-here') {
      const { studyUid, seriesUid, instanceUid } = uids;
      const url = `${baseUrl}/studies/${studyUid}/series/${seriesUid}/instances/${instanceUid}`;
      stored.push({ ...names, '00081190': { vr: 'UR', Value: [url] } });
    } else {
      failed.push({ ...names, '00081197': us(reasons[outcome]) });
    }
  }
  const studies = new Set(
    results.flatMap((result) => (result.kind === 'judged' ? [result.uids.studyUid] : [])),
  );
  const [study] = studies;
  const dataSet: DataSet = {
    ...(study && studies.size === 1
      ? { '00081190': { vr: 'UR', Value: [`${baseUrl}/studies/${study}`] } }
      : {}),
    ...sequence('00081198', failed),
    ...sequence('00081199', stored),
    ...sequence('0008119A', others),
  };
  const failures = failed.length + others.length;
  return {
    status: failures === 0 ? 200 : stored.length > 0 ? 202 : 409,
    headers: { 'content-type': 'application/dicom+json', 'cache-control': 'no-store' },
    body: JSON.stringify(dataSet),
  };
}

function sequence(tag: string, items: readonly Value[]): DataSet {
  return items.length > 0 ? { [tag]: { vr: 'SQ', Value: items } } : {};
}

function ui(uid: string): Element {
  return { vr: 'UI', Value: [uid] };
}

function us(value: number): Element {
  return { vr: 'US', Value: [value] };
}
