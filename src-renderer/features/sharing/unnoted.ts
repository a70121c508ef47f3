import { create } from 'zustand';
import type { CreatedShare } from '../../../src-shared/domain/share.ts';

/**
 * A share whose access code the person has not noted yet. The portal gives the code once: it waits here, outside every page,
 * through a change of page and through a lock, until they say that they have it.
 */
export const useUnnoted = create<{ readonly created: CreatedShare | null }>(() => ({ created: null }));

export const keepUntilNoted = (created: CreatedShare): void => useUnnoted.setState({ created });

export const forgetUnnoted = (): void => useUnnoted.setState({ created: null });
