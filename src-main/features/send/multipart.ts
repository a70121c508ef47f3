import { randomUUID } from 'node:crypto';

export interface MultipartBody {
  readonly contentType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Instances as one STOW-RS request (PS3.18 §10.5.1, RFC 2387). */
export function multipartOf(instances: readonly Uint8Array[]): MultipartBody {
  // Random, so that no instance can hold it.
  const boundary = `emage-${randomUUID()}`;
  const head = Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`, 'latin1');
  const parts = instances.flatMap((instance) => [head, instance, Buffer.from('\r\n', 'latin1')]);
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`, 'latin1')]);
  return {
    contentType: `multipart/related; type="application/dicom"; boundary=${boundary}`,
    body: new Uint8Array(body.buffer, body.byteOffset, body.byteLength),
  };
}
