import type { IncomingMessage } from 'node:http';
import { defaultStoreLimits } from '../stow/limits.ts';
import { incomingParts } from '../stow/parts.ts';
import { collect } from './archive-client.ts';

/** A value up to this size is held in memory, for its length and for ranges of it. */
const maxHeld = 512 * 1024 * 1024;

/** The only part of an archive's multipart answer; undefined where there are several. Throws DicomWebProblem. */
export async function solePart(response: IncomingMessage, type: string): Promise<Buffer | undefined> {
  const parts = incomingParts(response, response.headers['content-type'], defaultStoreLimits, type);
  try {
    const first = await parts.next();
    if (first.done) return undefined;
    const bytes = await collect(first.value.bytes, maxHeld);
    const second = await parts.next();
    return second.done ? bytes : undefined;
  } finally {
    response.destroy();
  }
}
