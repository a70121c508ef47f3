import { create } from 'zustand';

interface AccessEvents {
  /** Somebody broke the glass of this record, and the person has not acknowledged it. */
  readonly emergency: boolean;
  /** Images went from the screen because the right to look at them ended. */
  readonly ended: boolean;
}

const none: AccessEvents = { emergency: false, ended: false };

/** What happened to rights while the person was here, until they have seen it. */
export const useAccessEvents = create<AccessEvents>(() => none);

export const acknowledge = (what: keyof AccessEvents): void => useAccessEvents.setState({ [what]: false });
export const forgetAccessEvents = (): void => useAccessEvents.setState(none);

export function watchAccessEvents(): () => void {
  const stops = [
    window.emage.on('access.emergency', () => useAccessEvents.setState({ emergency: true })),
    window.emage.on('exams.accessEnded', () => useAccessEvents.setState({ ended: true })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
