// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { mapText, unrotate, type Box } from './text-map.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const box: fc.Arbitrary<Box> = fc
  .record({ left: share, top: share, right: share, bottom: share })
  .map(({ left, top, right, bottom }) => ({
    left: Math.min(left, right),
    top: Math.min(top, bottom),
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
  }));

describe('unrotate', () => {
  test('four quarter turns are none', () =>
    fc.assert(
      fc.property(box, (start) => {
        let turned = start;
        for (let turn = 0; turn < 4; turn += 1) turned = unrotate(turned, 90);
        for (const key of ['left', 'top', 'width', 'height'] as const)
          expect(turned[key]).toBeCloseTo(start[key], 9);
      }),
    ));

  test('a turn and its opposite are none; the box stays on the page', () =>
    fc.assert(
      fc.property(box, fc.constantFrom(0, 90, 180, 270), (start, degrees) => {
        const turned = unrotate(start, degrees);
        expect(turned.left).toBeGreaterThan(-1e-9);
        expect(turned.left + turned.width).toBeLessThan(1 + 1e-9);
        const back = unrotate(turned, 360 - degrees);
        expect(back.left).toBeCloseTo(start.left, 9);
        expect(back.top).toBeCloseTo(start.top, 9);
      }),
    ));

  test('the top left corner of a page turned clockwise is its bottom left', () =>
    expect(unrotate({ left: 0, top: 0, width: 0.1, height: 0.2 }, 90)).toEqual({
      left: 0,
      top: 0.9,
      width: 0.2,
      height: 0.1,
    }));
});

describe('mapText', () => {
  const page = (html: string): { layer: HTMLElement; spans: HTMLElement[]; strings: string[] } => {
    const layer = document.createElement('div');
    layer.innerHTML = html;
    layer.getBoundingClientRect = () => new DOMRect(0, 0, 100, 200);
    const spans = [...layer.querySelectorAll('span')].filter((span) => !span.closest('span span'));
    return { layer, spans, strings: spans.map((span) => span.textContent) };
  };

  test('lines end where pdf.js breaks them', () => {
    const { layer, spans, strings } = page('<span>série 2,</span><br><span>image</span><span> 87</span>');
    expect(mapText(layer, spans, strings).text).toBe('série 2,\nimage 87');
  });

  test('a place is found across lines, and in a run that a search has cut', () => {
    const { layer, spans, strings } = page('<span>(sé<span>rie</span> 2,</span><br><span>image 87)</span>');
    const seen: string[] = [];
    const rects = vi.fn(function (this: Range) {
      seen.push(this.toString());
      return [new DOMRect(10, 20, 30, 40)];
    });
    Range.prototype.getClientRects = rects as unknown as Range['getClientRects'];
    const map = mapText(layer, spans, strings);
    const start = map.text.indexOf('série');
    const boxes = map.boxes(start, map.text.length - 1);
    expect(seen).toEqual(['série 2,', 'image 87']);
    expect(boxes[0]).toEqual({ left: 0.1, top: 0.1, width: 0.3, height: 0.2 });
  });
});
