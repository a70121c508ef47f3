/** A data element in explicit VR little endian whose length takes two bytes (PS3.5 §7.1.2): no OB, OW, SQ, UN or UT. */
export const dicomElement = (group: number, element: number, vr: string, value: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(element, 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
};
