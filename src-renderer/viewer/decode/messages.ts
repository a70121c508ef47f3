import type { AppError } from '../../../src-shared/errors.ts';
import type { ShownBytes } from '../dicom/frame-bytes.ts';
import type { ElementList } from '../dicom/read-elements.ts';
import type { InstanceDescription } from '../dicom/types.ts';
import type { DisplayFrame } from '../look/display-frame.ts';
import type { DicomObject } from '../objects/read-object.ts';
import type { Thumbnail } from '../look/thumbnail.ts';

/** What a viewer window asks of its decoding workers. Both ends are this program: no schema, only types. */
export type DecodeTask =
  | { readonly kind: 'open'; readonly file: ArrayBuffer; readonly frame: number }
  | {
      readonly kind: 'frame';
      readonly bytes: Uint8Array;
      readonly firstBit: number;
      /** See `ShownBytes`. */
      readonly rowsThere: ShownBytes['rowsThere'];
      readonly instance: InstanceDescription;
      readonly frame: number;
    }
  | { readonly kind: 'thumbnail'; readonly file: ArrayBuffer; readonly longest: number }
  | { readonly kind: 'object'; readonly file: ArrayBuffer }
  | { readonly kind: 'elements'; readonly file: ArrayBuffer };

/** A frame decoded, or why not: the other frames of an instance may still be fine. */
export type FrameOutcome =
  { readonly ok: true; readonly frame: DisplayFrame } | { readonly ok: false; readonly error: AppError };

export interface OpenAnswer {
  readonly description: InstanceDescription;
  /** For an instance of several frames: what `description.locations` refers to. */
  readonly bytes: Uint8Array | null;
  readonly outcome: FrameOutcome;
}

/** An instance that is no image: a report, an ECG, a film… */
export interface ObjectAnswer {
  readonly object: DicomObject;
}

export interface DecodeAnswers {
  readonly open: OpenAnswer;
  readonly frame: DisplayFrame;
  readonly thumbnail: Thumbnail;
  readonly object: ObjectAnswer;
  readonly elements: ElementList;
}

export interface TaskMessage {
  readonly id: number;
  readonly task: DecodeTask;
}

export type AnswerMessage =
  | { readonly id: number; readonly ok: true; readonly value: DecodeAnswers[keyof DecodeAnswers] }
  | { readonly id: number; readonly ok: false; readonly error: AppError };
