// npm run inspect -- FILES…: the application's own reading and decoding of DICOM files, without a window. Prints one JSON
// line a file, in the order given: file, kind, frames, rows, columns, min, max and sha256 (of the decoded stored values),
// or error, the words that a person would see. Exits with 0, with 1 where a file had an error, with 2 without files.
//   --manifest   every file of ../shared/dicom against its reference, as a table
import { join } from 'node:path';
import { preparePackages } from './prepare.mjs';
import { root, run } from './run.mjs';

// Packages alone: neither Electron nor a display is needed. Standard output belongs to the results.
await preparePackages((line) => console.error(line));
process.exit(
  await run('node', [join(root, 'scripts/inspect/main.ts'), ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  }),
);
