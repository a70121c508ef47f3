import type { Vector3, Window } from '../dicom/types.ts';
import type { SpacePreset } from './transfer.ts';

/** The volume as seen from outside, without perspective. */
export interface SpaceView {
  readonly centre: Vector3;
  readonly right: Vector3;
  readonly down: Vector3;
  /** From the eye into the patient. */
  readonly into: Vector3;
  readonly millimetresPerPixel: number;
  readonly width: number;
  readonly height: number;
  readonly preset: SpacePreset;
  /** In units; what MIP shows, and where presets without fixed values stand. */
  readonly window: Window;
  readonly slope: number;
  readonly intercept: number;
  /** Raises (or lowers) what is shown, in units. */
  readonly shift: number;
  readonly quality: 'draft' | 'fine';
}
