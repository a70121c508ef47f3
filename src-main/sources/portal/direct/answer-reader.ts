/** What a server says before the bytes (RFC 9112 §4, §5). */
export interface AnswerHead {
  readonly status: number;
  /** Names in lower case; of a field that comes twice, the first. */
  readonly fields: ReadonlyMap<string, string>;
}

/** The server does not speak HTTP/1.1, or not so that its bytes could be trusted. */
export class NotHttp extends Error {
  constructor(what: string) {
    super(`answer: ${what}`);
    this.name = 'NotHttp';
  }
}

const MOST_HEAD = 64 * 1024;
const LONGEST_LINE = 8 * 1024;
const EMPTY = Buffer.alloc(0);
type State = 'head' | 'sized' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'to-the-end' | 'done';

/**
 * Reads one answer to a GET as its bytes come (RFC 9112 §6, §7). What it hands out are views of what it was given: nothing
 * of a body is copied or held.
 */
export class AnswerReader {
  head: AnswerHead | null = null;
  #state: State = 'head';
  /** Bytes of the body, or of its chunk, that are still to come. */
  #left = 0;
  /** The beginning of a head or a line that is not all here. */
  #begun: Buffer = EMPTY;

  /** All of it is here. */
  get isDone(): boolean {
    return this.#state === 'done';
  }

  /** The connection can be used again: what belonged to this answer is read, and it said where it ends. */
  get leavesOpen(): boolean {
    return this.isDone && this.head?.fields.get('connection')?.toLowerCase() !== 'close';
  }

  /** Answers the pieces of the body that are in these bytes. Throws `NotHttp`. */
  feed(bytes: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    let rest = bytes;
    while (rest.byteLength > 0) {
      if (this.#state === 'done') throw new NotHttp('more than one');
      rest = this.#step(rest, pieces);
    }
    return pieces;
  }

  /** The connection ended. Throws `NotHttp` where more was to come. */
  end(): void {
    if (this.#state === 'to-the-end') this.#state = 'done';
    if (this.#state !== 'done') throw new NotHttp('ERR_CONNECTION_CLOSED: it broke off');
  }

  #step(bytes: Buffer, pieces: Buffer[]): Buffer {
    switch (this.#state) {
      case 'head': {
        const found = this.#until('\r\n\r\n', bytes, MOST_HEAD);
        if (found) this.#begin(found.text);
        return found?.rest ?? EMPTY;
      }
      case 'sized':
      case 'chunk': {
        const piece = bytes.subarray(0, this.#left);
        this.#left -= piece.byteLength;
        if (piece.byteLength > 0) pieces.push(piece);
        if (this.#left === 0) this.#state = this.#state === 'sized' ? 'done' : 'chunk-end';
        return bytes.subarray(piece.byteLength);
      }
      case 'to-the-end':
        pieces.push(bytes);
        return EMPTY;
      case 'done':
        return EMPTY;
      default:
        return this.#line(bytes);
    }
  }

  #line(bytes: Buffer): Buffer {
    const found = this.#until('\r\n', bytes, LONGEST_LINE);
    if (!found) return EMPTY;
    const { text, rest } = found;
    if (this.#state === 'trailer') {
      if (text === '') this.#state = 'done';
    } else if (this.#state === 'chunk-end') {
      if (text !== '') throw new NotHttp('a chunk longer than it said');
      this.#state = 'chunk-size';
    } else {
      const size = /^([0-9a-f]{1,12})\s*(?:;|$)/i.exec(text)?.[1];
      if (size === undefined) throw new NotHttp('a chunk without a size');
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? 'trailer' : 'chunk';
    }
    return rest;
  }

  /** The text before `mark`, once that has come, and what follows it. */
  #until(mark: string, bytes: Buffer, most: number): { text: string; rest: Buffer } | null {
    const all = this.#begun.byteLength > 0 ? Buffer.concat([this.#begun, bytes]) : bytes;
    const at = all.indexOf(mark, 0, 'latin1');
    if (at > most || (at < 0 && all.byteLength > most)) throw new NotHttp('a head without an end');
    if (at < 0) {
      // A copy: whoever gave the bytes uses their place again.
      this.#begun = Buffer.from(all);
      return null;
    }
    this.#begun = EMPTY;
    return { text: all.toString('latin1', 0, at), rest: all.subarray(at + mark.length) };
  }

  #begin(text: string): void {
    const [first = '', ...lines] = text.split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(first)?.[1] ?? NaN);
    if (!(status >= 100)) throw new NotHttp('no status');
    // 'Wait' and 'processing' come before the answer.
    if (status < 200) return;
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name, value] = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new NotHttp('a field that is none');
      const known = fields.get(name.toLowerCase());
      // Two lengths, and two ways to find an end, are how answers are smuggled (RFC 9112 §6.3).
      if (known !== undefined && known !== value && /^(content-length|transfer-encoding)$/i.test(name))
        throw new NotHttp('two lengths');
      if (known === undefined) fields.set(name.toLowerCase(), value);
    }
    this.head = { status, fields };
    this.#left = 0;
    const coding = fields.get('transfer-encoding');
    const length = fields.get('content-length');
    if (status === 204 || status === 304) this.#state = 'done';
    else if (coding !== undefined) {
      if (coding.toLowerCase() !== 'chunked' || length !== undefined) throw new NotHttp('an unknown coding');
      this.#state = 'chunk-size';
    } else if (length === undefined) this.#state = 'to-the-end';
    else {
      if (!/^\d{1,15}$/.test(length)) throw new NotHttp('a length that is none');
      this.#left = Number(length);
      this.#state = this.#left === 0 ? 'done' : 'sized';
    }
  }
}
