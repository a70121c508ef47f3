import { parseAccept, type MediaType } from './media-types.ts';

/** A single file, or multipart/related of several. */
export type Form = 'single' | 'multipart';

/** The forms an Accept header allows for whole instances, the preferred first, each with the transfer syntax it asks for. */
export function instanceForms(
  accept: string,
  isOneInstance: boolean,
): { readonly form: Form; readonly syntax: string | undefined }[] {
  return formsOf(accept, 'application/dicom')
    .filter(({ form }) => form === 'multipart' || isOneInstance)
    .map(({ form, range }) => ({
      form,
      // Who takes any form takes any syntax.
      syntax: range.type.endsWith('/*') ? '*' : range.parameters['transfer-syntax'],
    }));
}

export const bulkDataForms = (accept: string): Form[] =>
  formsOf(accept, 'application/octet-stream').map(({ form }) => form);

function formsOf(accept: string, contents: string): { readonly form: Form; readonly range: MediaType }[] {
  return parseAccept(accept).flatMap((range) => {
    const form = formOf(range, contents);
    return form ? [{ form, range }] : [];
  });
}

function formOf({ type, parameters }: MediaType, contents: string): Form | undefined {
  if (type === contents || type === 'application/*') return 'single';
  if (type === '*/*' || type === 'multipart/*') return 'multipart';
  if (type !== 'multipart/related') return undefined;
  return ['*/*', contents].includes(parameters['type']?.toLowerCase() ?? '*/*') ? 'multipart' : undefined;
}
