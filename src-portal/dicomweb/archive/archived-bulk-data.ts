import type { IncomingMessage } from 'node:http';
import { bulkDataForms } from '../http/forms.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import type { ArchiveClient } from './archive-client.ts';
import { passed, pathOf } from './pass.ts';
import { solePart } from './sole-part.ts';

/** A value that an archive's metadata name by a BulkDataURI. Archives need not give one outside of multipart. */
export async function archivedBulkData(
  client: ArchiveClient,
  target: Target,
  path: string,
  ask: Ask,
): Promise<Answer> {
  for (const form of bulkDataForms(ask.accept)) {
    const response = await askForValue(client, pathOf(target), path);
    if (form === 'multipart') return passed(response);
    const body = await solePart(response, 'application/octet-stream');
    if (!body) continue;
    return {
      status: 200,
      headers: {
        'cache-control': 'private, no-cache',
        vary: 'accept',
        'content-type': 'application/octet-stream',
      },
      body,
    };
  }
  throw new DicomWebProblem('not-acceptable', 'Bulk data are given as application/octet-stream.');
}

async function askForValue(client: ArchiveClient, instance: string, path: string): Promise<IncomingMessage> {
  const headers = { accept: 'multipart/related; type="application/octet-stream"' };
  try {
    return await client.ask({ path: `${instance}/bulkdata/${path}`, headers });
  } catch (error) {
    if (!(error instanceof DicomWebProblem) || error.code !== 'not-found') throw error;
    // Orthanc calls it so.
    return client.ask({ path: `${instance}/bulk/${path.toLowerCase()}`, headers });
  }
}
