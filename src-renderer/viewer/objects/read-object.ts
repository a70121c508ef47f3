import { AppFailure } from '../../../src-shared/errors.ts';
import type { WasmCodecs } from '../decode/wasm-codec.ts';
import { kindOfObject, type ObjectKind } from '../dicom/object-kind.ts';
import { readPart10 } from '../dicom/part10.ts';
import { transferSyntax } from '../dicom/transfer-syntax.ts';
import { type DoseGrid, readDose } from './dose.ts';
import { type DocumentObject, readDocument } from './document.ts';
import { type KeyObjects, readKeyObjects } from './key-objects.ts';
import { type PresentationState, readPresentationState } from './presentation-state.ts';
import { readReport, type ReportObject } from './report.ts';
import { readSegmentation, type Segmentation } from './segmentation.ts';
import { readStructureSet, type StructureSet } from './structure-set.ts';
import { readVideo, type VideoObject } from './video.ts';
import { readWaveform, type WaveformObject } from './waveform.ts';

/** What has no picture, or none of its own, and that nobody but a program can make sense of. */
export interface UnshownObject {
  readonly kind: 'unshown';
  readonly of: ObjectKind;
  readonly title: string;
}

export type DicomObject =
  | ReportObject
  | KeyObjects
  | WaveformObject
  | DocumentObject
  | VideoObject
  | PresentationState
  | StructureSet
  | Segmentation
  | DoseGrid
  | UnshownObject;

/**
 * Reads an instance that is no image. Errors: `instance-not-dicom`, `instance-damaged`, and for segmentations those of
 * images.
 */
export const readObject = async (file: Uint8Array, codecs: WasmCodecs): Promise<DicomObject> => {
  const part10 = readPart10(file);
  const { dataset } = part10;
  const kind = kindOfObject(part10.sopClassUid, part10.transferSyntax);
  switch (kind) {
    case 'report':
      return readReport(dataset);
    case 'key-objects':
      return readKeyObjects(dataset);
    case 'waveform':
      return readWaveform(dataset, part10.transferSyntax !== transferSyntax.explicitBig);
    case 'document':
      return readDocument(dataset);
    case 'model':
      return dataset.has('x00420011') ? readDocument(dataset) : { kind: 'unshown', of: kind, title: '' };
    case 'video':
      return readVideo(dataset, part10.transferSyntax);
    case 'presentation-state':
      return readPresentationState(dataset);
    case 'structure-set':
      return readStructureSet(dataset);
    case 'segmentation':
      return readSegmentation(part10, codecs);
    case 'plan':
    case 'annotations':
    case 'registration':
    case 'value-map':
    case 'palette':
    case 'hanging-protocol':
    case 'directory':
    case 'other': {
      const title = dataset.text('x300a0002') || dataset.text('x00700080') || dataset.text('x0008103e');
      return { kind: 'unshown', of: kind, title };
    }
    case 'dose':
      return readDose(part10, codecs);
    case 'image':
    case 'slide':
    case 'parametric-map':
      throw new AppFailure('internal', 'an image is no other object');
  }
};
