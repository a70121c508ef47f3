import {
  parse,
  protocol,
  type PGlite as Database,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite';
import type { PGlite } from 'kysely';

// The embedded database plans every statement anew, which takes several times as long as running it. Here a statement
// that comes a second time is prepared, and from then on bound and run.

/** So many statements stay prepared. An IN list has a text for each of its lengths: there is no end to texts. */
const most = 300;

type Message = Parameters<typeof parse.parseResults>[0][number];

interface Prepared {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** How to read its rows; none where it has no rows. */
  readonly description: readonly Message[];
}

type Query = <T>(text: string, parameters?: unknown[], options?: QueryOptions) => Promise<Results<T>>;

/** The database as kysely's dialect asks for it: one query at a time. */
export function withPreparedStatements(database: Database): PGlite {
  /** By text, the last used last; null: seen once. */
  const known = new Map<string, Prepared | null>();
  let made = 0;

  const send = async (messages: readonly Uint8Array[]): Promise<Message[]> => {
    const bytes = Buffer.concat([...messages, protocol.serialize.sync()]);
    return (await database.runExclusive(() => database.execProtocol(bytes, { syncToFs: false }))).messages;
  };

  const prepare = async (text: string): Promise<Prepared> => {
    const name = `statement_${++made}`;
    const messages = await send([
      protocol.serialize.parse({ name, text }),
      protocol.serialize.describe({ type: 'S', name }),
    ]);
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults(messages),
      description: messages.filter((message) => message.name === 'rowDescription'),
    };
  };

  const preparedFor = async (text: string): Promise<Prepared | null> => {
    const before = known.get(text);
    const statement = before === null ? await prepare(text) : (before ?? null);
    known.delete(text);
    known.set(text, statement);
    for (const [oldest, unused] of known) {
      if (known.size <= most) break;
      known.delete(oldest);
      if (unused) await send([protocol.serialize.close({ type: 'S', name: unused.name })]);
    }
    return statement;
  };

  const written = (value: unknown, type: number | undefined): string | null => {
    if (value === null || value === undefined) return null;
    const serialize = type === undefined ? undefined : database.serializers[type];
    if (serialize) return serialize(value);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };

  const queryThrough =
    (plain: Query): Query =>
    async <T>(text: string, parameters: unknown[] = [], options: QueryOptions = {}): Promise<Results<T>> => {
      const statement = await preparedFor(text);
      if (!statement) return plain<T>(text, parameters, options);
      const values = parameters.map((value, index) => written(value, statement.parameterTypes[index]));
      const messages = await send([
        protocol.serialize.bind({ statement: statement.name, values }),
        protocol.serialize.execute({}),
      ]);
      const results = parse.parseResults([...statement.description, ...messages], database.parsers, options);
      return (results[0] ?? { rows: [], fields: [] }) as Results<T>;
    };

  const query = queryThrough((text, parameters, options) => database.query(text, parameters, options));
  return {
    get closed() {
      return database.closed;
    },
    get ready() {
      return database.ready;
    },
    waitReady: database.waitReady,
    close: () => database.close(),
    async query<T>(text: string, parameters?: unknown[], options?: QueryOptions) {
      const results = await query<T>(text, parameters, options);
      await database.syncToFs();
      return results;
    },
    transaction: (run) =>
      database.transaction((inside: Transaction) =>
        run({
          query: queryThrough((text, parameters, options) => inside.query(text, parameters, options)),
        } as Parameters<typeof run>[0]),
      ),
  };
}
