import type { IncomingMessage } from 'node:http';
import { parseAccept, type MediaType } from '../http/media-types.ts';
import { DicomWebProblem, notFound } from '../http/problem.ts';
import type { Answer, Target } from '../image-store.ts';
import { refusesForm, type ArchiveClient } from './archive-client.ts';
import { passed, pathOf } from './pass.ts';

/** Frames of an archive's instance, in the first of the welcome forms in which the archive gives them. */
export async function archivedFrames(
  client: ArchiveClient,
  target: Target,
  frames: readonly number[],
  accept: string,
): Promise<Answer> {
  const path = `${pathOf(target)}/frames/${frames.join(',')}`;
  for (const range of parseAccept(accept)) {
    const form = askedFor(range);
    const response = form === undefined ? undefined : await askInForm(client, path, form);
    if (response) return passed(response);
  }
  // Orthanc calls a frame that is not there, too, a wrong question. As it is stored, any frame is to be had.
  const stored = await askInForm(
    client,
    path,
    'multipart/related; type="application/octet-stream"; transfer-syntax=*',
  );
  if (!stored) throw notFound();
  stored.destroy();
  throw new DicomWebProblem('not-acceptable', 'The image archive does not give the frames in this form.');
}

/** Undefined: the archive does not give them so. */
async function askInForm(
  client: ArchiveClient,
  path: string,
  accept: string,
): Promise<IncomingMessage | undefined> {
  try {
    return await client.ask({ path, headers: { accept } });
  } catch (error) {
    if (refusesForm(error)) return undefined;
    throw error;
  }
}

/** A range of the Accept header as an archive understands it; undefined where frames cannot be of that form. */
function askedFor({ type, parameters }: MediaType): string | undefined {
  if (type === '*/*' || type === 'multipart/*') return '*/*';
  if (type !== 'multipart/related') return undefined;
  const contents = parameters['type'] ?? '*/*';
  const syntax = parameters['transfer-syntax'];
  if (contents === '*/*' && syntax === undefined) return '*/*';
  // What is neither is not passed on: it goes into a header.
  if (!/^[\w*-]+\/[\w.*+-]+$/.test(contents) || !/^(\*|[\d.]{1,64})$/.test(syntax ?? '*')) return undefined;
  return `multipart/related; type="${contents}"${syntax === undefined ? '' : `; transfer-syntax=${syntax}`}`;
}
