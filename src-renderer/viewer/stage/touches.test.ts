import { describe, expect, it } from 'vitest';
import { Touches } from './touches.ts';

const event = (pointerId: number, pointerType = 'touch') =>
  ({ pointerId, pointerType }) as unknown as PointerEvent;

describe('fingers', () => {
  it('that go apart enlarge around their middle, and move the picture with it', () => {
    const touches = new Touches();
    touches.down(event(1), { x: 100, y: 100 });
    expect(touches.several).toBe(false);
    touches.down(event(2), { x: 200, y: 100 });
    expect(touches.several).toBe(true);
    expect(touches.move(event(2), { x: 300, y: 100 })).toEqual({
      factor: 2,
      middle: { x: 200, y: 100 },
      by: { x: 50, y: 0 },
    });
    // From where it went to, not from where it began.
    expect(touches.move(event(2), { x: 300, y: 100 })?.factor).toBe(1);
  });

  it('are counted while they are there, and a mouse is none', () => {
    const touches = new Touches();
    touches.down(event(1, 'mouse'), { x: 0, y: 0 });
    touches.down(event(2), { x: 10, y: 0 });
    expect(touches.several).toBe(false);
    expect(touches.move(event(2), { x: 20, y: 0 })).toBeNull();
    expect(touches.move(event(1, 'mouse'), { x: 20, y: 0 })).toBeNull();
    touches.down(event(3), { x: 30, y: 0 });
    touches.up(event(2));
    expect(touches.several).toBe(false);
    expect(touches.move(event(3), { x: 40, y: 0 })).toBeNull();
  });
});
