import { beforeEach, expect, test } from 'vitest';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import { useSession } from '../../bridge/session.ts';
import type { ShareForm } from './share-form.ts';
import { draftOfPresent, forgetUnfinished, keepDraft } from './unfinished.ts';

const draft: ShareForm = {
  examIds: ['knee'],
  recipientEmail: 'ami@exemple.fr',
  recipientName: '',
  kind: 'relative',
  durationDays: 7,
  includeReports: true,
  message: 'Bonjour',
};
const present = (id: string | null): void =>
  useSession.setState({
    state: (id === null ? { kind: 'signed-out' } : { kind: 'signed-in', account: { id } }) as SessionState,
  });
beforeEach(() => {
  forgetUnfinished();
  present('martin');
});

test('what was being written waits for whoever wrote it, and for nobody else', () => {
  keepDraft(draft);
  present(null);
  expect(draftOfPresent()).toBeNull();
  present('lambert');
  expect(draftOfPresent()).toBeNull();
  present('martin');
  expect(draftOfPresent()).toEqual(draft);
});

test('another person who writes replaces it; who leaves leaves nothing', () => {
  keepDraft(draft);
  present('lambert');
  keepDraft({ ...draft, message: '' });
  present('martin');
  expect(draftOfPresent()).toBeNull();
  present('lambert');
  forgetUnfinished();
  expect(draftOfPresent()).toBeNull();
});
