import { sql, type CompiledQuery, type Kysely, type RawBuilder } from 'kysely';

// Putting a statement together takes longer than running it: seven tables' worth of objects, made, translated and written
// as text, for each request. What every request asks is put together once, with places where values go.

/** A value of a statement that is run again and again, or where it will stand. */
export type Value<T> = T | RawBuilder<T>;

/** Gives each value its place. */
export type Places<V> = <K extends keyof V & string>(name: K) => RawBuilder<V[K]>;

/** Where a value goes: kysely keeps it among the parameters as it is. */
class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A statement that is compiled at its first use. `build` is given a place for each value; what it makes must not depend on the
 * values themselves.
 */
export function statement<DB, V extends object, R>(
  build: (db: Kysely<DB>, place: Places<V>) => CompiledQuery<R>,
): (db: Kysely<DB>, values: V) => Promise<R[]> {
  let compiled: CompiledQuery<R> | undefined;
  return async (db, values) => {
    compiled ??= build(db, (name) => sql`${new Place(name)}`);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Place ? values[value.name as keyof V] : value,
    );
    return (await db.executeQuery<R>({ ...compiled, parameters })).rows;
  };
}
