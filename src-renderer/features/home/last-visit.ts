const keyOf = (accountId: string): string => `last-visit ${accountId}`;

/** Since this start of the application: when each account had been here before it. */
const before = new Map<string, string | null>();

/**
 * When this account last looked at its home page, before this start of the application; null where it never did here.
 * The portal knows of sign-ins alone, and who stays signed in makes none for months.
 */
export function lastVisit(accountId: string): string | null {
  const known = before.get(accountId);
  if (known !== undefined) return known;
  const stored = localStorage.getItem(keyOf(accountId));
  const visit = stored === null || Number.isNaN(Date.parse(stored)) ? null : stored;
  before.set(accountId, visit);
  return visit;
}

export const noteVisit = (accountId: string): void =>
  localStorage.setItem(keyOf(accountId), new Date().toISOString());

/** The later of two instants, either of which may be unknown. */
export const laterOf = (one: string | null, other: string | null): string | null =>
  one !== null && other !== null && Date.parse(one) > Date.parse(other) ? one : (other ?? one);
