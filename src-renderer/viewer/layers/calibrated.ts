import type { FrameGeometry } from '../dicom/types.ts';
import type { DisplayedArea } from '../objects/presentation-state.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { frameOf } from '../stage/image-facts.ts';

/** A rounded number is no other calibration. */
const alike = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-4 * Math.abs(b);

const calibratedGeometry = (own: FrameGeometry, { spacing, aspect }: DisplayedArea): FrameGeometry => {
  const before = own.spacing;
  if (spacing !== null) {
    // The same size again says nothing new: not that it is one in the patient either.
    if (before !== null && alike(spacing.row, before.row) && alike(spacing.column, before.column)) return own;
    return { ...own, spacing: { ...spacing, plane: 'patient' } };
  }
  if (aspect === null) return own;
  if (before === null) return alike(aspect, own.aspect) ? own : { ...own, aspect };
  return alike(aspect, before.row / before.column) ? own : { ...own, shownAspect: aspect };
};

const made = new WeakMap<LoadedImage, { readonly area: DisplayedArea; readonly image: LoadedImage }>();

/**
 * An image with the size, or the shape, that a presentation state gives to its pixels in place of its own (PS3.3 C.10.4): it
 * lies so, and is measured by it. The same for the same.
 */
export const calibrated = (image: LoadedImage, area: DisplayedArea | null): LoadedImage => {
  if (area === null) return image;
  const known = made.get(image);
  if (known?.area === area) return known.image;
  const description = frameOf(image);
  const geometry = calibratedGeometry(description.geometry, area);
  if (geometry === description.geometry) return image;
  const { instance, frame } = image;
  const frames = instance.frames.with(frame < instance.frames.length ? frame : 0, {
    ...description,
    geometry,
  });
  const changed: LoadedImage = { ...image, instance: { ...instance, frames } };
  made.set(image, { area, image: changed });
  return changed;
};
