import { join } from 'node:path';
import { openDatabase } from '../../src-portal/db/database.ts';
import type { TestPortal } from './portal.ts';

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
