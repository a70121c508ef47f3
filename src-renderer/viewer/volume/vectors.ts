import type { Orientation, Vector3 } from '../dicom/types.ts';

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

export const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export const scaled = (a: Vector3, by: number): Vector3 => [a[0] * by, a[1] * by, a[2] * by];

export const length = (a: Vector3): number => Math.hypot(a[0], a[1], a[2]);

export const unit = (a: Vector3): Vector3 => scaled(a, 1 / Math.max(length(a), Number.MIN_VALUE));

/** Turns `v` about the unit vector `axis`, counter-clockwise as seen against it (Rodrigues). */
export const turned = (v: Vector3, axis: Vector3, radians: number): Vector3 => {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return add(add(scaled(v, cos), scaled(cross(axis, v), sin)), scaled(axis, dot(axis, v) * (1 - cos)));
};

export const rowDirection = ([a, b, c]: Orientation): Vector3 => [a, b, c];
export const columnDirection = ([, , , d, e, f]: Orientation): Vector3 => [d, e, f];
