import dcmjs from 'dcmjs';

/** A data set by DICOM's keywords, as dcmjs naturalises it: sequences are lists of the same. */
type Value = string | number | readonly (string | number)[] | readonly NaturalDataset[];
export interface NaturalDataset extends Readonly<Record<string, Value>> {
  readonly SOPClassUID?: string;
}

const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Of this application, made from a UUID (PS3.5 B.2). */
const IMPLEMENTATION_CLASS = '2.25.181126530284203914610963311862373264927';

/** A whole Part 10 file (PS3.10 §7.1), explicit little endian, its texts in UTF-8. */
export const writePart10 = (
  dataset: NaturalDataset & { readonly SOPClassUID: string; readonly SOPInstanceUID: string },
): Uint8Array => {
  const { DicomMetaDictionary, DicomDict } = dcmjs.data;
  const file = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: dataset.SOPClassUID,
      MediaStorageSOPInstanceUID: dataset.SOPInstanceUID,
      TransferSyntaxUID: EXPLICIT_LITTLE_ENDIAN,
      ImplementationClassUID: IMPLEMENTATION_CLASS,
      ImplementationVersionName: 'E-MAGE',
    }),
  );
  file.dict = DicomMetaDictionary.denaturalizeDataset({ SpecificCharacterSet: 'ISO_IR 192', ...dataset });
  return new Uint8Array(file.write());
};
