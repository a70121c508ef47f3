import { create } from 'zustand';
import type { Invitation } from '../../src-shared/domain/invitation.ts';
import { call } from './call.ts';

/** What main last said of a link that was followed. */
export const useInvitation = create<{ readonly invitation: Invitation | null }>(() => ({ invitation: null }));

export const showInvitation = (invitation: Invitation | null): void => useInvitation.setState({ invitation });

export async function watchInvitation(): Promise<() => void> {
  const stop = window.emage.on('guest.invited', showInvitation);
  showInvitation(await call('guest.invitation'));
  return stop;
}
