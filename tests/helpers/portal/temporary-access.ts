import { join } from 'node:path';
import { openDatabase } from '../../../src-portal/db/database.ts';
import { PortalClient } from './portal-client.ts';
import type { TestPortal } from './portal.ts';

/** A professional breaks the glass of the demo patient's record, over HTTP as their application does. */
export async function breakGlassOverHttp(
  portal: TestPortal,
  account: { username: string; password: string },
  reason: string,
): Promise<Response> {
  const client = await PortalClient.signIn(portal, account);
  const [patient] = await client.items('/api/v1/patients?q=martin%20jeanne');
  return client.post('/api/v1/break-glass', { patientId: patient?.['id'], reason });
}

/** Four hours are not waited for: the portal's clock cannot be moved, so its books are. It must be stopped. */
export async function endTemporaryAccessAt(portal: TestPortal, end: number): Promise<void> {
  const db = await openDatabase({ kind: 'embedded', folder: join(portal.dataFolder, 'database') });
  try {
    await db
      .updateTable('temporaryAccess')
      .set({ endsAt: new Date(end) })
      .where('endsAt', '>', new Date())
      .execute();
  } finally {
    await db.destroy();
  }
}
