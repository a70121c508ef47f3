import { z } from 'zod';
import { accessEventSchema, professionalSchema } from '../../../src-shared/domain/access.ts';
import { establishmentSchema } from '../../../src-shared/domain/establishment.ts';
import type { AppFailure } from '../../../src-shared/errors.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import { textsIn } from '../../app/texts.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import {
  latestAccesses,
  listAccessHistory,
  listEstablishments,
  listProfessionals,
} from '../../sources/portal/access.ts';
import type { Session } from '../../session/session.ts';
import { dayInName } from '../day-in-name.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { EndedAccessList } from '../library/ended-access.ts';
import { fileName } from '../save-file.ts';
import type { SaveAs } from '../save-dialog.ts';
import { historyCsv } from './history-csv.ts';
import { historyHtml } from './history-document.ts';

type AccessCall =
  | 'access.professionals'
  | 'access.ended'
  | 'access.acknowledgeEnded'
  | 'access.history'
  | 'access.exportHistory'
  | 'establishments.list';

export const accessHandlers = (context: {
  readonly session: Session;
  readonly answers: KeptAnswers;
  readonly endedAccess: EndedAccessList;
  readonly saveAs: (contentsId: number) => SaveAs;
  readonly printPdf: (html: string) => Promise<Uint8Array>;
  readonly language: () => Language;
}): HandlersOf<AccessCall> => {
  const { session, answers, endedAccess, saveAs, printPdf, language } = context;
  const professionals = z.object({ items: z.array(professionalSchema), notice: z.string() });
  return {
    'access.professionals': async () => {
      const { value, freshness } = await answers.get('professionals', professionals, listProfessionals);
      return { ...value, freshness };
    },
    'access.ended': () => {
      session.assertOpen();
      return endedAccess.list();
    },
    'access.acknowledgeEnded': () => {
      session.assertOpen();
      endedAccess.clear();
    },
    'access.history': async (filter) => {
      // Each filter is an answer of its own; offline only what was asked before can be shown.
      const late: { failure: AppFailure | null } = { failure: null };
      const { value, freshness } = await answers.get(
        `history ${JSON.stringify(Object.entries(filter).sort())}`,
        z.array(accessEventSchema),
        async (client) => {
          const latest = await latestAccesses(client, filter);
          late.failure = latest.missing;
          return latest.items;
        },
        // What was kept may hold what is missing now.
        () => late.failure === null,
      );
      return { items: value, freshness, missing: late.failure?.error ?? null };
    },
    'access.exportHistory': async ({ format, ...filter }, caller) => {
      const { active } = session;
      const speaks = language();
      const t = textsIn(speaks).dialog;
      const today = new Date();
      const saved = await saveAs(caller.contentsId)(
        {
          title: t.saveHistory,
          fileName: fileName(`${t.historyFile} ${dayInName(today.toISOString())}`, format),
          kind: { name: format === 'csv' ? t.csv : t.pdf, extension: format },
        },
        async () => {
          const events = await listAccessHistory(active.client, filter);
          if (format === 'csv') return historyCsv(events, speaks);
          const { displayName } = active.account;
          const portalName = active.discovered.portal.name;
          return printPdf(historyHtml({ events, language: speaks, displayName, portalName, now: today }));
        },
      );
      return { saved };
    },
    'establishments.list': async () => {
      const { value, freshness } = await answers.get(
        'establishments',
        z.array(establishmentSchema),
        listEstablishments,
      );
      return { items: value, freshness };
    },
  };
};
