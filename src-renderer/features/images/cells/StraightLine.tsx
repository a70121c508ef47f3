import type { Point } from '../../../viewer/stage/pose.ts';

/** Onto the middle of a pixel: a line between two of them is a blur. */
const middle = (value: number): number => Math.floor(value) + 0.5;

/**
 * A line over a picture, which the screen moves without drawing it anew: with each step of a wheel an SVG would be drawn
 * again as large as its pane, for longer than the picture takes.
 */
export function StraightLine({
  from,
  to,
  className,
}: {
  readonly from: Point;
  readonly to: Point;
  readonly className: string;
}) {
  const [across, down] = [to.x - from.x, to.y - from.y];
  return (
    <div
      className={`images-line ${className}`}
      style={{
        width: Math.round(Math.hypot(across, down)),
        transform: `translate(${middle(from.x)}px, ${middle(from.y)}px) rotate(${Math.atan2(down, across)}rad) translateY(-50%)`,
      }}
    >
      {/* No ::before: that one's style would be worked out, and drawn, anew with each transform. */}
      <span />
    </div>
  );
}
