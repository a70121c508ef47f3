import { parseArgs } from 'node:util';
import { demoDefaults, type Config } from '../config.ts';
import { openPortal, type Portal } from '../portal.ts';
import { importInto } from './import.ts';
import { serve } from './serve.ts';
import { seed } from './seed.ts';
import { user } from './user.ts';
import { verifyLog } from './verify-log.ts';

const usage = `npm run portal -- [command]

  (none)             runs the portal
    --demo             on an empty data folder, fills it with demo data first; prints the demo accounts
    --dicom FOLDER     with --demo: adds a folder of DICOM to the demo patient's record
  seed               fills an empty portal with demo data, and ends
  import FOLDER      takes every DICOM file below a folder in
    --patient NUMBER   into this patient's record, whatever Patient ID the images carry
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
    },
  });
  const [command, ...rest] = positionals;
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (command === undefined) {
    await serve(config(values.demo ? demoDefaults : {}), { demo: values.demo, dicom: values.dicom });
    return undefined;
  }
  const run = runnerOf(command, rest, values);
  if (!run) {
    console.error(usage);
    return 2;
  }
  const portal = await openPortal(config());
  try {
    return await run(portal);
  } finally {
    await portal.close();
  }
}

type Options = Readonly<Record<string, string | boolean | undefined>>;

function runnerOf(
  command: string,
  [first, second]: readonly string[],
  values: Options,
): ((portal: Portal) => Promise<number>) | undefined {
  switch (command) {
    case 'seed':
      return seed;
    case 'import':
      return first === undefined ? undefined : (portal) => importInto(portal, first, values);
    case 'user':
      return first === undefined ? undefined : (portal) => user(portal, first, second, values);
    case 'verify-log':
      return (portal) => verifyLog(portal, values);
    default:
      return undefined;
  }
}
