import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { openDatabase, type Database } from '../../../src-portal/db/database.ts';
import { FilesStore } from '../../../src-portal/dicomweb/files/files-store.ts';
import type { ImageStore, Scope } from '../../../src-portal/dicomweb/image-store.ts';
import { dicomWeb, type ImageRead } from '../../../src-portal/dicomweb/plugin.ts';
import type { StoreLimits } from '../../../src-portal/dicomweb/stow/limits.ts';

export interface ImagePortal {
  /** Ends with /dicom-web. */
  readonly url: string;
  readonly store: FilesStore;
  readonly database: Database;
  readonly folder: string;
  /** What the asking person may see; changed by tests. */
  readonly rights: { scope: Scope; mayStore: boolean };
  readonly reads: ImageRead[];
  readonly storedStudies: string[];
  /** Aborted: the right to read ends in the middle of what is being sent. */
  readonly revocation: AbortController;
  readonly app: FastifyInstance;
  dispose(): Promise<void>;
}

/** The DICOMweb part alone on a free port, its rights in the test's hands. */
export async function startImagePortal(
  options: { inFrontOf?: ImageStore; storeLimits?: StoreLimits } = {},
): Promise<ImagePortal> {
  const folder = await mkdtemp(join(tmpdir(), 'emage-images-'));
  const database = await openDatabase({ kind: 'embedded', folder: join(folder, 'database') });
  const store = new FilesStore({ db: database, folder: join(folder, 'images') });
  const rights: ImagePortal['rights'] = { scope: 'all', mayStore: true };
  const reads: ImageRead[] = [];
  const storedStudies: string[] = [];
  const revocation = new AbortController();
  // A test leaves answers unread; nobody waits for those.
  const app = Fastify({ forceCloseConnections: true });
  let url = '';
  await app.register(dicomWeb, {
    prefix: '/dicom-web',
    store: options.inFrontOf ?? store,
    rights: {
      mayReadStudy: async (_request, uid) =>
        rights.scope === 'all' || rights.scope.includes(uid) ? { reports: true } : null,
      mayRead: async (_request, read) =>
        rights.scope === 'all' || rights.scope.includes(read.studyUid)
          ? {
              reports: true,
              record: async () => void reads.push(read),
              watch: () => ({ signal: revocation.signal, done: () => undefined }),
            }
          : null,
      readableStudies: async () => ({ scope: rights.scope }),
      mayStore: async () => rights.mayStore,
    },
    onStored: async (_request, studyUids) => void storedStudies.push(...studyUids),
    ...(options.storeLimits && { storeLimits: options.storeLimits }),
    baseUrl: () => url,
  });
  url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/dicom-web`;
  return {
    url,
    store,
    database,
    folder,
    rights,
    reads,
    storedStudies,
    revocation,
    app,
    async dispose() {
      await app.close();
      await store.close();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
