import type { TestPortal } from './portal.ts';

/** Speaks to a portal over HTTP as anybody could: to see that what the application shows is really so. */
export class PortalClient {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  static async token(portal: TestPortal, grant: Record<string, string>): Promise<Response> {
    return fetch(`${portal.url}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(grant),
    });
  }

  static async with(portal: TestPortal, grant: Record<string, string>): Promise<PortalClient> {
    const response = await PortalClient.token(portal, grant);
    if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
    const { access_token: token } = (await response.json()) as { access_token: string };
    return new PortalClient(portal.url, token);
  }

  static signIn(
    portal: TestPortal,
    { username, password }: { username: string; password: string },
  ): Promise<PortalClient> {
    return PortalClient.with(portal, { grant_type: 'password', username, password });
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, { headers: { authorization: `Bearer ${this.#token}` } });
  }

  post(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  patch(path: string, body: unknown): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  delete(path: string): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${this.#token}` },
    });
  }

  /** Stores one DICOM file (STOW-RS), as an archive sends what a hospital publishes. */
  store(file: Buffer): Promise<Response> {
    const head = Buffer.from('--part\r\nContent-Type: application/dicom\r\n\r\n');
    return fetch(`${this.#url}/dicom-web/studies`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/dicom+json',
        'content-type': 'multipart/related; type="application/dicom"; boundary=part',
      },
      body: new Uint8Array(Buffer.concat([head, file, Buffer.from('\r\n--part--\r\n')])),
    });
  }

  async items(path: string): Promise<Record<string, unknown>[]> {
    const response = await this.get(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return ((await response.json()) as { items: Record<string, unknown>[] }).items;
  }
}
