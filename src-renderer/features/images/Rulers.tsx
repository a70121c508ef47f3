import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import type { DrawnMeasurement } from '../../viewer/view-state.ts';
import { rulerWords } from './ruler-words.ts';
import { useCell, useView } from './cell-context.ts';

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function Ends({ ruler }: { readonly ruler: DrawnMeasurement }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stack } = useCell();
  const label = t('images.rulerEnd', { length: rulerWords(t, format, ruler) });
  const pressed = (end: 'from' | 'to', event: KeyboardEvent): void => {
    const by = arrows[event.key];
    if (by !== undefined) {
      const far = event.shiftKey ? 10 : 1;
      stack.nudgeRuler(ruler.id, end, { x: by.x * far, y: by.y * far });
    } else if (event.key === 'Delete' || event.key === 'Backspace') stack.removeRuler(ruler.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (['from', 'to'] as const).map((end) => {
    const at = end === 'from' ? ruler.a : ruler.b;
    return (
      <button
        key={end}
        type="button"
        className="images-ruler-end"
        aria-label={label}
        style={{ left: at.x, top: at.y }}
        onKeyDown={(event) => pressed(end, event)}
      />
    );
  });
}

/** The measurements drawn over the image; their ends can be dragged, or moved with the arrow keys. */
export function Rulers() {
  const { t } = useTranslation();
  const format = useFormat();
  const rulers = useView((view) => view.measurements);
  if (rulers.length === 0) return null;
  return (
    <div className="images-ruler-layer">
      <svg aria-hidden width="100%" height="100%">
        {rulers.map(({ id, a, b }) => (
          <g key={id}>
            <line className="images-ruler-shadow" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
            <line className="images-ruler-line" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
          </g>
        ))}
      </svg>
      {rulers.map((ruler) => (
        <span
          key={ruler.id}
          aria-hidden
          className="images-ruler-length"
          style={{ left: Math.max(ruler.a.x, ruler.b.x), top: ruler.a.x > ruler.b.x ? ruler.a.y : ruler.b.y }}
        >
          {rulerWords(t, format, ruler)}
        </span>
      ))}
      {rulers.map((ruler) => (
        <Ends key={ruler.id} ruler={ruler} />
      ))}
    </div>
  );
}
