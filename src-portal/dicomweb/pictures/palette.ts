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
      const bytes = await binaryValue(source, tag, source.header.dataSet[tag]);
      return scaled(bytes, entries, bits);
    }),
  );
  if (!red || !green || !blue) throw unusable();
  return { first, red, green, blue };
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
  return new DicomWebProblem('undecodable-image', 'The palette is missing, segmented or incomplete.');
}
