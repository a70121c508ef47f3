// npm run bench [-- NAME…] [--json]: measures, each figure against a yardstick taken in the same run.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';
import { environment, root } from './run.mjs';
import { runWithDesktop } from './with-desktop.mjs';

// What is measured against, and what makes large studies.
const benchPackages = [
  'nginx-light',
  'orthanc',
  'orthanc-dicomweb',
  'dcmtk',
  'libgdcm-tools',
  'libopenjp2-tools',
  'openjph-tools',
  'python3-pydicom',
  'python3-numpy',
  'python3-gdcm',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const folder = join(root, 'tests/bench');
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${all.join(', ')}.`);
  process.exit(2);
}

const runtime = await prepare({ extraSystemPackages: benchPackages });
// Some of it is measured in the application itself, which needs a screen and a keychain.
if (process.env.EMAGE_BENCH_DESKTOP === undefined) {
  const here = [join(root, 'scripts/bench.mjs'), ...process.argv.slice(2)];
  process.exit(await runWithDesktop('node', here, { EMAGE_BENCH_DESKTOP: '1' }));
}
const figures = [];
let worst = 0;
for (const name of positionals.length > 0 ? positionals : all) {
  console.error(`── ${name}`);
  const { status, lines } = await measure(name);
  worst = Math.max(worst, status);
  for (const line of lines) {
    const figure = JSON.parse(line);
    figures.push(figure);
    if (values.json) console.log(JSON.stringify(figure));
  }
}
if (!values.json) {
  const number = (value) => (typeof value === 'number' ? value.toPrecision(3) : '');
  console.log(
    '| figure | value | unit | yardstick | its value | ratio | goal |\n| --- | ---: | --- | --- | ---: | ---: | --- |',
  );
  for (const f of figures) {
    console.log(
      `| ${f.name} | ${number(f.value)} | ${f.unit} | ${f.yardstick} | ${number(f.yardstickValue)} | ${number(f.ratio)} | ${f.goal} |`,
    );
  }
}
process.exit(worst);

function measure(name) {
  return new Promise((resolve) => {
    const child = spawn('node', [join(folder, `${name}.ts`)], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...environment(), ELECTRON_OVERRIDE_DIST_PATH: runtime.folder },
    });
    let text = '';
    child.stdout.on('data', (part) => (text += part));
    child.once('exit', (code) =>
      resolve({ status: code ?? 1, lines: text.split('\n').filter((line) => line.startsWith('{')) }),
    );
  });
}
