import { items, number, numbers, text, type DataSet } from '../part10/dicom-json.ts';

export type WindowShape = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

export interface Window {
  readonly center: number;
  readonly width: number;
  readonly shape: WindowShape;
}

/** How stored grey values become what is shown (PS3.3 C.11.1, C.11.2, C.7.6.16.2.9 and -10). Plain data, for a worker. */
export interface GreyPipeline {
  readonly slope: number;
  readonly intercept: number;
  /** Null: from the darkest to the brightest value of the frame. */
  readonly window: Window | null;
  readonly inverse: boolean;
  /** Stored values that are no picture, and do not count when the window is made from the frame. */
  readonly padding: readonly [number, number] | null;
}

/** `asked` stands before whatever the header proposes. */
export function greyPipeline(dataSet: DataSet, frame: number, asked: Window | null): GreyPipeline {
  const scaling = functionalGroup(dataSet, frame, '00289145') ?? dataSet;
  const slope = number(scaling, '00281053') ?? 1;
  const voi = functionalGroup(dataSet, frame, '00289132') ?? dataSet;
  const padding = number(dataSet, '00280120');
  const paddingLimit = number(dataSet, '00280121') ?? padding;
  const shape = text(dataSet, '20500020');
  const light = text(dataSet, '00280004') === 'MONOCHROME1';
  return {
    // A slope of zero makes every picture uniformly grey: no file means that.
    slope: slope === 0 ? 1 : slope,
    intercept: number(scaling, '00281052') ?? 0,
    window: asked ?? windowOf(voi),
    inverse: shape === 'INVERSE' || (light && shape !== 'IDENTITY'),
    padding:
      padding === undefined || paddingLimit === undefined
        ? null
        : [Math.min(padding, paddingLimit), Math.max(padding, paddingLimit)],
  };
}

function windowOf(dataSet: DataSet): Window | null {
  const [center] = numbers(dataSet, '00281050');
  const [width] = numbers(dataSet, '00281051');
  const named = text(dataSet, '00281056');
  const shape = named === 'SIGMOID' || named === 'LINEAR_EXACT' ? named : 'LINEAR';
  if (center === undefined || width === undefined || width < (shape === 'LINEAR' ? 1 : Number.MIN_VALUE))
    return null;
  return { center, width, shape };
}

/** A macro of the frame's functional groups, or of those that all frames share (PS3.3 C.7.6.16). */
function functionalGroup(dataSet: DataSet, frame: number, tag: string): DataSet | undefined {
  const own = items(dataSet, '52009230')[frame - 1];
  const shared = items(dataSet, '52009229')[0];
  return (own && items(own, tag)[0]) ?? (shared && items(shared, tag)[0]);
}
