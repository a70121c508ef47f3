/** CIELab as 16-bit numbers (PS3.3 C.10.7.1.1) to sRGB under D65, by way of XYZ under D50. */
export const fromCielab = ([l, a, b]: readonly [number, number, number]): readonly [
  number,
  number,
  number,
] => {
  const lightness = (l / 65_535) * 100;
  const [green, blue] = [(a / 65_535) * 255 - 128, (b / 65_535) * 255 - 128];
  const y = (lightness + 16) / 116;
  const cube = (t: number): number => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29));
  const [X, Y, Z] = [0.9642 * cube(y + green / 500), cube(y), 0.8249 * cube(y - blue / 200)];
  const linear = [
    3.1339 * X - 1.6169 * Y - 0.4906 * Z,
    -0.9788 * X + 1.9161 * Y + 0.0335 * Z,
    0.0719 * X - 0.229 * Y + 1.4052 * Z,
  ];
  const [red = 0, mid = 0, end = 0] = linear.map((value) => {
    const part = Math.max(0, Math.min(1, value));
    return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
  });
  return [red, mid, end];
};
