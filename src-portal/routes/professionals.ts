import type { FastifyInstance } from 'fastify';
import type {
  BreakGlassData,
  EndTemporaryAccessData,
  ListPatientsData,
  ListTemporaryAccessData,
} from '../../src-shared/portal-api/generated/types.gen.ts';
import { principalOf } from '../http/authenticate.ts';
import { on } from '../http/contract.ts';
import { throttled } from '../http/throttle.ts';
import type { BreakGlass } from '../services/break-glass.ts';
import type { Patients } from '../services/patients.ts';

export function professionalRoutes(
  app: FastifyInstance,
  { patients, breakGlass }: { patients: Patients; breakGlass: BreakGlass },
): void {
  on<ListPatientsData>(
    app,
    'listPatients',
    async ({ query }, request) => ({
      items: await patients.find(principalOf(request), query.q),
      nextCursor: null,
    }),
    // Enough to type a name; too little to copy the list of patients.
    throttled('patients', 120, '1 minute'),
  );

  on<ListTemporaryAccessData>(app, 'listTemporaryAccess', async (_input, request) => ({
    items: await breakGlass.list(principalOf(request)),
    nextCursor: null,
  }));

  on<EndTemporaryAccessData>(app, 'endTemporaryAccess', async ({ path }, request, reply) => {
    await breakGlass.end(principalOf(request), path.id);
    return reply.code(204).send();
  });

  on<BreakGlassData>(
    app,
    'breakGlass',
    async ({ body }, request, reply) =>
      reply.code(201).send(await breakGlass.open(principalOf(request), body)),
    throttled('break-glass', 20, '1 hour'),
  );
}
