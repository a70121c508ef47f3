// Every command that the documents tell people to type: run here as it stands there, or run by another step of `npm test`, or,
// with the reason, by nobody. Takes a desktop (scripts/test.mjs).
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import seedTemplate from '../e2e/global-setup.ts';
import { copyOfTemplate, templateFolder } from '../helpers/portal/portal.ts';
import { postgresIsMissing, startPostgres } from '../helpers/servers/postgres.ts';
import { allCommands } from './find-commands.ts';

const root = join(import.meta.dirname, '../..');

/** What does the same in `scripts/test.mjs`: a step, and what it runs there. */
const byTheSteps: Readonly<Record<string, { readonly step: string; readonly runs: string }>> = {
  'npm run package': { step: 'package', runs: 'scripts/package.mjs' },
  'npm run fuzz -- SECONDS [TARGET…]': { step: 'fuzz', runs: 'tests/fuzz/fuzz.ts' },
  'npm run generate': { step: 'contract', runs: 'scripts/generate.mjs' },
  'npm run format': { step: 'format', runs: 'prettier' },
  'npm run gallery': { step: 'every page', runs: 'playwright.gallery.config.ts' },
};

const byNobody: Readonly<Record<string, string>> = {
  'npm run bench': 'a figure of a machine that does other things misleads: by hand, on a quiet one',
  'npm run bench [-- NAME…] [--json]': 'the same',
  'npm run bench -- start first-image': 'the same',
  'npm run bench -- exam-list retrieval load': 'the same',
  'npm run bench -- library library-download library-open import': 'the same',
  'npm run faults':
    'a hundred kills take a quarter of an hour; what they look for has tests of its own in src-main/library',
  'npm run inspect -- --manifest':
    'needs the folder of real exams; src-renderer/viewer compares with them, where it is',
  'msiexec /i e-mage-….msi /qn': 'needs Windows and a signed installer',
  'apt install ./e-mage-….deb':
    'the installer is built by the release workflow alone, whose tools are not to be had everywhere',
};

/** Run by whoever starts the tests: what is here would not be, had they not. */
const already = ['npm test', 'npm test -- types lint', 'npm ci'];

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
const environment = () => ({ ...process.env, PORTAL_PORT: '0', PORTAL_DATA: join(folder, 'portal') });

/** A line as a person types it, in the project's folder; `stop` ends it and all that it started. */
function type(line: string, { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}) {
  const child = spawn('bash', ['-c', line], { cwd: root, env: { ...environment(), ...env }, detached: true });
  child.stdin.end(input);
  let [out, err] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (part: Buffer) => {
    err += part.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => resolve({ status, out, err })),
  );
  return {
    ended,
    /** Waits for words among what it prints. */
    says: (words: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = (): void => {
          const found = words.exec(out + err);
          if (found) resolve(found[0]);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`${line} ended without ${String(words)}:\n${out}${err}`)));
      }),
    stop: async (): Promise<Ended> => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      return ended;
    },
  };
}

const typed = new Set<string>();
/** What a document says with what it leaves open filled in. */
function asIn(documented: string, ...filled: readonly (readonly [open: string, value: string])[]): string {
  typed.add(documented);
  return filled.reduce((line, [open, value]) => line.replace(open, value), documented);
}
const succeeds = async (line: string, options: Parameters<typeof type>[1] = {}): Promise<string> => {
  const { status, out, err } = await type(line, options).ended;
  expect(status, `${line}\n${out}${err}`).toBe(0);
  return out;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emage-commands-'));
  // Made by `--demo`, once for all tests.
  await seedTemplate();
  await copyOfTemplate(templateFolder, join(folder, 'portal'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a portal with demo data, looked into and changed', async () => {
  const seeded = await succeeds(asIn('npm run portal -- seed'));
  const [, patient = ''] = /^patient\t(\S+)\t/m.exec(seeded) ?? [];
  expect(patient).not.toBe('');

  const users = 'npm run portal -- user list|password|unlock|deactivate|reactivate [NAME]';
  const verbs = 'list|password|unlock|deactivate|reactivate [NAME]';
  const user = (verb: string): string => asIn(users, [verbs, verb]);
  expect(await succeeds(user('list'))).toContain(`patient\t${patient}\tactive`);
  await succeeds(user(`deactivate ${patient}`));
  expect(await succeeds(user('list'))).toContain(`patient\t${patient}\tdeactivated`);
  await succeeds(user(`reactivate ${patient}`));
  await succeeds(user(`unlock ${patient}`));
  await succeeds(user(`password ${patient}`), { input: 'trois poules au jardin\n' });

  const kinds = 'patient|professional|administrator';
  const add = asIn(
    `npm run portal -- user add NAME --kind ${kinds} --family-name … --given-name …`,
    ['NAME', 'rose'],
    [kinds, 'professional'],
    ['…', 'Petit'],
    ['…', 'Rose'],
  );
  // Nothing on standard input: it makes a password up.
  expect(await succeeds(add)).toMatch(/\S{8}/);
  expect(await succeeds(user('list'))).toContain('professional\trose\tactive');
});

test('images that are taken in, and looked at by themselves', async () => {
  const [image] = globSync('portal/images/**/*.dcm', { cwd: folder });
  if (image === undefined) throw new Error('the demo data hold no image');
  const file = join(folder, image);
  const line = asIn('npm run portal -- import FOLDER [--patient NUMBER]', [
    'FOLDER [--patient NUMBER]',
    dirname(file),
  ]);
  expect(await succeeds(line)).toMatch(/"alreadyHere":[1-9]\d*,"differing":0,"otherPatient":0,/);
  const facts = await succeeds(asIn('npm run inspect -- FILES…', ['FILES…', file]));
  expect(facts).toContain('"sha256":');
});

test('a report that is put to an exam', async () => {
  const [image] = globSync('portal/images/**/*.dcm', { cwd: folder });
  const [report] = globSync('portal/reports/**/*.pdf', { cwd: folder });
  if (image === undefined || report === undefined)
    throw new Error('the demo data hold no image or no report');
  // Images lie by their study.
  const [, , study = ''] = image.split('/');
  // A comment after its end: another PDF than that which is there.
  const file = join(folder, 'report.pdf');
  await writeFile(file, Buffer.concat([await readFile(join(folder, report)), Buffer.from('% again\n')]));
  const line = asIn(
    'npm run portal -- report add FILE --exam EXAM [--title …] [--date YYYY-MM-DD] [--author …]',
    ['FILE', file],
    ['EXAM', study],
    ['[--title …] [--date YYYY-MM-DD] [--author …]', '--title Avis --date 2026-03-04 --author Weber'],
  );
  expect(await succeeds(line)).toMatch(/"report":"[-\da-f]{36}","bytes":\d+,"title":"Avis"/);
});

test('an access history that is checked, and goes on', async () => {
  const verify = 'npm run portal -- verify-log [--head HASH --events N]';
  const out = await succeeds(asIn(verify, [' [--head HASH --events N]', '']));
  const { head, events } = JSON.parse(out.slice(out.indexOf('{'))) as { head: string; events: number };
  await succeeds(asIn(verify, ['[', ''], [']', ''], ['HASH', head], ['N', String(events)]));
});

test('a back-up that is put back', async ({ skip }) => {
  const dump = asIn('pg_dump');
  // `npm test` says that no server may be missing.
  if (postgresIsMissing !== null && process.env['EMAGE_TEST_SERVERS'] !== 'required') skip(postgresIsMissing);
  const server = await startPostgres();
  try {
    const [url, copy] = [server.url, server.url.replace(/\/postgres$/, '/copy')];
    const images = { PORTAL_DATA: join(folder, 'with-postgres') };
    await succeeds('npm run portal -- user add noe --kind patient --family-name Noël --given-name Noé', {
      env: { ...images, DATABASE_URL: url },
    });
    await succeeds(
      `set -o pipefail; psql ${url} -c 'create database copy' && ${dump} ${url} | psql -q -v ON_ERROR_STOP=1 ${copy}`,
    );
    const list = await succeeds('npm run portal -- user list', { env: { ...images, DATABASE_URL: copy } });
    expect(list).toContain('patient\tnoe\tactive');
  } finally {
    await server.dispose();
  }
});

test('the portal by itself', async () => {
  for (const line of [asIn('npm run portal'), asIn('npm run portal -- --demo')]) {
    const portal = type(line);
    const ready = JSON.parse(await portal.says(/^\{"event":"ready".*\}$/m)) as { url: string };
    expect((await fetch(`${ready.url}/ready`)).status).toBe(200);
    expect((await portal.stop()).err).not.toMatch(/error/i);
  }
});

test('keys for releases', async () => {
  expect(await succeeds(asIn('node scripts/sign-release.mjs --make-key'))).toContain('BEGIN PRIVATE KEY');
});

test('the demo, with a folder of images', async () => {
  asIn('npm run demo');
  const smoke = asIn('npm run demo -- --smoke');
  const dicom = asIn('npm run demo -- --dicom FOLDER', ['FOLDER', join(folder, 'portal/images')]);
  const out = await succeeds(`${dicom}${smoke.replace('npm run demo --', '')}`);
  const { screenshots } = JSON.parse(out.slice(out.lastIndexOf('{"runtime"'))) as { screenshots: string[] };
  expect(screenshots.length).toBe(5);
});

test('the application that reloads on change', async () => {
  const data = join(root, '.portal-data/dev');
  if (!existsSync(data)) await copyOfTemplate(templateFolder, data);
  const started = Date.now();
  const dev = type(asIn('npm run dev'));
  const log = join(root, '.portal-data/dev-user-data/logs/main.log');
  await dev.says(/starting electron app/i);
  await expect
    .poll(
      () =>
        readFileSync(log, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { at: string; event: string })
          .some(({ at, event }) => event === 'window shown' && Date.parse(at) > started),
      { timeout: 30_000 },
    )
    .toBe(true);
  await dev.stop();
});

test('none is left out', () => {
  const steps = readFileSync(join(root, 'scripts/test.mjs'), 'utf8');
  for (const [command, { step, runs }] of Object.entries(byTheSteps)) {
    expect(steps).toMatch(new RegExp(`^  '?${step}'?: \\(\\) =>`, 'm'));
    expect(steps, command).toContain(runs);
    const [, name = ''] = /^npm run (\S+)/.exec(command) ?? [];
    const script = (manifest.scripts as Record<string, string>)[name] ?? '';
    const itself = script.startsWith('node ') ? readFileSync(join(root, script.slice(5)), 'utf8') : '';
    expect(`${script}\n${itself}`, command).toContain(runs);
  }
  const known = [...typed, ...already, ...Object.keys(byTheSteps), ...Object.keys(byNobody)];
  expect([...allCommands].filter((command) => !known.includes(command))).toEqual([]);
  expect(known.filter((command) => !allCommands.has(command))).toEqual([]);
});
