import { setImmediate } from 'node:timers/promises';

// A viewer has six requests under way, and hundreds of people more: what each of them asks of the database is the same statement.
// Starting it takes longer than one more row of it.

interface Round<Q, A> {
  readonly questions: Q[];
  readonly places: Map<string, number>;
  readonly answers: Promise<readonly (A | undefined)[]>;
}

/**
 * Asks for all who ask at one time at once. What is asked while a statement runs goes with the next: an answer is never older than
 * its question. The same question (`keyOf`) is put once. One that the database refuses fails all that go with it: check what is
 * put into it before.
 */
export function together<Q, A>(
  keyOf: (question: Q) => string,
  ask: (questions: readonly Q[]) => Promise<readonly (A | undefined)[]>,
): (question: Q) => Promise<A | undefined> {
  let last: Promise<unknown> = Promise.resolve();
  let next: Round<Q, A> | undefined;

  const newRound = (): Round<Q, A> => {
    const questions: Q[] = [];
    const askAll = async (): Promise<readonly (A | undefined)[]> => {
      await last;
      // After whatever else has come in by now.
      await setImmediate();
      next = undefined;
      return ask(questions);
    };
    const answers = askAll();
    last = answers.catch(() => undefined);
    return { questions, places: new Map(), answers };
  };

  return async (question) => {
    const round = (next ??= newRound());
    const key = keyOf(question);
    const place = round.places.get(key) ?? round.questions.push(question) - 1;
    round.places.set(key, place);
    return (await round.answers)[place];
  };
}

/** A row that says which question it answers: `with ordinality`, from 1. */
export interface InPlace {
  readonly place: number;
}

/** Rows in the order of their questions. */
export function inPlaces<R extends InPlace>(rows: readonly R[], count: number): (R | undefined)[] {
  const placed = new Array<R | undefined>(count).fill(undefined);
  for (const row of rows) placed[row.place - 1] = row;
  return placed;
}
