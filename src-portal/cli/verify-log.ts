import type { Portal } from '../portal.ts';
import { verifyAccessLog } from '../services/access-log.ts';

/** Exit status 1: something was changed, taken out or cut off. */
export async function verifyLog(
  { db }: Portal,
  { head, events }: Readonly<Record<string, string | boolean | undefined>>,
): Promise<number> {
  const known =
    typeof head === 'string' && typeof events === 'string' ? { head, events: Number(events) } : undefined;
  const result = await verifyAccessLog(db, known);
  console.log(JSON.stringify(result));
  return result.intact ? 0 : 1;
}
