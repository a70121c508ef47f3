import { create } from 'zustand';
import type { CreatedShare } from '../../../src-shared/domain/share.ts';
import { useSession } from '../../bridge/session.ts';
import type { ShareForm } from './share-form.ts';

interface Unfinished {
  /** Whose it is. Null for nobody's: there is nothing then. */
  readonly owner: string | null;
  /** A share whose access code the person has not noted yet: the portal gives the code once. */
  readonly unnoted: CreatedShare | null;
  /** What they were writing when the page was taken away from them. */
  readonly draft: ShareForm | null;
}

const nothing: Unfinished = { owner: null, unnoted: null, draft: null };

/** It outlives a change of page, a lock and a session that the portal ends: whoever comes back finds it again. */
const useUnfinished = create<Unfinished>(() => nothing);

const presentAccount = (): string | null => {
  const { state } = useSession.getState();
  return state === null || state.kind === 'signed-out' ? null : state.account.id;
};

const keep = (part: Partial<Unfinished>): void => {
  const owner = presentAccount();
  if (owner === null) return;
  const now = useUnfinished.getState();
  useUnfinished.setState({ ...(now.owner === owner ? now : nothing), owner, ...part });
};

export const keepUntilNoted = (unnoted: CreatedShare): void => keep({ unnoted });

export const forgetNoted = (): void => keep({ unnoted: null });

/** Null once the person has sent it, or closed it themselves. */
export const keepDraft = (draft: ShareForm | null): void => keep({ draft });

export function draftOfPresent(): ShareForm | null {
  const { owner, draft } = useUnfinished.getState();
  return owner === presentAccount() ? draft : null;
}

export const useUnnoted = (accountId: string): CreatedShare | null =>
  useUnfinished(({ owner, unnoted }) => (owner === accountId ? unnoted : null));

/** Whether a code waits for this person, also under a lock; for nobody (null), whether it waits for somebody who may come back. */
export const waitsFor = (accountId: string | null, { owner, unnoted }: Unfinished): boolean =>
  unnoted !== null && (accountId === null || owner === accountId);

export const useCodeWaitsFor = (accountId: string | null): boolean =>
  useUnfinished((unfinished) => waitsFor(accountId, unfinished));

/** Whoever leaves leaves nothing behind. */
export const forgetUnfinished = (): void => useUnfinished.setState(nothing);
