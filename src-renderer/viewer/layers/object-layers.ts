import { frameDescription } from '../dicom/describe.ts';
import type { OverlayPlane, ShutterShape } from '../dicom/types.ts';
import { planeBits, planeFrame } from '../dicom/overlay-planes.ts';
import type { Graphic } from '../objects/presentation-graphics.ts';
import type { PresentationState } from '../objects/presentation-state.ts';
import { holdsFor } from '../objects/presented-for.ts';
import type { SegmentFrame, Segmentation } from '../objects/segmentation.ts';
import type { StructureSet } from '../objects/structure-set.ts';
import type { LoadedImage } from '../series/series-loader.ts';
import { type Affine, shapeOf } from '../stage/pose.ts';
import type { Colour, Layer, Path, ShutterLayer } from './layer.ts';
import { between, onPlane, planeOf } from './plane.ts';
import { displayedOn } from './presented.ts';

const still: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
/** What somebody drew on a picture: told from its greys, and from our own measurements. */
const drawn: Colour = [255, 214, 102];

const coloured = (
  values: Uint8Array,
  colourOf: (value: number) => readonly [number, number, number, number],
) => {
  const out = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, at) => {
    if (value !== 0) out.set(colourOf(value), at * 4);
  });
  return out;
};

const planeKeys = new WeakMap<OverlayPlane, Map<number, object>>();

const keyOf = (plane: OverlayPlane, frame: number): object => {
  const keys = planeKeys.get(plane) ?? new Map<number, object>();
  planeKeys.set(plane, keys);
  const key = keys.get(frame) ?? {};
  keys.set(frame, key);
  return key;
};

/** Overlay planes of an image or of a presentation state; `embedded` are those that its pixels carried. */
export const overlayLayers = (
  planes: readonly OverlayPlane[],
  frame: number,
  embedded: readonly Uint8Array[],
  colour: Colour = white,
): Layer[] => {
  let next = 0;
  return planes.flatMap((plane): Layer[] => {
    const inPixels = plane.source.kind === 'pixels';
    const bits = inPixels ? embedded[next] : undefined;
    if (inPixels) next += 1;
    const at = planeFrame(plane, frame);
    if (inPixels ? bits === undefined : at === null) return [];
    return [
      {
        kind: 'mask',
        width: plane.columns,
        height: plane.rows,
        key: bits ?? keyOf(plane, at ?? 0),
        pixels: () => coloured(bits ?? planeBits(plane, at ?? 0), () => [...colour, 255]),
        affine: { ...still, e: plane.column, f: plane.row },
        opacity: 1,
      },
    ];
  });
};

/** Where a segmentation's frame lies on an image; null where it does not. */
const placeOf = (
  { sources, geometry }: SegmentFrame,
  { rows, columns, frameOfReferenceUid }: Segmentation,
  { instance, frame, display }: LoadedImage,
): Affine | null => {
  const named = sources.some(
    (source) =>
      source.sopInstanceUid === instance.sopInstanceUid &&
      (source.frames.length === 0 || source.frames.includes(frame + 1)),
  );
  if (named && rows === display.rows && columns === display.columns) return still;
  if (frameOfReferenceUid === null || frameOfReferenceUid !== instance.frameOfReferenceUid) return null;
  const [from, to] = [planeOf(geometry), planeOf(frameDescription(instance, frame).geometry)];
  return from === null || to === null ? null : between(from, to);
};

/** A segmentation's pixels on an image, without the segments that are hidden. */
export class SegmentationLayers {
  private readonly object: Segmentation;
  /** One key a frame, as long as the same segments are shown. */
  private keys = new WeakMap<SegmentFrame, object>();
  private hidden: readonly number[] = [];

  constructor(object: Segmentation) {
    this.object = object;
  }

  on(image: LoadedImage, hidden: readonly number[], opacity: number): Layer[] {
    if (hidden.join() !== this.hidden.join()) {
      this.hidden = hidden;
      this.keys = new WeakMap();
    }
    const { frames, segments, full } = this.object;
    const colours = new Map(segments.map(({ number, colour }) => [number, colour]));
    return frames.flatMap((frame): Layer[] => {
      if (frame.segment !== 0 && hidden.includes(frame.segment)) return [];
      const affine = placeOf(frame, this.object, image);
      if (affine === null) return [];
      const { left, top, width, height, values, segment } = frame;
      const key = this.keys.get(frame) ?? {};
      this.keys.set(frame, key);
      const colourOf = (value: number): readonly [number, number, number, number] => {
        const colour = colours.get(segment === 0 ? value : segment);
        if (colour === undefined || (segment === 0 && hidden.includes(value))) return [0, 0, 0, 0];
        return [...colour, segment === 0 ? 255 : Math.min(255, (value / full) * 255)];
      };
      return [
        {
          kind: 'mask',
          width,
          height,
          key,
          pixels: () => coloured(values, colourOf),
          affine: {
            ...affine,
            e: affine.e + affine.a * left + affine.c * top,
            f: affine.f + affine.b * left + affine.d * top,
          },
          opacity,
        },
      ];
    });
  }
}

/** The contours of a structure set that were drawn on an image, or lie within its slice. */
export const structureLayers = (
  { structures, frameOfReferenceUid }: StructureSet,
  image: LoadedImage,
  hidden: readonly number[],
  opacity: number,
): Layer[] => {
  const { instance, frame } = image;
  const plane = planeOf(frameDescription(instance, frame).geometry);
  if (plane === null) return [];
  const sameSpace = frameOfReferenceUid !== '' && frameOfReferenceUid === instance.frameOfReferenceUid;
  return structures.flatMap(({ number, colour, contours }): Layer[] => {
    if (hidden.includes(number)) return [];
    const paths = contours.flatMap(({ sopInstanceUid, points, closed }): Path[] => {
      if (sopInstanceUid !== instance.sopInstanceUid && (sopInstanceUid !== '' || !sameSpace)) return [];
      const flat = new Float64Array((points.length / 3) * 2);
      for (let at = 0; at * 3 < points.length; at += 1) {
        const [x, y, distance] = onPlane(plane, [
          points[at * 3] ?? 0,
          points[at * 3 + 1] ?? 0,
          points[at * 3 + 2] ?? 0,
        ]);
        if (sopInstanceUid === '' && Math.abs(distance) > plane.reach) return [];
        flat[at * 2] = x;
        flat[at * 2 + 1] = y;
      }
      return [{ points: flat, closed }];
    });
    return paths.length === 0 ? [] : [{ kind: 'lines', colour, paths, fill: opacity * 0.4 }];
  });
};

const round = (centreX: number, centreY: number, radiusX: number, radiusY: number, turn: number): Path => {
  const steps = 72;
  const points = Array.from({ length: steps }, (_, at) => {
    const angle = (at / steps) * Math.PI * 2;
    const [x, y] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
    return [
      centreX + x * Math.cos(turn) - y * Math.sin(turn),
      centreY + x * Math.sin(turn) + y * Math.cos(turn),
    ];
  });
  return { points: points.flat(), closed: true };
};

/** Points of a graphic (PS3.3 C.10.5.1.2) as lines on the picture. */
export const pathOf = ({ type, points }: Pick<Graphic, 'type' | 'points'>): Path | null => {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = points;
  if (type === 'CIRCLE')
    return points.length < 4
      ? null
      : round(x1, y1, Math.hypot(x2 - x1, y2 - y1), Math.hypot(x2 - x1, y2 - y1), 0);
  if (type === 'ELLIPSE') {
    if (points.length < 8) return null;
    const [long, short] = [Math.hypot(x2 - x1, y2 - y1) / 2, Math.hypot(x4 - x3, y4 - y3) / 2];
    return round((x1 + x2) / 2, (y1 + y2) / 2, long, short, Math.atan2(y2 - y1, x2 - x1));
  }
  if (points.length < 2) return null;
  const closed = points.length > 4 && points[0] === points.at(-2) && points[1] === points.at(-1);
  return { points, closed };
};

/** Shapes outside of which a picture is covered, in black where no colour is given. */
export const shutterLayer = (
  shapes: readonly ShutterShape[],
  colour: Colour | null,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): ShutterLayer => ({
  kind: 'shutter',
  shapes,
  ...(colour !== null && { covers: { colour, rows, columns } }),
});

/** What a presentation state draws on an image: its shutter, marks, lines and words. */
export const presentationLayers = (state: PresentationState, image: LoadedImage): Layer[] => {
  const { instance, frame } = image;
  const displayed = displayedOn(state, image, shapeOf(image));
  /** Pixels count from 1 at their corner; parts of the display go over the displayed area. */
  const place = (values: readonly number[], units: 'PIXEL' | 'DISPLAY'): number[] => {
    if (units === 'PIXEL') return values.map((value) => value - 1);
    return Array.from({ length: values.length >> 1 }, (_, at) => {
      const { x, y } = displayed({ x: values[at * 2] ?? 0, y: values[at * 2 + 1] ?? 0 });
      return [x, y];
    }).flat();
  };
  const layers: Layer[] = [];
  if (state.shutter.length > 0) layers.push(shutterLayer(state.shutter, state.shutterColour, image.display));
  layers.push(...overlayLayers(state.overlays, frame, []));
  if (state.shutterPlane !== null)
    layers.push(...overlayLayers([state.shutterPlane], frame, [], state.shutterColour ?? black));
  for (const group of state.graphics) {
    if (!holdsFor(group, instance.sopInstanceUid, frame)) continue;
    const colour = group.colour ?? drawn;
    for (const graphic of group.graphics) {
      const path = pathOf({ type: graphic.type, points: place(graphic.points, graphic.units) });
      if (path !== null)
        layers.push({ kind: 'lines', colour, paths: [path], fill: graphic.filled ? 0.3 : 0 });
    }
    for (const { text, units, box, anchor, anchorUnits } of group.texts) {
      const [x = 0, y = 0] = box === null ? place(anchor ?? [], anchorUnits) : place(box.slice(0, 2), units);
      if (text !== '') layers.push({ kind: 'text', text, x, y, colour });
    }
  }
  return layers;
};
