import { isLocalExamId } from '../../../src-shared/domain/local-exam.ts';
import type { InstanceRef } from '../../../src-shared/ipc/byte-channel.ts';
import type { Session } from '../../session/session.ts';
import { bytesByFetch } from '../../sources/portal/bytes-by-fetch.ts';
import { DicomWeb } from '../../sources/portal/dicomweb.ts';
import type { Http } from '../../sources/portal/http.ts';

/**
 * A copy that leaves for another system is a download, and the patient's history is to say so, also where the images are
 * on this computer already. So the first of them is asked for as a download, of which the first bytes are enough. A right
 * that is over is refused here. Without a network the portal can be told nothing.
 */
export const noteDownloadBy =
  (session: Session, http: Http, fetch: typeof globalThis.fetch) =>
  async ({ id }: { readonly id: string }, firstInstance: InstanceRef): Promise<void> => {
    const { active } = session;
    if (isLocalExamId(id) || !active.online) return;
    const { api, dicomweb } = active.discovered.endpoints;
    const source = new DicomWeb({
      portal: { apiBaseUrl: api, dicomwebBaseUrl: dicomweb },
      http,
      open: bytesByFetch(fetch),
      withToken: (use) => active.tokens.withToken(use),
    });
    const { signal } = new AbortController();
    const first = await source.instance(firstInstance, { purpose: 'download', signal });
    for await (const _bytes of first.bytes) break;
  };
