import { z } from 'zod';

/**
 * What who manages a computer decides for everybody at it (docs/managed-computers.md). Each entry stands alone: one that is
 * of no use is left out and said in the log, the rest holds.
 */
const entries = {
  /** The portal that the sign-in page begins with. */
  portalAddress: z.url({ protocol: /^https$/ }),
  /** `off`: updates come with the computer's own management. */
  updates: z.enum(['automatic', 'off']),
  /** Gigabytes that exams which are not kept may take at most. */
  cacheLimitGigabytes: z.coerce.number().min(0.5).max(1000),
  /** `system` is the default; `direct` uses none; else `host:port` of an HTTP proxy. */
  proxy: z.union([z.enum(['system', 'direct']), z.string().regex(/^[a-z\d.-]{1,253}:\d{1,5}$/i)]),
} as const;

type Entries = typeof entries;
export type Policy = { readonly [N in keyof Entries]?: z.output<Entries[N]> };

/** Reads what was found in the policy's place. `refused` names the entries that were left out. */
export function parsePolicy(found: unknown): {
  readonly policy: Policy;
  readonly refused: readonly string[];
} {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    return { policy: {}, refused: found === null ? [] : ['*'] };
  const policy: Record<string, unknown> = {};
  const refused: string[] = [];
  for (const [name, value] of Object.entries(found)) {
    const schema = Object.hasOwn(entries, name) ? entries[name as keyof Entries] : undefined;
    const parsed = schema?.safeParse(value);
    if (parsed?.success) policy[name] = parsed.data;
    else refused.push(name.slice(0, 40));
  }
  return { policy: policy, refused };
}
