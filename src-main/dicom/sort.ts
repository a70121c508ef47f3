import type { InstanceHeader } from '../../src-shared/domain/series.ts';

type Vector = readonly [number, number, number];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** The direction in which slices of this orientation lie on each other (PS3.3 C.7.6.2.1.1); null where rows and columns are parallel. */
export function normalOf(orientation: NonNullable<InstanceHeader['imageOrientation']>): Vector | null {
  const [a, b, c, d, e, f] = orientation;
  const normal = cross([a, b, c], [d, e, f]);
  const length = Math.sqrt(dot(normal, normal));
  return length > 0.5 ? [normal[0] / length, normal[1] / length, normal[2] / length] : null;
}

/** Cosine of about 2.5°: what scanners write for one and the same orientation differs by far less. */
const SAME_DIRECTION = 0.999;

const byNumber = (a: InstanceHeader, b: InstanceHeader): number =>
  (a.instanceNumber ?? Number.MAX_SAFE_INTEGER) - (b.instanceNumber ?? Number.MAX_SAFE_INTEGER) ||
  (a.sopInstanceUid < b.sopInstanceUid ? -1 : a.sopInstanceUid > b.sopInstanceUid ? 1 : 0);

/** Millimetres along the common normal of each image; null where they do not lie on one stack. */
function positionsAlongNormal(images: readonly InstanceHeader[]): Map<InstanceHeader, number> | null {
  const [first] = images;
  const normal = first?.imageOrientation && normalOf(first.imageOrientation);
  if (!normal) return null;
  const positions = new Map<InstanceHeader, number>();
  for (const image of images) {
    const own = image.imageOrientation && normalOf(image.imageOrientation);
    if (!own || !image.imagePosition || dot(own, normal) < SAME_DIRECTION) return null;
    if (image.frameOfReferenceUid !== first.frameOfReferenceUid) return null;
    positions.set(image, dot(image.imagePosition, normal));
  }
  return positions;
}

/**
 * In the order in which a person scrolls: along the normal, in the direction in which the numbers rise, and by number
 * where several images lie at one place or nothing says where they lie. Objects without an image come last.
 */
export function sortInstances(instances: readonly InstanceHeader[]): InstanceHeader[] {
  const images = instances.filter(({ rows, columns }) => rows !== null && columns !== null);
  const others = instances.filter((instance) => !images.includes(instance)).sort(byNumber);
  const positions = positionsAlongNormal(images);
  if (!positions) return [...images.sort(byNumber), ...others];
  const at = (image: InstanceHeader): number => positions.get(image) ?? 0;
  // Positions are written in decimal: a thousandth of a millimetre is the same place.
  const along = (a: InstanceHeader, b: InstanceHeader): number =>
    Math.abs(at(a) - at(b)) < 1e-3 ? byNumber(a, b) : at(a) - at(b);
  images.sort(along);
  if (numbersFall(images, at))
    images.sort((a, b) => (Math.abs(at(a) - at(b)) < 1e-3 ? byNumber(a, b) : at(b) - at(a)));
  return [...images, ...others];
}

function numbersFall(images: readonly InstanceHeader[], at: (image: InstanceHeader) => number): boolean {
  let balance = 0;
  images.forEach((image, index) => {
    const before = images[index - 1];
    if (!before || image.instanceNumber === null || before.instanceNumber === null) return;
    if (Math.abs(at(image) - at(before)) >= 1e-3)
      balance += Math.sign(image.instanceNumber - before.instanceNumber);
  });
  return balance < 0;
}
