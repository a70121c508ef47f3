import { z } from 'zod';
import { shareSchema } from '../../../src-shared/domain/share.ts';
import type { Language } from '../../../src-shared/i18n/catalogues.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';
import { endShare, extendShare, listShares } from '../../sources/portal/sharing.ts';
import type { Session } from '../../session/session.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import type { ShareSender } from './share-sender.ts';

export const sharingHandlers = (context: {
  readonly session: Session;
  readonly answers: KeptAnswers;
  readonly shareSender: ShareSender;
  readonly language: () => Language;
}): HandlersOf<'sharing.list' | 'sharing.create' | 'sharing.extend' | 'sharing.end'> => ({
  'sharing.list': async () => {
    const { value, freshness } = await context.answers.get('shares', z.array(shareSchema), listShares);
    return { items: value, freshness };
  },
  'sharing.create': (input) =>
    context.shareSender.send(context.session.active.client, input, context.language()),
  'sharing.extend': ({ shareId, endsAt }) => extendShare(context.session.active.client, shareId, endsAt),
  'sharing.end': ({ shareId }) => endShare(context.session.active.client, shareId),
});
