import type { Plugin } from 'vite';

const standIn = '\0without-ajv';

/**
 * electron-store brings ajv and its formats, 210 kB that every start would read, for settings that are given a JSON schema. Ours are
 * checked with zod, and are given none; one that is would be told so at once.
 */
export const withoutAjv = (): Plugin => ({
  name: 'without-ajv',
  enforce: 'pre',
  resolveId: (id) => (id === 'ajv/dist/2020.js' || id === 'ajv-formats' ? standIn : undefined),
  load: (id) =>
    id === standIn
      ? `export class Ajv2020 { constructor() { throw new Error('settings are checked with zod, not by a JSON schema'); } }
export default {};`
      : undefined,
});
