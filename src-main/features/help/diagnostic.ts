import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import type { LibraryEntry } from '../../../src-shared/domain/library.ts';
import { textsIn } from '../../app/texts.ts';
import { redact } from '../../app/redact.ts';

export interface DiagnosticFacts {
  readonly language: Language;
  readonly now: Date;
  readonly version: string;
  readonly runtime: Readonly<Record<string, string>>;
  readonly system: Readonly<Record<string, string>>;
  readonly graphics: Readonly<Record<string, string>>;
  readonly displays: readonly { readonly width: number; readonly height: number; readonly scale: number }[];
  readonly session: SessionState;
  readonly library: readonly LibraryEntry[] | null;
  readonly logTail: readonly string[];
}

/** What helps support and says nothing of the person: no name, no account, no exam, no address but the portal's. */
export function diagnosticText(facts: DiagnosticFacts): string {
  const { session, library } = facts;
  const part = (title: string, lines: readonly string[]): string => [`## ${title}`, ...lines, ''].join('\n');
  const pairs = (values: Readonly<Record<string, string>>): string[] =>
    Object.entries(values).map(([name, value]) => `${name}: ${value}`);
  const portal = session.kind === 'signed-out' ? session.portalAddress : session.portal.address;
  return [
    textsIn(facts.language).diagnostic.intro,
    '',
    part('e-mage', [
      `version: ${facts.version}`,
      `date: ${facts.now.toISOString()}`,
      ...pairs(facts.runtime),
    ]),
    part('system', pairs(facts.system)),
    part(
      'displays',
      facts.displays.map(({ width, height, scale }) => `${width} × ${height}, scale ${scale}`),
    ),
    part('graphics', pairs(facts.graphics)),
    part('session', [
      `state: ${session.kind}`,
      `portal: ${portal}`,
      ...(session.kind === 'signed-out'
        ? []
        : [`kind of account: ${session.account.kind}`, `online: ${session.online}`]),
      ...(session.kind === 'signed-in' ? [`remembered: ${session.remembered}`] : []),
    ]),
    part(
      'library',
      library === null
        ? ['not open']
        : [
            `exams: ${library.length}`,
            `bytes: ${library.reduce((sum, { bytes }) => sum + bytes, 0)}`,
            ...(['kept', 'keeping', 'paused', 'failed'] as const).map(
              (state) => `${state}: ${library.filter((entry) => entry.state === state).length}`,
            ),
          ],
    ),
    part('log', facts.logTail.map(redact)),
  ].join('\n');
}
