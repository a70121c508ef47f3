import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/words/format.ts';
import { attachPane } from '../../../viewer/volume/attach-pane.ts';
import type { PaneName, PlaneName, VolumeMeasurement } from '../../../viewer/volume/volume-state.ts';
import { Edges } from '../cells/Edges.tsx';
import { AnnotationShape } from '../notes/AnnotationShape.tsx';
import '../notes/notes.css';
import { StraightLine } from '../cells/StraightLine.tsx';
import { useImages } from '../store.ts';
import { scaleWords, windowWords } from '../words.ts';
import { measurementLines } from './measurement-words.ts';
import { useVolume, useVolumeView } from './volume-context.ts';

/** Around the cross its lines leave a gap, so that they hide nothing of what one looks at. */
const GAP = 18;
/** And at the pane's edges, for the letters. */
const EDGE = 34;

const arrows: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function Cross({ name }: { readonly name: PlaneName }) {
  const lines = useVolume((state) => state.planes[name].lines);
  const focus = useVolume((state) => state.planes[name].focus);
  if (focus === null) return null;
  const heart = { x: focus.x - EDGE, y: focus.y - EDGE };
  return (
    <div aria-hidden className="volume-lines" style={{ inset: EDGE }}>
      {lines.flatMap(({ plane, a, b }) => {
        const reach = Math.hypot(b.x - a.x, b.y - a.y) / 2;
        const along = { x: (b.x - a.x) / 2 / reach, y: (b.y - a.y) / 2 / reach };
        const at = (far: number) => ({ x: heart.x + along.x * far, y: heart.y + along.y * far });
        return ([1, -1] as const).map((way) => (
          <StraightLine
            key={`${plane} ${way}`}
            className={`volume-line-${plane}`}
            from={at(way * GAP)}
            to={at(way * reach)}
          />
        ));
      })}
    </div>
  );
}

function LengthEnds({ name, made }: { readonly name: PlaneName; readonly made: VolumeMeasurement }) {
  const { t } = useTranslation();
  const format = useFormat();
  const view = useVolumeView();
  const slab = useVolume((state) => state.slab.thickness > 0);
  const lines = measurementLines(t, format, made, slab);
  const length = lines.join(', ');
  const pressed = (end: 'from' | 'to', event: KeyboardEvent): void => {
    const by = arrows[event.key];
    const at = end === 'from' ? made.a : made.b;
    if (by !== undefined) {
      const far = event.shiftKey ? 10 : 1;
      view.moveLength(made.id, end, name, { x: at.x + by.x * far, y: at.y + by.y * far });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      {(['from', 'to'] as const).map((end) => {
        const at = end === 'from' ? made.a : made.b;
        return (
          <button
            key={end}
            type="button"
            className="images-note-point"
            aria-label={t(made.kind === 'length' ? 'images.rulerEnd' : 'volume.areaCorner', { length })}
            style={{ left: at.x, top: at.y }}
            onFocus={() => view.chooseLength(made.id)}
            onKeyDown={(event) => pressed(end, event)}
          />
        );
      })}
      <span
        aria-hidden
        className="images-note-label"
        style={{
          left: `min(${Math.max(made.a.x, made.b.x)}px + 0.875rem, 100% - 6rem)`,
          top: made.a.x > made.b.x ? made.a.y : made.b.y,
        }}
      >
        {lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </>
  );
}

function Lengths({ name }: { readonly name: PlaneName }) {
  const lengths = useVolume((state) => state.planes[name].measurements);
  const chosen = useVolume((state) => state.chosen);
  if (lengths.length === 0) return null;
  return (
    <div className="images-notes">
      <svg aria-hidden width="100%" height="100%">
        {lengths.map(({ id, kind, a, b }) => (
          <AnnotationShape key={id} kind={kind} points={[a, b]} selected={id === chosen} />
        ))}
      </svg>
      {lengths.map((made) => (
        <LengthEnds key={made.id} name={name} made={made} />
      ))}
    </div>
  );
}

function PlaneWords({ name }: { readonly name: PlaneName }) {
  const { t } = useTranslation();
  const format = useFormat();
  const plane = useVolume((state) => state.planes[name]);
  const window = useVolume((state) => state.window);
  const active = useVolume((state) => state.active === name);
  const value = useVolume((state) => state.value);
  const slab = useVolume((state) => state.slab);
  const professional = useImages(({ mode }) => mode === 'professional');
  const [width, centre] = window === null ? [] : windowWords(t, format, window);
  return (
    <div className="images-overlay">
      {plane.letters !== null && <Edges letters={plane.letters} />}
      <div className="images-corner images-corner-top-left">
        <strong className={`volume-name volume-name-${name}`}>{t(`volume.pane.${name}`)}</strong>
        {plane.oblique && <span>{t('volume.oblique')}</span>}
        {slab.thickness > 0 && (
          <span>{t(`volume.slabOf.${slab.mode}`, { length: format.number(slab.thickness) })}</span>
        )}
      </div>
      <div className="images-corner images-corner-top-right">
        <span>{t('images.counter', { index: plane.step, count: plane.steps })}</span>
      </div>
      <div className="images-corner images-corner-bottom-left">
        {plane.scale !== null && (
          <span className="images-scale">
            <span className="images-scale-bar" style={{ width: plane.scale.length }} />
            {scaleWords(t, format, plane.scale.millimetres, false)}
          </span>
        )}
      </div>
      <div className="images-corner images-corner-bottom-right">
        {active && value !== null && window?.hounsfield === true && (
          <span>{t('volume.value', { value: format.number(Math.round(value)), units: window.units })}</span>
        )}
        {active && professional && window !== null && (
          <span className="images-window">
            <span>{width}</span> · <span>{centre}</span>
          </span>
        )}
      </div>
    </div>
  );
}

function SpaceWords() {
  const { t } = useTranslation();
  const letters = useVolume((state) => state.space.letters);
  const preset = useVolume((state) => state.space.preset);
  const ready = useVolume((state) => state.stage.kind === 'shown');
  return (
    <div className="images-overlay">
      {letters !== null && ready && <Edges letters={letters} />}
      <div className="images-corner images-corner-top-left">
        <strong className="volume-name">{t('volume.pane.space')}</strong>
        {ready && <span>{t(`volume.preset.${preset}`)}</span>}
      </div>
      {!ready && <p className="images-loading">{t('volume.spaceWaits')}</p>}
    </div>
  );
}

/** One of the four pictures of a volume. */
export function VolumePane({ name }: { readonly name: PaneName }) {
  const { t } = useTranslation();
  const view = useVolumeView();
  const canvas = useRef<HTMLDivElement>(null);
  const active = useVolume((state) => state.active === name);
  const hidden = useVolume((state) => state.large !== null && state.large !== name);
  const tool = useVolume((state) => state.tool);
  const step = useVolume((state) => (name === 'space' ? null : state.planes[name].step));
  const steps = useVolume((state) => (name === 'space' ? 0 : state.planes[name].steps));
  useEffect(
    () => (canvas.current === null ? undefined : attachPane(view, name, canvas.current)),
    [view, name],
  );
  const words = t(`volume.pane.${name}`);
  return (
    <div
      className="volume-pane"
      // Arrow keys belong to the picture here, also for a screen reader.
      role="application"
      aria-label={step === null ? words : t('volume.paneStep', { pane: words, index: step, count: steps })}
      aria-describedby="volume-help"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- an application takes the focus (ARIA 1.2 §5.3.1)
      tabIndex={0}
      hidden={hidden}
      data-pane={name}
      data-active={active}
      data-tool={name === 'space' ? 'turn' : tool}
      onFocus={() => view.activate(name)}
    >
      <div ref={canvas} className="images-canvas" />
      {name !== 'space' && <Cross name={name} />}
      {name !== 'space' && <Lengths name={name} />}
      {name === 'space' ? <SpaceWords /> : <PlaneWords name={name} />}
    </div>
  );
}
