// npm test: everything that CI runs, in the order in which a mistake shows cheapest. `npm test -- types lint` runs some.
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { prepare } from './prepare.mjs';
import { has, root, run } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

// The portal is also tested on a PostgreSQL server, in front of a real DICOMweb archive and behind nginx, and systemd reads its
// unit; what is exported is read by dcmtk and GDCM; certutil has the system trust a test's authority.
const runtime = await prepare({
  extraSystemPackages: [
    'poppler-utils',
    'postgresql',
    'orthanc',
    'orthanc-dicomweb',
    'nginx-light',
    'systemd',
    'dcmtk',
    'libgdcm-tools',
    'libnss3-tools',
  ],
});
// Dozens of steps and tests start a Node of their own: what it compiles is compiled once.
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'test-results/compile-cache');
const electron = { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
// What was prepared above is there: no test that stands on it may be left out.
const servers = has('dpkg-query') ? { EMAGE_TEST_SERVERS: 'required' } : {};

const tscOf = (folder) => run('tsc', ['-p', folder]);
const inTurn = async (steps) => {
  let worst = 0;
  for (const step of steps) worst = Math.max(worst, await step());
  return worst;
};

const steps = {
  contract: () => run('node', ['scripts/generate.mjs', '--check']),
  types: () =>
    inTurn(
      [
        '.',
        'src-shared',
        'src-preload',
        'src-main',
        'src-renderer',
        'src-portal',
        'tests',
        'tests/fuzz',
        'scripts',
      ].map((folder) => () => tscOf(folder)),
    ),
  // In three parts: the types of all programs at once are more than the 4 GB that Node takes.
  lint: () =>
    inTurn(
      [
        ['src-renderer', 'src-preload', 'src-shared'],
        ['src-main', 'src-portal'],
        ['.', '--ignore-pattern', 'src-*'],
      ].map((part) => () => run('eslint', [...part, '--max-warnings=0'])),
    ),
  format: () => run('prettier', ['--check', '--log-level=warn', '.']),
  imports: () => run('node', ['scripts/check-imports.mjs']),
  'dead code': () => run('knip', []),
  unit: () =>
    run(
      'vitest',
      ['run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
      { env: servers },
    ),
  fuzz: () => run('node', ['tests/fuzz/fuzz.ts', '8']),
  build: () => run('electron-vite', ['build', '--logLevel=warn'], { env: electron }),
  // Two of the gallery's looks between them hold both languages, both themes and both text sizes; then unusual windows.
  'every page': () =>
    runWithDesktop('playwright', ['test', '-c', 'playwright.gallery.config.ts'], {
      ...electron,
      GALLERY_LOOKS: 'fr-light-100|en-dark-200|high-contrast|small|4k',
    }),
  'end to end': () => runWithDesktop('playwright', ['test'], electron),
  'every command': () =>
    runWithDesktop(
      'vitest',
      [
        ...['run', '--config=vitest.commands.config.ts'],
        ...['--reporter=default', '--reporter=json', '--outputFile.json=test-results/commands.json'],
      ],
      { ...electron, ...servers },
    ),
  // Last: it builds once more, as people get it.
  package: () => run('node', ['scripts/package.mjs']),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}.`);
  process.exit(2);
}
for (const old of ['unit.json', 'commands.json', 'gallery.json', 'e2e.json'])
  rmSync(join(root, 'test-results', old), { force: true });

// What reads the sources alone uses one core each, and goes side by side.
const sideBySide = [
  ['types', 'lint'],
  ['format', 'imports', 'dead code'],
];

const outcomes = [];
async function take(name) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const status = await steps[name]();
  outcomes.push({ name, status, seconds: (Date.now() - started) / 1000 });
}
const names = Object.keys(steps).filter((name) => wanted.length === 0 || wanted.includes(name));
const taken = new Set();
for (const name of names) {
  if (taken.has(name)) continue;
  const group = sideBySide.find((one) => one.includes(name)) ?? [name];
  const now = names.filter((one) => group.includes(one));
  for (const one of now) taken.add(one);
  await Promise.all(now.map(take));
}

console.log('\n── summary');
for (const { name, status, seconds } of outcomes)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(0)} s)`);

const counts = { passed: 0, failed: 0, skipped: 0 };
/** A line each: who reads only the end of the log still learns what failed. */
const failures = [];
const firstLine = (text) => stripVTControlCharacters(text ?? '').split('\n')[0];
const read = (file) => {
  try {
    return JSON.parse(readFileSync(join(root, 'test-results', file), 'utf8'));
  } catch {
    return undefined;
  }
};
for (const file of ['unit.json', 'commands.json']) {
  const unit = read(file);
  if (!unit) continue;
  counts.passed += unit.numPassedTests;
  counts.failed += unit.numFailedTests;
  counts.skipped += unit.numPendingTests;
  for (const { name, status, message, assertionResults } of unit.testResults) {
    const failed = assertionResults.filter((one) => one.status === 'failed');
    for (const { fullName, failureMessages } of failed)
      failures.push(`${relative(root, name)}: ${fullName}: ${firstLine(failureMessages[0])}`);
    if (status === 'failed' && failed.length === 0)
      failures.push(`${relative(root, name)}: ${firstLine(message)}`);
  }
}
const collect = (suite) => {
  for (const spec of suite.specs ?? [])
    if (!spec.ok)
      failures.push(
        `${spec.file}: ${spec.title}: ${firstLine(spec.tests[0]?.results.at(-1)?.error?.message)}`,
      );
  for (const inner of suite.suites ?? []) collect(inner);
};
for (const file of ['gallery.json', 'e2e.json']) {
  const report = read(file);
  if (!report) continue;
  const { stats } = report;
  report.suites.forEach(collect);
  counts.passed += stats.expected;
  counts.failed += stats.unexpected + stats.flaky;
  counts.skipped += stats.skipped;
}
for (const failure of failures) console.log(`FAIL ${failure}`);
const brokenSteps = outcomes.filter(({ status }) => status !== 0).length;
console.log(
  `${counts.passed} passed, ${Math.max(counts.failed, brokenSteps)} failed, ${counts.skipped} skipped`,
);
process.exit(brokenSteps > 0 ? 1 : 0);
