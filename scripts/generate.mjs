// npm run generate: types and zod schemas of the portal API, from src-shared/portal-api/openapi.yaml.
//   --check   writes nothing; fails when what is committed is not what the contract gives
import { createClient } from '@hey-api/openapi-ts';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './run.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const committed = join(root, 'src-shared/portal-api/generated');
const path = values.check ? mkdtempSync(join(tmpdir(), 'emage-generate-')) : committed;

await createClient({
  input: join(root, 'src-shared/portal-api/openapi.yaml'),
  // No client: src-shared imports zod alone.
  output: { path, module: { extension: '.ts' }, entryFile: false },
  plugins: ['@hey-api/typescript', { name: 'zod', compatibilityVersion: 4, dates: { offset: true } }],
  logs: { level: 'warn', file: false },
});
// src-shared runs where there is no DOM: binary bodies are bytes there.
const types = join(path, 'types.gen.ts');
writeFileSync(types, readFileSync(types, 'utf8').replaceAll('Blob | File', 'Uint8Array'));

if (values.check) {
  const files = (folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .sort();
  const same =
    files(path).join() === files(committed).join() &&
    files(path).every(
      (name) => readFileSync(join(path, name), 'utf8') === readFileSync(join(committed, name), 'utf8'),
    );
  rmSync(path, { recursive: true, force: true });
  if (!same) {
    console.error('src-shared/portal-api/generated is stale: run npm run generate');
    process.exit(1);
  }
}
