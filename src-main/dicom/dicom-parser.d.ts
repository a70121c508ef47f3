import type { ByteArray, ByteArrayParser, Element } from 'dicom-parser';

// What dicom-parser exports and its own types leave out.
declare module 'dicom-parser' {
  // A class and not a const: it has to merge with the interface of the same name.
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class
  export class DataSet {
    constructor(parser: ByteArrayParser, bytes: ByteArray, elements: Record<string, Element>);
  }
  export function parseDicomDataSetExplicit(
    dataSet: DataSet,
    stream: ByteStream,
    end: number,
    options: { untilTag?: string },
  ): void;
  export function parseDicomDataSetImplicit(
    dataSet: DataSet,
    stream: ByteStream,
    end: number,
    options: { untilTag?: string },
  ): void;
}
