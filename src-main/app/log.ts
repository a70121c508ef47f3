import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';
/** What goes with an event. Ids, codes, counts and durations; never a name, an address, a label or a token. */
export type LogFields = Readonly<Record<string, unknown>>;

export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const largestFile = 1_000_000;

/** One JSON line an event, to whatever `write` is. Every text passes `redact`: the rule above is kept twice. */
export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const at =
    (level: Level) =>
    (event: string, fields: LogFields = {}) =>
      write(JSON.stringify({ at: now().toISOString(), level, event, ...cleaned(fields) }));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

const cleaned = (fields: LogFields): LogFields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, cleanedValue(value)]));

function cleanedValue(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'string') return redact(value);
  // A stack tells where; its first line is the message, which may quote what it failed on.
  if (value instanceof Error) return redact(`${value.name}: ${value.message}\n${stackOf(value)}`);
  return typeof value;
}

const stackOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');

/** Appends to `folder/main.log`; a full file becomes `main.1.log`. A disk that refuses must not end the application. */
export function fileWriter(folder: string): (line: string) => void {
  const file = join(folder, 'main.log');
  return (line) => {
    try {
      mkdirSync(folder, { recursive: true });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestFile)
        renameSync(file, join(folder, 'main.1.log'));
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // Nowhere left to say it.
    }
  };
}
