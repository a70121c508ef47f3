import { z } from 'zod';
import { AppFailure } from '../../../src-shared/errors.ts';
import { isSecure } from '../../sources/portal/secure-address.ts';
import { multipartOf } from './multipart.ts';

export interface ArchiveOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
}

const patienceMs = 120_000;

/** Of the store answer (PS3.18 §10.5.3, PS3.18 Annex I.2) we need to know how many were not taken. */
const answerSchema = z.object({
  '00081198': z.object({ Value: z.array(z.unknown()).optional() }).optional(),
});

/** As a person wrote it: an address that health data may be sent to, without what does not belong to it. */
export function archiveUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username + url.password !== '')
    throw new AppFailure('pacs-address-invalid', 'no address of a DICOMweb service');
  if (!isSecure(url)) throw new AppFailure('portal-insecure-address', 'HTTP to another computer');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** A doctor's own archive, as DICOMweb speaks to it. */
export class Archive {
  readonly #options: ArchiveOptions;

  constructor(options: ArchiveOptions) {
    this.#options = options;
  }

  /** Is there a DICOMweb service that takes the name and the password? Asks for one study and looks at none. */
  async check(): Promise<void> {
    const { status } = await this.#ask('/studies?limit=1', { headers: { accept: 'application/dicom+json' } });
    if (status !== 200 && status !== 204)
      throw new AppFailure('pacs-failed', `the archive answered ${status}`);
  }

  /** Answers how many of them the archive would not take. */
  async store(instances: readonly Uint8Array[], signal: AbortSignal): Promise<number> {
    const { contentType, body } = multipartOf(instances);
    const response = await this.#ask('/studies', {
      method: 'POST',
      headers: { 'content-type': contentType, accept: 'application/dicom+json' },
      body,
      signal,
    });
    // 202: some were stored, 409: none were.
    if (![200, 202, 409].includes(response.status))
      throw new AppFailure('pacs-failed', `the archive answered ${response.status}`);
    const answer = answerSchema.safeParse(await response.json().catch(() => null));
    const refused = answer.success ? (answer.data['00081198']?.Value?.length ?? 0) : 0;
    if (response.status === 409) return instances.length;
    return Math.min(refused, instances.length);
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const { fetch, url, username, password } = this.#options;
    const headers = new Headers(init.headers);
    if (username !== null)
      headers.set(
        'authorization',
        `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`,
      );
    const patience = AbortSignal.timeout(patienceMs);
    const signal = init.signal ? AbortSignal.any([init.signal, patience]) : patience;
    let response: Response;
    try {
      // An archive that sends us on sends health data on: no redirect is followed.
      response = await fetch(`${url}${path}`, {
        ...init,
        headers,
        signal,
        redirect: 'error',
        cache: 'no-store',
      });
    } catch {
      if (init.signal?.aborted) throw new AppFailure('cancelled', 'sending was stopped');
      throw new AppFailure('pacs-unreachable', 'no answer from the archive');
    }
    if (response.status === 401 || response.status === 403)
      throw new AppFailure('pacs-refused', `the archive answered ${response.status}`);
    return response;
  }
}
