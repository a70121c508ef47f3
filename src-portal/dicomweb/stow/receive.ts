import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { describeFile } from '../files/describe.ts';
import type { ImageFolder } from '../files/folder.ts';
import { stageStream } from '../files/stage.ts';
import type { Outcome, Staged } from '../files/store-instances.ts';
import type { Answer, Incoming } from '../image-store.ts';
import { UnreadableDicom } from '../part10/errors.ts';
import { incomingParts, type IncomingPart } from './parts.ts';
import { storeAnswer, type PartResult } from './store-answer.ts';

// So many instances are written to the index at once.
const batch = 25;

type Store = (staged: readonly Staged[]) => Promise<Outcome[]>;

/** STOW-RS: takes instances one by one as they come, and says of each what became of it. Throws DicomWebProblem. */
export async function receiveInstances(
  folder: ImageFolder,
  store: Store,
  incoming: Incoming,
): Promise<Answer> {
  const results: PartResult[] = [];
  const waiting: Staged[] = [];

  async function flush(): Promise<void> {
    const some = waiting.splice(0);
    if (some.length === 0) return;
    const outcomes = await store(some);
    for (const [index, { path, description }] of some.entries()) {
      const outcome = outcomes[index] ?? 'differs';
      // Of what was here already, too: the request that brought it may have been cut off before anybody heard of it.
      if (outcome === 'stored' || outcome === 'already-here') incoming.onStudy(description.studyUid);
      if (outcome !== 'stored') await rm(path, { force: true });
      results.push({ kind: 'judged', uids: description, outcome });
    }
  }

  try {
    for await (const part of incomingParts(incoming.body, incoming.contentType, incoming.limits)) {
      const staged = await stagePart(folder, part, incoming.study);
      if ('kind' in staged) results.push(staged);
      else waiting.push(staged);
      if (waiting.length >= batch) await flush();
    }
    await flush();
  } finally {
    await Promise.all(waiting.map(({ path }) => rm(path, { force: true })));
  }
  return storeAnswer(results, incoming.baseUrl);
}

async function stagePart(
  folder: ImageFolder,
  { type, bytes }: IncomingPart,
  study: string | undefined,
): Promise<Staged | PartResult> {
  if (type !== undefined && type !== 'application/dicom') {
    await drain(bytes);
    return { kind: 'unreadable', reason: 'not-application-dicom' };
  }
  const staged = await stageStream(folder, bytes, { durable: true });
  try {
    const description = await describeFile(staged.path);
    if (description.cutOff)
      return await refuse(staged.path, { kind: 'judged', uids: description, outcome: 'cut-off' });
    if (study !== undefined && study !== description.studyUid) {
      return await refuse(staged.path, { kind: 'judged', uids: description, outcome: 'other-study' });
    }
    return { ...staged, description };
  } catch (error) {
    await rm(staged.path, { force: true });
    if (error instanceof UnreadableDicom) return { kind: 'unreadable', reason: error.reason };
    throw error;
  }
}

async function refuse(path: string, result: PartResult): Promise<PartResult> {
  await rm(path, { force: true });
  return result;
}

async function drain(bytes: Readable): Promise<void> {
  for await (const _chunk of bytes);
}
