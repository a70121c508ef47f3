import type { Kysely } from 'kysely';
import { instanceForms, type Form } from '../http/forms.ts';
import { DicomWebProblem } from '../http/problem.ts';
import { singleFileHead } from '../http/single-file.ts';
import type { Answer, Ask, Target } from '../image-store.ts';
import type { ImageTables } from '../schema.ts';
import type { ImageFolder } from './folder.ts';
import { instancesOf, urlOf, type StoredInstance } from './instances.ts';
import { poured, pouredParts } from './poured-parts.ts';

/** Whole instances as Part 10 files, byte for byte as they came in (PS3.18 §10.4.1.1.1). */
export async function answerInstances(
  db: Kysely<ImageTables>,
  folder: ImageFolder,
  target: Target,
  ask: Ask,
): Promise<Answer> {
  const instances = await instancesOf(db, target, ask);
  const only = target.instance === undefined ? undefined : instances[0];
  const form = negotiate(ask.accept, instances, only !== undefined);
  return form === 'single' && only
    ? answerSingle(folder, only, ask)
    : answerMultipart(folder, instances, ask);
}

function negotiate(accept: string, instances: readonly StoredInstance[], isOneInstance: boolean): Form {
  const forms = instanceForms(accept, isOneInstance);
  // Nothing is transcoded: without a transfer syntax, too, the answer is what was stored, and says which it is.
  const given = forms.find(
    ({ syntax = '*' }) =>
      syntax === '*' || instances.every(({ transferSyntaxUid }) => transferSyntaxUid === syntax),
  );
  if (given) return given.form;
  throw forms.length > 0
    ? new DicomWebProblem('not-acceptable', 'The instances are stored in another transfer syntax.')
    : new DicomWebProblem('not-acceptable', 'Instances are given as multipart/related of application/dicom.');
}

async function answerSingle(folder: ImageFolder, instance: StoredInstance, ask: Ask): Promise<Answer> {
  const { status, headers, part } = singleFileHead(instance, ask);
  return { status, headers, body: part && (await poured([{ path: folder.pathOf(instance), ...part }])) };
}

const answerMultipart = (
  folder: ImageFolder,
  instances: readonly StoredInstance[],
  { baseUrl }: Ask,
): Promise<Answer> =>
  pouredParts(
    'application/dicom',
    instances.map((instance) => ({
      headers: {
        'Content-Type': `application/dicom; transfer-syntax=${instance.transferSyntaxUid}`,
        'Content-Location': urlOf(baseUrl, instance),
      },
      segments: [{ path: folder.pathOf(instance), start: 0, length: instance.bytes }],
    })),
  );
