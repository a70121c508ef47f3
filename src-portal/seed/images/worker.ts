import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { makePart } from './make.ts';
import type { Task, TaskResult } from './protocol.ts';

async function run({ id, context, part, folder }: Task): Promise<TaskResult> {
  try {
    const target = join(folder, context.exam.key);
    await mkdir(target, { recursive: true });
    const files = await makePart(context, part);
    const paths = await Promise.all(
      files.map(async ({ series, image, bytes }) => {
        const path = join(target, `${String(series).padStart(2, '0')}-${String(image).padStart(3, '0')}.dcm`);
        await writeFile(path, bytes);
        return path;
      }),
    );
    return { id, paths };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (task: Task) => {
  void run(task).then((result) => parentPort?.postMessage(result));
});
