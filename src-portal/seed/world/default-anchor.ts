/** The 'now' of the demo world where no other is given. */
export const defaultAnchor = '2026-03-05T09:00:00+01:00';
