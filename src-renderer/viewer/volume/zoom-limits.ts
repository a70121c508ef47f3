/** Smallest and largest zoom against fitting. */
export const ZOOM_LIMITS = { least: 0.25, most: 40 } as const;
