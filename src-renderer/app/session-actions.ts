import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import { call } from '../bridge/call.ts';
import { forgetRemembered } from '../bridge/remembered.ts';
import { showSession, useSession } from '../bridge/session.ts';
import { tellDone } from '../ui/notices/toasts.tsx';

export interface SessionActions {
  readonly lock: () => void;
  /** To the sign-in page, where someone else may go on. */
  readonly leave: () => void;
  readonly signOut: () => void;
  readonly signOutAndErase: () => void;
  readonly switchTo: (account: AccountRef) => void;
}

export function useSessionActions(): SessionActions {
  const { t } = useTranslation();
  const { mutate: lock } = useMutation({ mutationFn: () => call('session.lock'), onSuccess: showSession });
  const { mutate: leave } = useMutation({ mutationFn: () => call('session.leave'), onSuccess: showSession });
  const { mutate: signOut } = useMutation({
    mutationFn: async () => {
      const { state } = useSession.getState();
      const after = await call('session.signOut');
      return { after, wasVisit: state?.kind === 'signed-in' && state.account.kind === 'guest' };
    },
    onSuccess: ({ after, wasVisit }) => {
      showSession(after);
      if (wasVisit) tellDone(t('shell.visitEnded'));
    },
  });
  const { mutate: erase } = useMutation({
    mutationFn: async () => {
      const { state } = useSession.getState();
      const after = await call('session.signOutAndErase');
      if (state !== null && state.kind !== 'signed-out') forgetRemembered(state.account.id);
      return after;
    },
    onSuccess: showSession,
  });
  const { mutate: switchTo } = useMutation({
    mutationFn: ({ portalAddress, username }: AccountRef) =>
      call('session.switchTo', { portalAddress, username }),
    onSuccess: showSession,
  });
  return useMemo(
    () => ({
      lock: () => lock(),
      leave: () => leave(),
      signOut: () => signOut(),
      signOutAndErase: () => erase(),
      switchTo: (a) => switchTo(a),
    }),
    [lock, leave, signOut, erase, switchTo],
  );
}
