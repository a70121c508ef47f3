import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started use now (Linux, from /proc). */
export interface Usage {
  /** Proportional set size: shared memory is counted once, divided among those who share it. Bytes. */
  readonly memory: number;
  /** Processor time of all threads that live now, to the nanosecond. Seconds. */
  readonly processor: number;
}

export function usageOfTree(root: number): Usage {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The command's name, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const parent = Number(fields[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const id of tree) tree.push(...(children.get(id) ?? []));
  return {
    memory: tree.reduce((sum, id) => sum + proportionalSize(id), 0),
    processor: tree.reduce((sum, id) => sum + processorTime(id), 0),
  };
}

const proportionalSize = (id: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024;

/** `stat` counts in hundredths of a second, which is more than an application that rests takes in ten. */
function processorTime(id: number): number {
  const threads = list(`/proc/${id}/task`);
  const onProcessor = (thread: string): number =>
    Number(read(`/proc/${id}/task/${thread}/schedstat`).split(' ', 1)[0]);
  return threads.reduce((sum, thread) => sum + onProcessor(thread), 0) / 1e9;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
