// npm run inspect -- FILES…: see ../inspect.mjs, which brings the packages first.
import { hasDicomFolder } from '../../src-renderer/viewer/testing/dicom-manifest.ts';
import { conformance, table } from './conformance.ts';
import { wordsFor } from './error-words.ts';
import { inspectFiles } from './inspect-files.ts';

// Whatever stands there is a file's name, with a dash at its start too; people put `--` before such names.
const files = process.argv.slice(2).filter((argument, at) => argument !== '--' || at > 0);
// Who reads on has gone (`| head`): nothing more is to be said.
process.stdout.on('error', () => process.exit(1));

const inspectAll = async (): Promise<number> => {
  let failures = 0;
  await inspectFiles(files, (file, { mean: _mean, error, ...facts }) => {
    if (error !== undefined) failures += 1;
    console.log(
      JSON.stringify({ file, ...facts, ...(error === undefined ? {} : { error: wordsFor(error) }) }),
    );
  });
  return failures === 0 ? 0 : 1;
};

const compareAll = async (): Promise<number> => {
  if (!hasDicomFolder) {
    console.error('../shared/dicom is not here.');
    return 2;
  }
  const outcomes = await conformance();
  console.log(table(outcomes));
  return outcomes.some(({ entry, verdict }) => verdict === 'differs' && entry.broken !== true) ? 1 : 0;
};

if (files.length === 1 && files[0] === '--manifest') process.exitCode = await compareAll();
else if (files.length > 0) process.exitCode = await inspectAll();
else {
  console.error('npm run inspect -- FILES…   or   npm run inspect -- --manifest');
  process.exitCode = 2;
}
