import type { Log } from '../log.ts';
import { parsePolicy, type Policy } from './policy.ts';
import { readPolicyPlace } from './read-policy.ts';

/** This computer's policy. One that cannot be read counts as none: the application starts all the same, and the log says it. */
export function loadPolicy(file: string | null, log: Log): Policy {
  try {
    const { policy, refused } = parsePolicy(readPolicyPlace(process.platform, file));
    if (refused.length > 0) log.warn('policy entries of no use', { names: refused.join(', ') });
    const names = Object.keys(policy);
    if (names.length > 0) log.info('policy', { names: names.join(', ') });
    return policy;
  } catch (error) {
    log.error('policy not read', { error });
    return {};
  }
}
