import { readFile, rm, writeFile } from 'node:fs/promises';

// The embedded database is one process's alone: two that write to its folder damage it, and nothing in it keeps the second out.

const held = new Set<string>();

/**
 * Takes a folder for this process, by a file beside it with its number. Answers how to let it go. Throws where another process has
 * it; the file of one that ended without a word stands in nobody's way.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder}.lock`;
  for (let attempt = 0; ; attempt += 1) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''));
    // In a container, the process before had the same number.
    const isTaken = owner === process.pid ? held.has(file) : isRunning(owner);
    if (isTaken || attempt > 2) {
      throw new Error(
        `The portal runs on this folder already (process ${owner}): stop it first. Where none runs, delete ${file}.`,
      );
    }
    await rm(file, { force: true });
  }
  held.add(file);
  return async () => {
    held.delete(file);
    await rm(file, { force: true });
  };
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
