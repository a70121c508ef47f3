export type Direction = 1 | -1;

/**
 * The order in which a stack's images are wanted: what is looked at, then its neighbours, two in the direction of
 * travel for each one behind, then the rest. Indexes from 0 to `count - 1`, each once.
 */
export const loadOrder = (current: number, direction: Direction, count: number): number[] => {
  if (count === 0) return [];
  const start = Math.max(0, Math.min(count - 1, current));
  const order = [start];
  let ahead = start + direction;
  let behind = start - direction;
  const inside = (index: number): boolean => index >= 0 && index < count;
  while (inside(ahead) || inside(behind)) {
    for (let n = 0; n < 2 && inside(ahead); n += 1, ahead += direction) order.push(ahead);
    if (inside(behind)) {
      order.push(behind);
      behind -= direction;
    }
  }
  return order;
};

/** How many images of `bytes` each may be kept: all that fit, but always a few around what is looked at. */
export const keepCount = (bytes: number, limit: number, count: number): number =>
  Math.min(count, Math.max(8, Math.floor(limit / Math.max(1, bytes))));
