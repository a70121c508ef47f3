import { expect, test } from 'vitest';
import { faultSchema } from '../../src-shared/ipc/schemas/help.ts';
import { faultOf } from './faults.ts';

test('a fault is told by its kind and place, and by none of its words', () => {
  const error = new RangeError('MARTIN Jeanne was born on\n    at the wrong time');
  error.stack = `RangeError: MARTIN Jeanne was born\n    at draw (app://shell/assets/main.js:1:2)\n    at ${'x'.repeat(999)}`;
  const fault = faultSchema.parse(faultOf(error));
  expect(fault.name).toBe('RangeError');
  expect(fault.at[0]).toBe('at draw (app://shell/assets/main.js:1:2)');
  expect(JSON.stringify(fault)).not.toContain('Jeanne');
});

test('whatever is thrown can be told', () => {
  const odd = Object.assign(new Error('x'), { name: 'Martin, Jeanne' });
  for (const thrown of ['Jeanne', null, undefined, 7, {}, odd])
    expect(JSON.stringify(faultSchema.parse(faultOf(thrown)))).not.toContain('Jeanne');
});
