import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started use now (Linux, from /proc). */
export interface Usage {
  /** Proportional set size: shared memory is counted once, divided among those who share it. Bytes. */
  readonly memory: number;
  /** Processor time since each process started. Seconds. */
  readonly processor: number;
}

const ticksPerSecond = 100;

export function usageOfTree(root: number): Usage {
  const children = new Map<number, number[]>();
  const ticks = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = read(`/proc/${name}/stat`);
    // The command's name, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [Number(fields[1]), Number(fields[11]), Number(fields[12])];
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    ticks.set(Number(name), user + system);
  }
  const tree = [root];
  for (const id of tree) tree.push(...(children.get(id) ?? []));
  return {
    memory: tree.reduce((sum, id) => sum + proportionalSize(id), 0),
    processor: tree.reduce((sum, id) => sum + (ticks.get(id) ?? 0), 0) / ticksPerSecond,
  };
}

const proportionalSize = (id: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0) * 1024;

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
