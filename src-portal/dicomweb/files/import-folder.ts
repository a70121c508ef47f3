import { createReadStream } from 'node:fs';
import { opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableDicom, type UnreadableReason } from '../part10/errors.ts';
import { describeFile } from './describe.ts';
import type { ImageFolder } from './folder.ts';
import { stageStream } from './stage.ts';
import type { Outcome, Staged } from './store-instances.ts';

/** A store that takes in files that were looked at: those on disk, and an archive. */
export interface InstanceTaker {
  /** Where files are laid first. */
  readonly folder: ImageFolder;
  store(staged: readonly Staged[]): Promise<Outcome[]>;
}

/** What became of one file. `cutOff`: stored, though the file ends before its pixel data do. */
export type FileResult =
  | {
      readonly path: string;
      readonly outcome: Outcome;
      readonly studyUid: string;
      readonly seriesUid: string;
      readonly instanceUid: string;
      readonly cutOff: boolean;
    }
  | { readonly path: string; readonly outcome: 'unreadable'; readonly reason: UnreadableReason | 'io-error' };

export interface ImportResult {
  readonly files: readonly FileResult[];
  /** Studies that have images now, those that were there before included. */
  readonly studyUids: readonly string[];
}

export interface ImportOptions {
  readonly onFile?: (result: FileResult) => void;
  readonly signal?: AbortSignal;
}

// Two files are read at a time while a third batch is written to the index; more helps no disk.
const readers = 4;
const batch = 50;
const maxFolderDepth = 32;

/**
 * Takes all DICOM instances below a folder (or one file) into the store; the files themselves stay as they are. A file
 * that is none is passed over with its reason. Order of the files is that of their names.
 */
export async function importFolder(
  store: InstanceTaker,
  path: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const results: FileResult[] = [];
  const studies = new Set<string>();
  const waiting: { path: string; staged: Staged }[] = [];

  function report(result: FileResult): void {
    results.push(result);
    if (result.outcome === 'stored' || result.outcome === 'already-here') studies.add(result.studyUid);
    options.onFile?.(result);
  }

  async function flush(): Promise<void> {
    const some = waiting.splice(0);
    if (some.length === 0) return;
    const outcomes = await store.store(some.map(({ staged }) => staged));
    for (const [index, { path: source, staged }] of some.entries()) {
      const { studyUid, seriesUid, instanceUid, cutOff } = staged.description;
      const outcome = outcomes[index] ?? 'differs';
      if (outcome !== 'stored') await rm(staged.path, { force: true });
      report({ path: source, outcome, studyUid, seriesUid, instanceUid, cutOff });
    }
  }

  const files = filesBelow(path);
  const pending: Promise<{ path: string; staged: Staged | UnreadableReason | 'io-error' }>[] = [];

  async function settleOne(): Promise<void> {
    const next = await pending.shift();
    if (!next) return;
    if (typeof next.staged === 'string')
      report({ path: next.path, outcome: 'unreadable', reason: next.staged });
    else waiting.push({ path: next.path, staged: next.staged });
    if (waiting.length >= batch) await flush();
  }

  try {
    for await (const file of files) {
      options.signal?.throwIfAborted();
      pending.push(stageFile(store, file).then((staged) => ({ path: file, staged })));
      if (pending.length >= readers) await settleOne();
    }
    while (pending.length > 0) await settleOne();
    await flush();
  } catch (error) {
    const left = (await Promise.allSettled(pending)).flatMap((one) =>
      one.status === 'fulfilled' ? [one.value.staged] : [],
    );
    for (const staged of [...left, ...waiting.map((one) => one.staged)]) {
      if (typeof staged !== 'string') await rm(staged.path, { force: true });
    }
    throw error;
  }
  return { files: results, studyUids: [...studies] };
}

async function stageFile(
  store: InstanceTaker,
  path: string,
): Promise<Staged | UnreadableReason | 'io-error'> {
  try {
    const description = await describeFile(path);
    const staged = await stageStream(store.folder, createReadStream(path, { highWaterMark: 1024 * 1024 }));
    return { ...staged, description };
  } catch (error) {
    if (error instanceof UnreadableDicom) return error.reason;
    if (error instanceof Error && 'code' in error && error.code !== 'ENOSPC') return 'io-error';
    throw error;
  }
}

async function* filesBelow(path: string, depth = 0): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  const entries = [];
  for await (const entry of await opendir(path)) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const below = join(path, entry.name);
    // Links are not followed: a folder of strangers may link anywhere, or to itself.
    if (entry.isFile()) yield below;
    else if (entry.isDirectory() && depth < maxFolderDepth) yield* filesBelow(below, depth + 1);
  }
}
