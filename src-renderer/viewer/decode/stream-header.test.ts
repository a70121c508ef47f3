import { describe, expect, it } from 'vitest';
import { openInstance } from '../dicom/describe.ts';
import { frameBytes } from '../dicom/frame-bytes.ts';
import { hasDicomFolder, readDicomFile } from '../testing/dicom-manifest.ts';
import { nodeCodecs } from '../testing/node-codecs.ts';
import { decodeFrame } from './decode-frame.ts';
import { j2kCodestream, readJ2kHeader } from './stream-header.ts';

const frameOf = (file: string) => {
  const { description, bytes } = openInstance(readDicomFile(file));
  return { description, bytes: frameBytes(bytes, description, 0).bytes };
};

describe.skipIf(!hasDicomFolder)('colours of a JPEG 2000 stream', () => {
  it('are red, green and blue where the stream transforms them, whatever the header calls them', async () => {
    const { description, bytes } = frameOf('vl/vl2-ybr-rct-j2k.dcm');
    expect(readJ2kHeader(j2kCodestream(bytes)).transformed).toBe(true);
    const called = async (photometric: string) =>
      (await decodeFrame(bytes, { ...description.format, photometric }, 0, nodeCodecs())).photometric;
    expect(await called('YBR_RCT')).toBe('RGB');
    expect(await called('YBR_FULL')).toBe('RGB');
  });

  it('of grey transform nothing', () => {
    const { bytes } = frameOf('syntax/ct-1.2.840.10008.1.2.4.90.dcm');
    expect(readJ2kHeader(j2kCodestream(bytes)).transformed).toBe(false);
  });
});
