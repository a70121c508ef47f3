import { expect, it, vi } from 'vitest';
import type { StackView } from '../stack-view.ts';
import type { ViewState } from '../view-state.ts';
import { PointerInput } from './pointer-input.ts';

/** As much of a viewport's element as is asked of it. */
function element(): HTMLElement {
  const box = { left: 100, top: 50, width: 400, height: 300 };
  return Object.assign(new EventTarget(), {
    dataset: {},
    getBoundingClientRect: () => box,
    setPointerCapture: () => undefined,
  }) as unknown as HTMLElement;
}

const pointer = (type: string, clientX: number, clientY: number): Event =>
  Object.assign(new Event(type), { pointerId: 1, pointerType: 'mouse', button: 0, clientX, clientY });

function stage() {
  const viewport = element();
  const pan = vi.fn();
  const view = { shown: null, look: { pan }, pause: () => undefined } as unknown as StackView;
  const history = { hold: vi.fn(), release: vi.fn() };
  new PointerInput(viewport, {
    view,
    notes: null as never,
    history,
    tool: () => 'pan',
    state: () => ({ count: 1 }) as ViewState,
    words: () => new Map(),
    magnify: () => undefined,
  });
  return { viewport, pan, history };
}

it('a drag goes as far as where it is let go, also where nothing came in between', () => {
  const { viewport, pan, history } = stage();
  viewport.dispatchEvent(pointer('pointerdown', 200, 100));
  viewport.dispatchEvent(pointer('pointermove', 210, 104));
  viewport.dispatchEvent(pointer('pointerup', 260, 130));
  expect(pan.mock.calls).toEqual([[{ x: 10, y: 4 }], [{ x: 50, y: 26 }]]);
  expect(history.release).toHaveBeenCalledOnce();
});

it('one that the system takes away ends where it was: its last place is none of the hand', () => {
  const { viewport, pan, history } = stage();
  viewport.dispatchEvent(pointer('pointerdown', 200, 100));
  viewport.dispatchEvent(pointer('pointermove', 210, 104));
  viewport.dispatchEvent(pointer('pointercancel', 0, 0));
  viewport.dispatchEvent(pointer('pointerup', 260, 130));
  expect(pan.mock.calls).toEqual([[{ x: 10, y: 4 }]]);
  expect(history.hold).toHaveBeenCalledOnce();
});
