import { parseArgs } from 'node:util';
import { demoDefaults, type Config } from '../config.ts';
import type { Portal } from '../portal.ts';

const usage = `npm run portal -- [command]

  (none)             runs the portal
    --demo             on an empty data folder, fills it with demo data first; prints the demo accounts
    --dicom FOLDER     with --demo: adds a folder of DICOM to the demo patient's record
  seed               fills an empty portal with demo data, and ends
  import FOLDER      takes every DICOM file below a folder in
    --patient NUMBER   into this patient's record, whatever Patient ID the images carry
  report add FILE    puts a report (a PDF) to an exam
    --exam EXAM        its id, its Study Instance UID or its accession number
                     [--title …] [--date YYYY-MM-DD] [--author …]
  user list
  user add USERNAME --kind patient|professional|administrator --family-name … --given-name …
                     [--birth-date YYYY-MM-DD] [--sex F|M|O] [--number …] [--email …] [--role …]
  user password|unlock|deactivate|reactivate USERNAME
                     a password is read from standard input, or made up and printed where that is empty
  verify-log         checks the chain of the access history
    --head HASH        and that it goes on from what an earlier run printed
    --events N

Settings: docs/portal.md.`;

/** Runs one command. Answers the exit status; undefined while the portal runs. */
export async function runCommand(
  args: readonly string[],
  config: (defaults?: Partial<Config>) => Config,
): Promise<number | undefined> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      demo: { type: 'boolean', default: false },
      dicom: { type: 'string' },
      patient: { type: 'string' },
      head: { type: 'string' },
      events: { type: 'string' },
      kind: { type: 'string' },
      'family-name': { type: 'string' },
      'given-name': { type: 'string' },
      'birth-date': { type: 'string' },
      sex: { type: 'string' },
      number: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string' },
      exam: { type: 'string' },
      title: { type: 'string' },
      date: { type: 'string' },
      author: { type: 'string' },
    },
  });
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (command === undefined) {
    const settings = config(values.demo ? demoDefaults : {});
    const { serve } = await import('./serve.ts');
    await serve(settings, { demo: values.demo, dicom: values.dicom });
    return undefined;
  }
  const run = runnerOf(command, rest, values);
  if (!run) {
    console.error(`${missingIn(command, rest)}\n\n${usage}`);
    return 2;
  }
  const settings = config();
  const { openPortal } = await import('../portal.ts');
  const portal = await openPortal(settings);
  try {
    return await run(portal);
  } finally {
    await portal.close();
  }
}

/** What keeps a command from being run, before all commands are listed. */
function missingIn(command: string, [first]: readonly string[]): string {
  if (command === 'import') return "'import' needs a folder.";
  if (command !== 'user' && command !== 'report') return `There is no command '${command}'.`;
  return first === undefined ? `'${command}' needs an action.` : `There is no command '${command} ${first}'.`;
}

const userActions = new Set(['list', 'add', 'password', 'unlock', 'deactivate', 'reactivate']);

type Options = Readonly<Record<string, string | boolean | undefined>>;

/** Each command reads its own part of the portal alone: an operator waits for no web server to list accounts. */
function runnerOf(
  command: string,
  [first, second]: readonly string[],
  values: Options,
): ((portal: Portal) => Promise<number>) | undefined {
  switch (command) {
    case 'seed':
      return async (portal) => (await import('./seed.ts')).seed(portal);
    case 'import':
      return first === undefined
        ? undefined
        : async (portal) => (await import('./import.ts')).importInto(portal, first, values);
    case 'report':
      return first !== 'add'
        ? undefined
        : async (portal) => (await import('./report.ts')).addReport(portal, second, values);
    case 'user':
      return first === undefined || !userActions.has(first)
        ? undefined
        : async (portal) => (await import('./user.ts')).user(portal, first, second, values);
    case 'verify-log':
      return async (portal) => (await import('./verify-log.ts')).verifyLog(portal, values);
    default:
      return undefined;
  }
}
