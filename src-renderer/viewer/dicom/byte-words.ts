import { DicomDataset, type Tag } from './dataset.ts';

/** Single bytes and bits, which a file may hold two by two as words (OW): overlays, palettes of 8 bits, pixels of up to 8. */
const holdsBytes = (dataset: DicomDataset, tag: Tag): boolean => {
  if (tag === 'x7fe00010') return (dataset.uint16('x00280100') ?? 16) <= 8;
  if (/^x60[01][02468ace]3000$/.test(tag)) return true;
  const palette = /^x002812[02]([123])$/.exec(tag);
  if (palette === null) return false;
  const [count = 0, , bits = 16] = dataset.uint16s(`x0028110${palette[1] ?? '1'}`);
  // With a word for each entry there is nothing to put in order.
  return bits <= 8 && (dataset.element(tag)?.length ?? 0) < count * 2;
};

/**
 * The data set of a big endian file with such bytes in their own order, and not each second one first (PS3.5 §7.3): all who
 * read them may then forget how they were written.
 */
export const withBytesInOrder = (dataset: DicomDataset): DicomDataset => {
  const tags = Object.keys(dataset.raw.elements) as Tag[];
  const found = tags.filter((tag) => dataset.element(tag)?.vr === 'OW' && holdsBytes(dataset, tag));
  if (found.length === 0) return dataset;
  const bytes = dataset.bytes.slice();
  for (const tag of found) {
    const element = dataset.element(tag);
    if (element === undefined) continue;
    const end = Math.min(bytes.length, element.dataOffset + element.length);
    for (let at = element.dataOffset; at + 1 < end; at += 2) {
      bytes[at] = dataset.bytes[at + 1] ?? 0;
      bytes[at + 1] = dataset.bytes[at] ?? 0;
    }
  }
  const ordered = new DicomDataset(bytes, dataset.raw.byteArrayParser, dataset.raw.elements);
  ordered.damage = dataset.damage;
  return ordered;
};
