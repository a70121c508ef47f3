import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { instanceForms } from '../http/forms.ts';
import { DicomWebProblem, notFound } from '../http/problem.ts';
import { multipartStream, type Part } from '../http/multipart-writer.ts';
import { singleFileHead } from '../http/single-file.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import { readTransferSyntax } from '../part10/header.ts';
import { refusesForm, type ArchiveClient } from './archive-client.ts';
import { passed, pathOf } from './pass.ts';
import { solePart } from './sole-part.ts';

/** Whole instances of an archive, which may write them in another transfer syntax (PS3.18 §10.4.1.1.1). */
export async function archivedInstances(client: ArchiveClient, target: Target, ask: Ask): Promise<Answer> {
  const forms = instanceForms(ask.accept, target.instance !== undefined);
  if (forms.length === 0) {
    throw new DicomWebProblem(
      'not-acceptable',
      'Instances are given as multipart/related of application/dicom.',
    );
  }
  for (const { form, syntax } of forms) {
    // A single file without a syntax is given as it is stored, and says which it is.
    const wanted = form === 'single' ? (syntax ?? '*') : syntax;
    const response = await askInSyntax(client, pathOf(target), wanted);
    if (!response) continue;
    return form === 'single' ? singleInstance(response, ask) : passed(response);
  }
  throw notInThisSyntax();
}

/** Some of a study's instances, where the whole of it must not be asked for. At least one. */
export async function archivedInstancesOneByOne(
  client: ArchiveClient,
  instances: readonly Required<Target>[],
  ask: Ask,
): Promise<Answer> {
  const [first, ...rest] = instances;
  if (!first) throw notFound();
  for (const { syntax } of instanceForms(ask.accept, false)) {
    const begin = await partOf(client, first, syntax);
    if (!begin) continue;
    async function* parts(beginning: Part): AsyncGenerator<Part> {
      yield beginning;
      for (const instance of rest) {
        const part = await partOf(client, instance, syntax);
        if (!part) throw notInThisSyntax();
        yield part;
      }
    }
    return multipartStream('application/dicom', parts(begin));
  }
  throw notInThisSyntax();
}

/** Undefined: it is not to be had in this syntax. */
async function partOf(
  client: ArchiveClient,
  instance: Required<Target>,
  syntax: string | undefined,
): Promise<Part | undefined> {
  const response = await askInSyntax(client, pathOf(instance), syntax);
  if (!response) return undefined;
  const bytes = await solePart(response, 'application/dicom');
  if (!bytes) throw notFound();
  return {
    headers: { 'Content-Type': `application/dicom; transfer-syntax=${transferSyntaxOf(bytes)}` },
    bytes,
  };
}

const notInThisSyntax = (): DicomWebProblem =>
  new DicomWebProblem('not-acceptable', 'The instances are not to be had in this transfer syntax.');

/** Undefined: they are not to be had in this syntax. */
async function askInSyntax(
  client: ArchiveClient,
  path: string,
  syntax: string | undefined,
): Promise<IncomingMessage | undefined> {
  if (syntax !== undefined && !/^(\*|[\d.]{1,64})$/.test(syntax)) return undefined;
  const plain = 'multipart/related; type="application/dicom"';
  const accept = syntax === undefined ? plain : `${plain}; transfer-syntax=${syntax}`;
  try {
    return await client.ask({ path, headers: { accept } });
  } catch (error) {
    if (syntax !== undefined && syntax !== '*' && refusesForm(error)) return undefined;
    throw error;
  }
}

/** Archives need not give an instance outside of multipart, nor ranges of it: the part is taken out here. */
async function singleInstance(response: IncomingMessage, ask: Ask): Promise<Answer> {
  const bytes = await solePart(response, 'application/dicom');
  if (!bytes) throw notFound();
  const { status, headers, part } = singleFileHead(
    {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      transferSyntaxUid: transferSyntaxOf(bytes),
    },
    ask,
  );
  return { status, headers, body: part && bytes.subarray(part.start, part.start + part.length) };
}

function transferSyntaxOf(file: Buffer): string {
  try {
    return readTransferSyntax(file);
  } catch {
    throw new DicomWebProblem('unavailable', 'The image archive gives something else than a DICOM file.');
  }
}
