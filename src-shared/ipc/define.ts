import { z } from 'zod';

// Zod compiles parsers with `new Function`; our Content Security Policy forbids that in every window.
z.config({ jitless: true });

/** The kinds of window there are; a call names those that may make it. */
export type WindowKind = 'shell' | 'viewer';
export const shell: readonly WindowKind[] = ['shell'];
export const viewer: readonly WindowKind[] = ['viewer'];
export const both: readonly WindowKind[] = ['shell', 'viewer'];

export const nothing = z.undefined();

export interface CallSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly from: readonly WindowKind[];
  readonly input: I;
  readonly output: O;
}

/** One line of the table: who may call, what goes in, what comes out. */
export const call = <I extends z.ZodType, O extends z.ZodType>(
  from: readonly WindowKind[],
  input: I,
  output: O,
): CallSpec<I, O> => ({ from, input, output });
