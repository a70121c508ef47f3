// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { GpuContext } from './gpu-context.ts';

it('has a canvas as large as what is drawn lately, and no larger for long', () => {
  const context = new GpuContext();
  const size = () => [context.canvas.width, context.canvas.height];
  context.view(1200, 900);
  expect(size()).toEqual([1200, 900]);
  for (let at = 0; at < 80; at += 1) context.view(600, at % 2 === 0 ? 400 : 450);
  expect(size()).toEqual([600, 450]);
  context.view(700, 100);
  expect(size()).toEqual([700, 450]);
});
