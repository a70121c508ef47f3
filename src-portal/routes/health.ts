import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../db/database.ts';
import { Refusal } from '../services/refusal.ts';

/** For a supervisor: the process answers, and it can work. */
export function healthRoutes(app: FastifyInstance, { db }: { db: Database }): void {
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (request) => {
    try {
      await sql`select 1`.execute(db);
    } catch (error) {
      request.log.error({ err: error }, 'database');
      throw new Refusal('unavailable');
    }
    return { status: 'ok' };
  });
}
