/** Put in by the build (electron.vite.config.ts), from the environment of who makes the release. */
declare const __UPDATES_URL__: string;
declare const __UPDATES_KEY__: string;

/** Where releases lie, and the public key (SPKI, DER, base64) that they are signed with; null: this build takes none. */
export const updateSource: { readonly url: string; readonly publicKey: string } | null =
  __UPDATES_URL__ === '' || __UPDATES_KEY__ === ''
    ? null
    : { url: __UPDATES_URL__, publicKey: __UPDATES_KEY__ };
