/**
 * The SOP classes that are reports: what a share "without reports" holds back of a study (PS3.4 annex B). No others:
 * - Key Object Selection (…88.59) names images, and viewers show them by it;
 * - dose reports (…88.67, …88.68, …88.73, …88.76), CAD findings (…88.50, …88.65, …88.69), the measurements of an echocardiogram (…88.72)
 *   and logs (…88.40) are written by machines as they take and work out the images: no radiologist concludes in them;
 * - models (…104.3 to …104.5) are bodies in space, to be looked at and printed.
 * A report that is a picture (Secondary Capture) cannot be told from other pictures.
 */
export const reportClasses: readonly string[] = [
  // Encapsulated PDF and CDA.
  '1.2.840.10008.5.1.4.1.1.104.1',
  '1.2.840.10008.5.1.4.1.1.104.2',
  // Text, Audio, Detail and Comprehensive SR as they were on trial, retired since.
  '1.2.840.10008.5.1.4.1.1.88.1',
  '1.2.840.10008.5.1.4.1.1.88.2',
  '1.2.840.10008.5.1.4.1.1.88.3',
  '1.2.840.10008.5.1.4.1.1.88.4',
  // Basic Text, Enhanced, Comprehensive, Comprehensive 3D and Extensible SR.
  '1.2.840.10008.5.1.4.1.1.88.11',
  '1.2.840.10008.5.1.4.1.1.88.22',
  '1.2.840.10008.5.1.4.1.1.88.33',
  '1.2.840.10008.5.1.4.1.1.88.34',
  '1.2.840.10008.5.1.4.1.1.88.35',
];

const known: ReadonlySet<string> = new Set(reportClasses);

export const isReport = (sopClassUid: string): boolean => known.has(sopClassUid);
