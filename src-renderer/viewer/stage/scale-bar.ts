/** A bar that says how long a length is on the screen. */
export interface ScaleBar {
  readonly millimetres: number;
  /** CSS pixels. */
  readonly length: number;
}

/** The longest of 1, 2, 5, 10, … millimetres whose bar is at most `longest` CSS pixels. */
export const scaleBar = (pixelsPerMillimetre: number, longest: number): ScaleBar | null => {
  if (!Number.isFinite(pixelsPerMillimetre) || pixelsPerMillimetre <= 0) return null;
  const most = longest / pixelsPerMillimetre;
  const power = 10 ** Math.floor(Math.log10(most));
  const millimetres = [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
  return { millimetres, length: millimetres * pixelsPerMillimetre };
};
