import { useSession } from '../../bridge/session.ts';

/** Whether "stay signed in" is ticked: unless whoever signed in here last took it away, as on a computer that others use. */
export function stayAtFirst(): boolean {
  const { state } = useSession.getState();
  return state?.kind !== 'signed-out' || state.notToStay !== true;
}
