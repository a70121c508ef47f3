import { expect, test } from 'vitest';
import { problemOf } from './access-code.ts';

test.each([
  ['', 'missing'],
  ['  ', 'missing'],
  ['K7QM', 'short'],
  ['K7QM-4TX', 'short'],
  ['- - - - - - - -', 'short'],
  ['K7QM-4TXP', null],
  ['k7qm 4txp', null],
  ['K7QM4TXP2F', null],
])('the code « %s » is %s', (code, problem) => {
  expect(problemOf(code)).toBe(problem);
});
