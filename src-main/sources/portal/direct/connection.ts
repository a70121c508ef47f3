import { connect as connectPlain, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import { AnswerReader, NotHttp, type AnswerHead } from './answer-reader.ts';

/** Where a connection leads. */
export interface Target {
  readonly origin: string;
  /** In PEM: the authority that the system trusts for this host. Null for plain HTTP, which does not leave this computer. */
  readonly authority: string | null;
}

/**
 * Read into again and again: memory that is new for every piece costs more than all the rest (docs/benchmarks.md). There are two
 * in turn, so that the connection reads on while the first is looked at: to stop and to go on, each wakes another thread. As large
 * as a CT slice: a slice then comes in one piece or two, and each piece costs as much as sealing a tenth of one.
 */
const BUFFER_BYTES = 512 * 1024;
const CONNECT_WITHIN_MS = 10_000;
const NOTHING = new Uint8Array();

interface Exchange {
  readonly reader: AnswerReader;
  /** Parts of the buffers: the one that is being looked at, and those that nobody has asked for yet. */
  readonly pieces: Buffer[];
  wake: () => void;
  failed: Error | null;
}

/** One connection, for one request after the other. */
export class Connection {
  readonly #socket: Socket;
  #exchange: Exchange | null = null;
  #closed: Error | null = null;
  #ended = false;
  /** Not a byte comes before somebody asks for it; so it begins. */
  #stopped = true;
  readonly #onFree: (connection: Connection) => void;
  /** How many answers it has given. */
  answers = 0;

  constructor({ origin, authority }: Target, onFree: (connection: Connection) => void) {
    this.#onFree = onFree;
    const { hostname, port, protocol } = new URL(origin);
    // An IPv6 address stands in brackets in a URL.
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    const buffers = [Buffer.allocUnsafeSlow(BUFFER_BYTES), Buffer.allocUnsafeSlow(BUFFER_BYTES)] as const;
    let turn = 0;
    const options: TcpNetConnectOpts = {
      host,
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
      noDelay: true,
      onread: {
        buffer: () => buffers[(turn ^= 1)] ?? buffers[0],
        callback: (bytes, buffer) => this.#receive(Buffer.from(buffer.buffer, buffer.byteOffset, bytes)),
      },
    };
    this.#socket =
      authority === null
        ? connectPlain(options)
        : connectSecure({ ...options, ca: authority, servername: hostname, ALPNProtocols: ['http/1.1'] });
    this.#socket.on('error', (error) => (this.#closed ??= error));
    this.#socket.on('end', () => (this.#ended = true));
    this.#socket.on('close', () => this.#end());
    this.#socket.setTimeout(CONNECT_WITHIN_MS, () => {
      if (this.#socket.connecting) this.close(new Error('ERR_CONNECTION_TIMED_OUT'));
    });
  }

  get isOpen(): boolean {
    return this.#closed === null && !this.#socket.destroyed;
  }

  close(error = new Error('ERR_ABORTED')): void {
    this.#closed ??= error;
    this.#socket.destroy();
  }

  /** Rejects where no answer comes. `head`: the request as it is sent. `onEnd`: the body was read, or left. */
  async ask(
    head: string,
    onEnd: () => void,
  ): Promise<{ head: AnswerHead; body: AsyncGenerator<Uint8Array> }> {
    const exchange: Exchange = {
      reader: new AnswerReader(),
      pieces: [],
      wake: () => undefined,
      failed: this.#closed,
    };
    this.#exchange = exchange;
    this.#socket.write(head);
    this.#readOn();
    while (!exchange.reader.head && !exchange.failed) await changeOf(exchange);
    if (!exchange.reader.head) throw exchange.failed ?? new NotHttp('no head');
    this.answers += 1;
    const body = this.#body(exchange, onEnd);
    // One that was not begun would not notice that it is left.
    await body.next();
    return { head: exchange.reader.head, body };
  }

  async *#body(exchange: Exchange, onEnd: () => void): AsyncGenerator<Uint8Array> {
    const { reader } = exchange;
    try {
      yield NOTHING;
      for (;;) {
        for (let [piece] = exchange.pieces; piece; [piece] = exchange.pieces) {
          yield piece;
          exchange.pieces.shift();
        }
        if (reader.isDone) return;
        if (exchange.failed) throw exchange.failed;
        // Nobody looks at a buffer any more.
        this.#readOn();
        await changeOf(exchange);
      }
    } finally {
      onEnd();
      this.#exchange = null;
      if (reader.leavesOpen && this.isOpen) {
        // So that it hears when the other side closes it.
        this.#readOn();
        this.#onFree(this);
      } else this.close();
    }
  }

  #readOn(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#socket.resume();
  }

  /** False: not a byte more before all of these were used. */
  #receive(bytes: Buffer): boolean {
    const exchange = this.#exchange;
    if (!exchange) {
      this.close(new NotHttp('unasked'));
      return false;
    }
    const isLookedAt = exchange.pieces.length > 0;
    try {
      const pieces = exchange.reader.feed(bytes);
      exchange.pieces.push(...pieces);
    } catch (error) {
      exchange.failed = error instanceof Error ? error : new NotHttp('unreadable');
      this.close();
    }
    exchange.wake();
    this.#stopped = isLookedAt || exchange.failed !== null;
    return !this.#stopped;
  }

  #end(): void {
    const error = this.#closed ?? new Error('ERR_CONNECTION_CLOSED');
    this.#closed = error;
    const exchange = this.#exchange;
    if (!exchange || exchange.failed) return;
    try {
      // Only an end that the other side sent is one.
      if (this.#ended) exchange.reader.end();
      else if (!exchange.reader.isDone) exchange.failed = error;
    } catch (broken) {
      exchange.failed = broken instanceof Error ? broken : error;
    }
    exchange.wake();
  }
}

const changeOf = (exchange: Exchange): Promise<void> =>
  new Promise((resolve) => {
    exchange.wake = resolve;
  });
