import type { IncomingMessage } from 'node:http';
import type { Answer, Target } from '../image-store.ts';

export function pathOf({ study, series, instance }: Target): string {
  return [`/studies/${study}`, series && `/series/${series}`, instance && `/instances/${instance}`]
    .filter(Boolean)
    .join('');
}

/** The archive's answer as it is, its body unread. */
export function passed(response: IncomingMessage): Answer {
  const headers: Record<string, string> = { 'cache-control': 'private, no-cache', vary: 'accept' };
  for (const name of ['content-type', 'content-length', 'content-encoding', 'etag']) {
    const value = response.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return { status: response.statusCode ?? 200, headers, body: response };
}
