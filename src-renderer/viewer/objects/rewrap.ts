import { Transmuxer } from 'mux.js/lib/mp4/transmuxer.js';

/** From an MPEG transport stream to fragmented MP4: the same H.264, in a wrapping that Chromium opens; null if it is none. */
export const rewrapped = (stream: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> =>
  new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    const transmuxer = new Transmuxer({ remux: true, keepOriginalTimestamps: false });
    transmuxer.on('data', ({ initSegment, data }) => {
      if (parts.length === 0) parts.push(initSegment);
      parts.push(data);
    });
    transmuxer.on('done', () => {
      const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
      const joined = new Uint8Array(length);
      let at = 0;
      for (const part of parts) {
        joined.set(part, at);
        at += part.byteLength;
      }
      resolve(length === 0 ? null : joined);
    });
    transmuxer.push(stream);
    transmuxer.flush();
  });
