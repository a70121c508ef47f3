import { beforeEach, expect, test } from 'vitest';
import type { SessionState } from '../../../src-shared/domain/session.ts';
import type { CreatedShare } from '../../../src-shared/domain/share.ts';
import { useSession } from '../../bridge/session.ts';
import type { ShareForm } from './share-form.ts';
import { draftOfPresent, forgetUnfinished, keepDraft, waitsFor } from './unfinished.ts';

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

test('a code keeps the window for whoever made it, also while they may come back, and for nobody else', () => {
  const unfinished = { owner: 'martin', unnoted: { accessCode: 'ABCD-1234' } as CreatedShare, draft: null };
  expect(waitsFor('martin', unfinished)).toBe(true);
  expect(waitsFor(null, unfinished)).toBe(true);
  expect(waitsFor('lambert', unfinished)).toBe(false);
  expect(waitsFor('martin', { ...unfinished, unnoted: null })).toBe(false);
});
