declare module 'dicom-character-set' {
  /** Throws on an unknown character set or escape sequence. */
  export function convertBytes(
    characterSet: string,
    bytes: Uint8Array,
    options: { readonly vr: string },
  ): string;
}
