import type { Statistics } from '../../../src-shared/domain/notes.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Window } from '../dicom/types.ts';
import type { EdgeLetters } from '../stage/orientation.ts';
import type { ScaleBar } from '../stage/scale-bar.ts';
import type { Point } from '../stage/pose.ts';
import type { SplitReason } from './plan-volume.ts';
import type { SlabMode } from './reslice.ts';
import type { SpacePreset } from './transfer.ts';

export const planeNames = ['axial', 'coronal', 'sagittal'] as const;
export type PlaneName = (typeof planeNames)[number];
export type PaneName = PlaneName | 'space';
export const paneNames = [...planeNames, 'space'] as const;

/** What a drag with the main button does in a plane; in 3D, where there is no cross, it turns. */
export const volumeTools = [
  'cross',
  'scroll',
  'window',
  'zoom',
  'pan',
  'measure',
  'ellipse',
  'rectangle',
] as const;
export type VolumeTool = (typeof volumeTools)[number];

/** Tools that draw what they measure. */
export type MeasuringTool = Extract<VolumeTool, 'measure' | 'ellipse' | 'rectangle'>;
export const isMeasuring = (tool: string): tool is MeasuringTool =>
  tool === 'measure' || tool === 'ellipse' || tool === 'rectangle';

export type VolumeStage =
  | { readonly kind: 'reading'; readonly ready: number; readonly total: number }
  | { readonly kind: 'shown' }
  | { readonly kind: 'failed'; readonly error: AppError };

/** What a person must know of this volume. */
export type VolumeNote =
  | { readonly kind: 'tilt'; readonly degrees: number }
  | { readonly kind: 'split'; readonly reason: SplitReason }
  | { readonly kind: 'reduced'; readonly millimetres: number }
  | { readonly kind: 'thick'; readonly millimetres: number };

/** Slices of the series that make one volume, counted from 1. */
export interface VolumePartState {
  readonly slices: number;
  readonly first: number;
  readonly last: number;
}

/** Where another plane cuts this one, in CSS pixels of the pane. */
export interface CrossLine {
  readonly plane: PlaneName;
  readonly a: Point;
  readonly b: Point;
}

export interface VolumeMeasurement {
  readonly id: number;
  readonly kind: 'length' | 'ellipse' | 'rectangle';
  /** From one end to the other; square ones of an area. */
  readonly millimetres: number;
  /** Of an area in the plane itself, whatever thickness is drawn; null of a length, and while slices are missing. */
  readonly statistics: Statistics | null;
  readonly a: Point;
  readonly b: Point;
}

export interface PlaneState {
  readonly letters: EdgeLetters | null;
  readonly scale: ScaleBar | null;
  /** Which step through the volume, from 1. */
  readonly step: number;
  readonly steps: number;
  readonly oblique: boolean;
  readonly zoom: number;
  readonly focus: Point | null;
  readonly lines: readonly CrossLine[];
  readonly measurements: readonly VolumeMeasurement[];
}

export interface SpaceState {
  readonly letters: EdgeLetters | null;
  readonly preset: SpacePreset;
  readonly presets: readonly SpacePreset[];
}

export interface VolumeState {
  readonly stage: VolumeStage;
  readonly parts: readonly VolumePartState[];
  readonly part: number;
  readonly notes: readonly VolumeNote[];
  readonly tool: VolumeTool;
  /** What keys and buttons act on. */
  readonly active: PaneName;
  /** The pane that has the whole cell; null: all four. */
  readonly large: PaneName | null;
  /** The measurement that keys and buttons act on. */
  readonly chosen: number | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly window: (Window & { readonly units: string; readonly hounsfield: boolean }) | null;
  readonly inverted: boolean;
  readonly slab: { readonly thickness: number; readonly mode: SlabMode };
  /** At the cross, in units; null outside of the volume. */
  readonly value: number | null;
  readonly planes: Readonly<Record<PlaneName, PlaneState>>;
  readonly space: SpaceState;
}

const initialPlane: PlaneState = {
  letters: null,
  scale: null,
  step: 1,
  steps: 1,
  oblique: false,
  zoom: 1,
  focus: null,
  lines: [],
  measurements: [],
};

export const initialVolume: VolumeState = {
  stage: { kind: 'reading', ready: 0, total: 0 },
  parts: [],
  part: 0,
  notes: [],
  tool: 'cross',
  active: 'axial',
  large: null,
  chosen: null,
  canUndo: false,
  canRedo: false,
  window: null,
  inverted: false,
  slab: { thickness: 0, mode: 'max' },
  value: null,
  planes: { axial: initialPlane, coronal: initialPlane, sagittal: initialPlane },
  space: { letters: null, preset: 'bone', presets: [] },
};
