import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { app, screen } from 'electron';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { Session } from '../../session/session.ts';
import type { AccountLibrary } from '../library/account-library.ts';
import type { DiagnosticFacts } from './diagnostic.ts';

const linesOfLog = 120;

/** Looks at the computer and the application for a diagnostic report. What cannot be learnt is left out. */
export async function gatherFacts(context: {
  readonly session: Session;
  readonly library: AccountLibrary;
  readonly logFile: string;
  readonly language: Language;
}): Promise<DiagnosticFacts> {
  const { session, library, logFile, language } = context;
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const entries = await library
    .opened()
    .then((client) => client.list())
    .catch(() => null);
  const { electron, chrome, node } = process.versions;
  return {
    language,
    now: new Date(),
    version: app.getVersion(),
    runtime: { electron, chrome, node },
    system: {
      platform: `${process.platform} ${process.arch}`,
      release: os.release(),
      memory: `${Math.round(os.totalmem() / 1024 ** 3)} GiB`,
      processors: String(os.cpus().length),
      locale: app.getLocale(),
    },
    graphics: Object.fromEntries(
      Object.entries(app.getGPUFeatureStatus()).map(([name, value]) => [name, String(value)]),
    ),
    displays: screen.getAllDisplays().map(({ size, scaleFactor }) => ({ ...size, scale: scaleFactor })),
    session: session.state,
    library: entries,
    logTail: log.trimEnd().split('\n').slice(-linesOfLog),
  };
}
