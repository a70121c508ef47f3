// npm run inspect -- FILES…: see ../inspect.mjs, which brings the packages first.
import { parseArgs } from 'node:util';
import { hasDicomFolder } from '../../src-renderer/viewer/testing/dicom-manifest.ts';
import { conformance, table } from './conformance.ts';
import { wordsFor } from './error-words.ts';
import { inspectFiles } from './inspect-files.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { manifest: { type: 'boolean', default: false } },
});

const inspectAll = async (): Promise<number> => {
  let failures = 0;
  await inspectFiles(positionals, (file, { mean: _mean, error, ...facts }) => {
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

if (values.manifest) process.exitCode = await compareAll();
else if (positionals.length > 0) process.exitCode = await inspectAll();
else {
  console.error('npm run inspect -- FILES…   or   npm run inspect -- --manifest');
  process.exitCode = 2;
}
