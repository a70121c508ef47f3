import type { ImageRef } from '../../src-shared/domain/notes.ts';
import type { NaturalDataset } from './write-part10.ts';

/** A coded concept (PS3.3 8.8): value, scheme, meaning. */
export type Code = readonly [value: string, scheme: 'DCM' | 'SCT' | 'UCUM' | 'RFC5646', meaning: string];

export const codeItem = ([CodeValue, CodingSchemeDesignator, CodeMeaning]: Code): NaturalDataset => ({
  CodeValue,
  CodingSchemeDesignator,
  CodeMeaning,
});

type Relation = 'CONTAINS' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'INFERRED FROM' | 'SELECTED FROM';

const item = (
  relation: Relation,
  type: string,
  name: Code | null,
  value: NaturalDataset,
  children: readonly NaturalDataset[] = [],
): NaturalDataset => ({
  RelationshipType: relation,
  ValueType: type,
  ...(name === null ? {} : { ConceptNameCodeSequence: [codeItem(name)] }),
  ...value,
  ...(children.length === 0 ? {} : { ContentSequence: children }),
});

/** The content items of a structured report (PS3.3 C.17.3) that ours are made of. */
export const content = {
  container: (name: Code, children: readonly NaturalDataset[]): NaturalDataset =>
    item('CONTAINS', 'CONTAINER', name, { ContinuityOfContent: 'SEPARATE' }, children),

  code: (relation: Relation, name: Code, value: Code): NaturalDataset =>
    item(relation, 'CODE', name, { ConceptCodeSequence: [codeItem(value)] }),

  text: (
    relation: Relation,
    name: Code,
    text: string,
    children: readonly NaturalDataset[] = [],
  ): NaturalDataset => item(relation, 'TEXT', name, { TextValue: text }, children),

  uid: (relation: Relation, name: Code, uid: string): NaturalDataset =>
    item(relation, 'UIDREF', name, { UID: uid }),

  person: (relation: Relation, name: Code, person: string): NaturalDataset =>
    item(relation, 'PNAME', name, { PersonName: person }),

  number: (name: Code, value: number, unit: Code, children: readonly NaturalDataset[]): NaturalDataset =>
    item(
      'CONTAINS',
      'NUM',
      name,
      {
        MeasuredValueSequence: [
          { NumericValue: decimal(value), MeasurementUnitsCodeSequence: [codeItem(unit)] },
        ],
      },
      children,
    ),

  /** Columns and rows as PS3.3 C.18.6 counts them: the upper left corner of the first pixel is (0, 0). */
  coordinates: (
    relation: Relation,
    name: Code | null,
    shape: 'POINT' | 'POLYLINE' | 'ELLIPSE',
    points: readonly { readonly x: number; readonly y: number }[],
    image: ImageRef,
    frames: number,
  ): NaturalDataset =>
    item(
      relation,
      'SCOORD',
      name,
      {
        GraphicData: points.flatMap(({ x, y }) => [x + 0.5, y + 0.5]),
        GraphicType: shape,
      },
      [content.image('SELECTED FROM', image, frames)],
    ),

  image: (relation: Relation, image: ImageRef, frames: number): NaturalDataset =>
    item(relation, 'IMAGE', null, {
      ReferencedSOPSequence: [
        {
          ReferencedSOPClassUID: image.sopClassUid,
          ReferencedSOPInstanceUID: image.sopInstanceUid,
          // Only of an instance of several frames (PS3.3 C.18.4).
          ...(frames > 1 ? { ReferencedFrameNumber: [image.frame + 1] } : {}),
        },
      ],
    }),
} as const;

/** At most 16 characters (DS). */
const decimal = (value: number): string => {
  const short = String(Number(value.toPrecision(8)));
  return short.length <= 16 ? short : value.toExponential(6);
};
