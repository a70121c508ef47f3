import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import { call } from '../bridge/call.ts';
import { forgetRemembered } from '../bridge/remembered.ts';
import { showSession, useSession } from '../bridge/session.ts';

export interface SessionActions {
  readonly lock: () => void;
  /** To the sign-in page, where someone else may go on. */
  readonly leave: () => void;
  readonly signOut: () => void;
  readonly signOutAndErase: () => void;
  readonly switchTo: (account: AccountRef) => void;
}

export function useSessionActions(): SessionActions {
  const { mutate: lock } = useMutation({ mutationFn: () => call('session.lock'), onSuccess: showSession });
  const { mutate: leave } = useMutation({ mutationFn: () => call('session.leave'), onSuccess: showSession });
  const { mutate: signOut } = useMutation({
    mutationFn: () => call('session.signOut'),
    onSuccess: showSession,
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
