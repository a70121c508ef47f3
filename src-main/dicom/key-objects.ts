import type { ImageRef } from '../../src-shared/domain/notes.ts';
import { documentModule, type DocumentSubject } from './document-module.ts';
import { codeItem, content } from './sr-content.ts';
import { writePart10 } from './write-part10.ts';

const KEY_OBJECT_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

/** Images marked as key images, as a Key Object Selection (PS3.3 A.35.4, TID 2010). */
export const keyObjectSelection = (images: readonly ImageRef[], subject: DocumentSubject): Uint8Array =>
  writePart10({
    ...documentModule(
      subject,
      { sopClass: KEY_OBJECT_SELECTION, modality: 'KO', description: 'Key images' },
      images,
    ),
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeItem(['113000', 'DCM', 'Of Interest'])],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [{ MappingResource: 'DCMR', TemplateIdentifier: '2010' }],
    ContentSequence: images.map((image) =>
      content.image('CONTAINS', image, subject.framesOf(image.sopInstanceUid)),
    ),
  });
