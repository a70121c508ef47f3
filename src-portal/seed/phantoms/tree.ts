import type { Random } from './random.ts';
import type { Point, Segment } from './tubes.ts';

interface Node {
  readonly at: Point;
  readonly parent: number;
  /** Cubes of the radii that end in here (Murray's law). */
  flow: number;
}

interface TreeOptions {
  readonly root: readonly Point[];
  /** Points that want to be reached. */
  readonly targets: readonly Point[];
  readonly step: number;
  /** Millimetres: a target this near to a branch is reached. */
  readonly reach: number;
  readonly leafRadius: number;
  readonly maxRadius: number;
  readonly random: Random;
}

const distance2 = (a: Point, b: Point): number =>
  (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/**
 * A tree that fills a space as vessels do: every target pulls at the nearest branch (space colonisation, Runions 2007),
 * and radii follow Murray's law from the leaves to the trunk.
 */
export function growTree(options: TreeOptions): Segment[] {
  const { step, reach, leafRadius, maxRadius, random } = options;
  const nodes: Node[] = options.root.map((at, index) => ({ at, parent: index - 1, flow: 0 }));
  const targets = options.targets.map((at) => ({
    at,
    nearest: -1,
    best: Number.POSITIVE_INFINITY,
    done: false,
  }));
  let checked = 0;
  for (let round = 0; round < 120; round++) {
    for (const target of targets) {
      if (target.done) continue;
      for (let index = checked; index < nodes.length; index++) {
        const node = nodes[index];
        if (!node) continue;
        const d = distance2(node.at, target.at);
        if (d < target.best) {
          target.best = d;
          target.nearest = index;
        }
      }
      if (target.best < reach * reach) target.done = true;
    }
    checked = nodes.length;
    const pulls = new Map<number, [number, number, number]>();
    for (const { at, nearest, best, done } of targets) {
      const node = nodes[nearest];
      if (done || !node) continue;
      const length = Math.sqrt(best) || 1;
      const pull = pulls.get(nearest) ?? [0, 0, 0];
      pull[0] += (at[0] - node.at[0]) / length;
      pull[1] += (at[1] - node.at[1]) / length;
      pull[2] += (at[2] - node.at[2]) / length;
      pulls.set(nearest, pull);
    }
    if (pulls.size === 0) break;
    for (const [index, pull] of pulls) {
      const node = nodes[index];
      if (!node) continue;
      const before = nodes[node.parent]?.at ?? node.at;
      const direction = [0, 1, 2].map((axis) => {
        const ahead = (node.at[axis] ?? 0) - (before[axis] ?? 0);
        return (pull[axis] ?? 0) + ahead * 0.25 + (random() - 0.5) * 0.9;
      });
      const [x = 0, y = 0, z = 0] = direction;
      const length = Math.hypot(x, y, z) || 1;
      nodes.push({
        at: [
          node.at[0] + (x / length) * step,
          node.at[1] + (y / length) * step,
          node.at[2] + (z / length) * step,
        ],
        parent: index,
        flow: 0,
      });
    }
  }
  return withRadii(nodes, leafRadius, maxRadius);
}

function withRadii(nodes: readonly Node[], leafRadius: number, maxRadius: number): Segment[] {
  const radii = new Array<number>(nodes.length).fill(leafRadius);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    if (!node) continue;
    // A small gain along the way: a long branch tapers although nothing leaves it.
    const radius = Math.min(maxRadius, Math.max(leafRadius, Math.cbrt(node.flow)) * 1.012);
    radii[index] = radius;
    const parent = nodes[node.parent];
    if (parent) parent.flow += radius ** 3;
  }
  return nodes.flatMap((node, index) => {
    const parent = nodes[node.parent];
    if (!parent) return [];
    const endRadius = radii[index] ?? leafRadius;
    const radius = Math.min(radii[node.parent] ?? leafRadius, endRadius * 1.25);
    return [{ from: parent.at, to: node.at, radius, endRadius }];
  });
}
