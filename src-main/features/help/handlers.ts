import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { Link } from '../../../src-shared/ipc/schemas/help.ts';
import type { Log } from '../../app/log.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import { fileName } from '../save-file.ts';
import type { SaveAs } from '../save-dialog.ts';

export interface HelpContext {
  readonly openLink: (link: Link) => Promise<void>;
  readonly copy: (text: string) => void;
  readonly diagnostic: () => Promise<string>;
  readonly licences: () => Promise<string>;
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly language: () => Language;
  readonly log: Log;
}

type HelpCall =
  'help.fault' | 'help.openLink' | 'help.copy' | 'help.diagnostic' | 'help.saveDiagnostic' | 'help.licences';

export const helpHandlers = (context: HelpContext): HandlersOf<HelpCall> => ({
  'help.fault': ({ name, at }, { kind }) =>
    context.log.error('page fault', { page: kind, name, at: at.join(' < ') }),
  'help.openLink': (link) => context.openLink(link),
  'help.copy': ({ text }) => context.copy(text),
  'help.diagnostic': async () => ({ text: await context.diagnostic() }),
  'help.saveDiagnostic': async (_input, caller) => {
    const t = textsIn(context.language()).dialog;
    const saved = await context.saveAs(caller.contentsId)(
      {
        title: t.saveDiagnostic,
        fileName: fileName(t.diagnosticFile, 'txt'),
        kind: { name: t.text, extension: 'txt' },
      },
      context.diagnostic,
    );
    return { saved };
  },
  'help.licences': async () => ({ text: await context.licences() }),
});
