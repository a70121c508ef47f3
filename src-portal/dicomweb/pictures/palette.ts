import { DicomWebProblem } from '../http/problem.ts';
import { numbers } from '../part10/dicom-json.ts';
import { binaryValue, type InstanceSource } from './instance-source.ts';
import type { Palette } from './to-eight-bits.ts';

/** The palette of a PALETTE COLOR picture, scaled to 8 bits. Throws DicomWebProblem where there is none to go by. */
export async function readPalette(source: InstanceSource): Promise<Palette> {
  const descriptor = numbers(source.header.dataSet, '00281101');
  const [declared = 0, first = 0, bits = 16] = descriptor;
  if (descriptor.length !== 3 || (bits !== 8 && bits !== 16)) throw unusable();
  const entries = declared === 0 ? 65_536 : declared & 0xffff;
  const [red, green, blue] = await Promise.all(
    ['00281201', '00281202', '00281203'].map(async (tag) => {
      const { dataSet } = source.header;
      const segmented = tag.replace(/0(.)$/, '2$1');
      if (dataSet[tag]) return scaled(await binaryValue(source, tag, dataSet[tag]), entries, bits);
      return scaled(
        expandSegments(await binaryValue(source, segmented, dataSet[segmented]), entries),
        entries,
        bits,
      );
    }),
  );
  if (!red || !green || !blue) throw unusable();
  return { first, red, green, blue };
}

/** Segmented palette data (PS3.3 C.7.9.2) as `entries` words; what is written beyond them is not read. */
export function expandSegments(bytes: Buffer, entries: number): Buffer {
  const result: number[] = [];
  const word = (at: number): number => {
    if (at < 0 || at + 2 > bytes.length) throw unusable();
    return bytes.readUInt16LE(at);
  };

  /** Gives the position behind the segment. An indirect segment must not name another one. */
  function expandAt(at: number, indirect: boolean): number {
    const length = word(at + 2);
    switch (word(at)) {
      case 0:
        for (let index = 0; index < length && result.length < entries; index += 1)
          result.push(word(at + 4 + index * 2));
        return at + 4 + length * 2;
      case 1: {
        const from = result.at(-1);
        const to = word(at + 4);
        if (from === undefined) throw unusable();
        for (let index = 1; index <= length && result.length < entries; index += 1) {
          result.push(Math.round(from + ((to - from) * index) / length));
        }
        return at + 6;
      }
      case 2: {
        if (indirect) throw unusable();
        let inner = word(at + 4) + word(at + 6) * 0x10000;
        for (let count = 0; count < length && result.length < entries; count += 1)
          inner = expandAt(inner, true);
        return at + 8;
      }
      default:
        throw unusable();
    }
  }

  let at = 0;
  while (result.length < entries && at + 4 <= bytes.length) at = expandAt(at, false);
  const expanded = Buffer.alloc(result.length * 2);
  for (const [index, value] of result.entries()) expanded.writeUInt16LE(value, index * 2);
  return expanded;
}

/** 16-bit entries, or 8-bit ones in words or packed: what files hold, whatever the descriptor says. */
function scaled(bytes: Buffer, entries: number, bits: number): Uint8Array {
  if (bytes.length < entries) throw unusable();
  if (bytes.length < entries * 2) return Uint8Array.from(bytes.subarray(0, entries));
  const words = Array.from({ length: entries }, (_, index) => bytes.readUInt16LE(index * 2));
  // Some writers keep 8-bit values in tables that they call 16 bits wide.
  const shift = bits === 16 && words.some((word) => word > 255) ? 8 : 0;
  return Uint8Array.from(words, (word) => word >> shift);
}

function unusable(): DicomWebProblem {
  return new DicomWebProblem('undecodable-image', 'The palette is missing or incomplete.');
}
