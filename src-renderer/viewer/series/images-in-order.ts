import type { InstanceHeader } from '../../../src-shared/domain/series.ts';
import { sortImages } from './sort-instances.ts';

/** Reports, key objects, presentation states, waveforms, documents, plans and structures (PS3.6 table A-1). */
const withoutPicture =
  /^1\.2\.840\.10008\.5\.1\.4\.(1\.1\.(88\.|9\.|11\.|104\.|66$|66\.[135]|67$|91\.|481\.([34589]|1[0-9]))|38\.|39\.|43\.|44\.|45\.)/;

/** An image whose size nobody could read is still one: it is shown as damaged rather than left out. */
const isImage = (header: InstanceHeader): boolean =>
  (header.rows !== null && header.columns !== null) || !withoutPicture.test(header.sopClassUid);

/** A series' images as they are scrolled. */
export const imagesInOrder = (headers: readonly InstanceHeader[]): InstanceHeader[] =>
  sortImages(
    headers.filter(isImage).map((header) => ({
      header,
      position: header.imagePosition,
      orientation: header.imageOrientation,
      number: header.instanceNumber,
    })),
  ).map(({ header }) => header);
