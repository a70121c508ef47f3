import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../ui/words/format.ts';
import { Select } from '../../../ui/fields/Select.tsx';
import {
  drawWaveform,
  hasStandardLeads,
  isCalibrated,
  layOut,
  type WaveformPaper,
} from '../../../viewer/objects/draw-waveform.ts';
import type { WaveformGroup, WaveformObject } from '../../../viewer/objects/waveform.ts';

const speeds = ['25', '50'] as const;
const gains = ['5', '10', '20'] as const;

/** CSS pixels a millimetre: at least enough to count the small squares. */
const LEAST_SCALE = 3;

function Sheet({ group, paper }: { readonly group: WaveformGroup; readonly paper: WaveformPaper }) {
  const { t } = useTranslation();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = (): void => {
      if (frame.current === null || canvas.current === null) return;
      const { width } = layOut(group, paper);
      const scale = Math.max(LEAST_SCALE, frame.current.clientWidth / width);
      drawWaveform(canvas.current, group, paper, scale * window.devicePixelRatio);
      canvas.current.style.width = `${width * scale}px`;
    };
    const observer = new ResizeObserver(draw);
    if (frame.current !== null) observer.observe(frame.current);
    return () => observer.disconnect();
  }, [group, paper]);
  const seconds = (group.channels[0]?.samples.length ?? 0) / group.frequency;
  return (
    <div
      ref={frame}
      className="objects-paper"
      // It scrolls sideways where the sheet is wider: keys reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="group"
      aria-label={t('images.objects.curves')}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('images.objects.curvesOf', {
          leads: group.channels.map(({ label }) => label).join(', '),
          seconds: format.number(seconds),
        })}
      />
    </div>
  );
}

/** An ECG, or other curves, on squared paper. */
export function WaveformBody({ object }: { readonly object: WaveformObject }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [group] = object.groups;
  const [at, setAt] = useState('0');
  const [speed, setSpeed] = useState<(typeof speeds)[number]>('25');
  const [gain, setGain] = useState<(typeof gains)[number]>('10');
  const [arrangement, setArrangement] = useState<WaveformPaper['arrangement']>('columns');
  const shown = object.groups[Number(at)] ?? group;
  if (shown === undefined) return null;
  const calibrated = isCalibrated(shown);
  return (
    <div className="objects-waveform">
      <div className="objects-controls" role="group" aria-label={t('images.objects.paper')}>
        {object.groups.length > 1 && (
          <Select
            label={t('images.objects.recording')}
            choices={object.groups.map(({ label }, index) => ({
              id: String(index),
              label: label === '' ? String(index + 1) : label,
            }))}
            value={at}
            onChange={setAt}
          />
        )}
        <Select
          label={t('images.objects.speed')}
          choices={speeds.map((id) => ({ id, label: t('images.objects.speedOf', { speed: id }) }))}
          value={speed}
          onChange={setSpeed}
        />
        {calibrated && (
          <Select
            label={t('images.objects.gain')}
            choices={gains.map((id) => ({ id, label: t('images.objects.gainOf', { gain: id }) }))}
            value={gain}
            onChange={setGain}
          />
        )}
        {hasStandardLeads(shown) && (
          <Select
            label={t('images.objects.arrangement')}
            choices={(['columns', 'rows'] as const).map((id) => ({
              id,
              label: t(`images.objects.arrangements.${id}`),
            }))}
            value={arrangement}
            onChange={setArrangement}
          />
        )}
      </div>
      <p className="objects-note">
        {calibrated
          ? t('images.objects.squares', {
              // What a small square of a millimetre stands for.
              time: format.number(1000 / Number(speed)),
              height: format.number(1 / Number(gain)),
            })
          : t('images.objects.uncalibrated')}
      </p>
      <Sheet group={shown} paper={{ speed: Number(speed), gain: Number(gain), arrangement }} />
      {object.notes.length > 0 && (
        <section className="objects-text">
          <h3>{t('images.objects.machineNotes')}</h3>
          <p className="objects-caution">{t('images.objects.machineCaution')}</p>
          <ul>
            {object.notes.map((note, index) => (
              <li key={index}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
