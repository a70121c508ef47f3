import type { ByteArray, ByteArrayParser, Element } from 'dicom-parser';

// What dicom-parser exports and its own types leave out.
declare module 'dicom-parser' {
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
