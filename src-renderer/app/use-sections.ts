import { useMemo } from 'react';
import type { AccountKind } from '../../src-shared/domain/account.ts';
import { useSharedWithMe } from '../bridge/queries.ts';
import { sectionsFor, type Section } from './routes.ts';

/** The sections that mean something to this account now. */
export function useSections(kind: AccountKind): readonly Section[] {
  const { data } = useSharedWithMe(kind === 'patient');
  const hasShares = (data?.items.length ?? 0) > 0;
  return useMemo(() => sectionsFor(kind, hasShares), [kind, hasShares]);
}
