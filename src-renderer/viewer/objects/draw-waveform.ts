import type { WaveformChannel, WaveformGroup } from './waveform.ts';

/** How a curve is put on paper. */
export interface WaveformPaper {
  /** Millimetres a second. */
  readonly speed: number;
  /** Millimetres a millivolt. */
  readonly gain: number;
  /** `columns`: the usual sheet, four columns of three leads and one in full below. `rows`: each lead in full. */
  readonly arrangement: 'columns' | 'rows';
}

/** A lead's piece of paper, in millimetres. */
interface Strip {
  readonly channel: WaveformChannel;
  readonly left: number;
  readonly middle: number;
  /** Samples. */
  readonly from: number;
  readonly to: number;
}

export interface WaveformSheet {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly strips: readonly Strip[];
}

const MARGIN = 8;
/** Below the last row, for the scale; as high as a millivolt and what is around it. */
const footOf = ({ gain }: WaveformPaper): number => gain + 8;
/** Millimetres a row: ±1.25 mV at the usual gain. */
const ROW = 25;

const standardLeads = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

/** Whether a group is an ECG of twelve leads, long enough for the usual sheet. */
export const hasStandardLeads = ({ channels, frequency }: WaveformGroup): boolean =>
  standardLeads.every((lead) => channels.some(({ label }) => label.toLowerCase() === lead.toLowerCase())) &&
  (channels[0]?.samples.length ?? 0) / frequency >= 4;

const findLead = ({ channels }: WaveformGroup, lead: string): WaveformChannel | undefined =>
  channels.find(({ label }) => label.toLowerCase() === lead.toLowerCase());

/** Where each lead stands. */
export const layOut = (group: WaveformGroup, paper: WaveformPaper): WaveformSheet => {
  const { frequency, channels } = group;
  const length = channels.reduce((most, { samples }) => Math.max(most, samples.length), 0);
  const width = (length / frequency) * paper.speed;
  const row = ROW * Math.max(1, paper.gain / 10);
  if (paper.arrangement === 'rows' || !hasStandardLeads(group)) {
    const strips = channels.map((channel, at) => ({
      channel,
      left: MARGIN,
      middle: MARGIN + row * (at + 0.5),
      from: 0,
      to: channel.samples.length,
    }));
    return { width: width + MARGIN * 2, height: row * channels.length + MARGIN + footOf(paper), strips };
  }
  const quarter = Math.floor(length / 4);
  const strips = standardLeads.flatMap((lead, at): Strip[] => {
    const channel = findLead(group, lead);
    const column = Math.floor(at / 3);
    if (channel === undefined) return [];
    return [
      {
        channel,
        left: MARGIN + (column * width) / 4,
        middle: MARGIN + row * ((at % 3) + 0.5),
        from: column * quarter,
        to: (column + 1) * quarter,
      },
    ];
  });
  const rhythm = findLead(group, 'II');
  if (rhythm !== undefined)
    strips.push({
      channel: rhythm,
      left: MARGIN,
      middle: MARGIN + row * 3.5,
      from: 0,
      to: rhythm.samples.length,
    });
  return { width: width + MARGIN * 2, height: row * 4 + MARGIN + footOf(paper), strips };
};

const drawGrid = (context: CanvasRenderingContext2D, { width, height }: WaveformSheet): void => {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const [step, colour, line] of [
    [1, '#f6dcd8', 0.08],
    [5, '#e5aaa2', 0.14],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    for (let x = 0; x <= width; x += step) {
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
    for (let y = 0; y <= height; y += step) {
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
    context.stroke();
  }
};

const middleOf = (samples: Float32Array): number => {
  // Curves without a known baseline are drawn around their own middle.
  let [low, high] = [Infinity, -Infinity];
  for (const value of samples) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return Number.isFinite(low) ? (low + high) / 2 : 0;
};

/** Heights mean millivolts only where the file says so; other curves fill their strip. */
const heightOf = ({ unit, samples }: WaveformChannel, gain: number): ((value: number) => number) => {
  if (unit === 'mV') return (value) => value * gain;
  const middle = middleOf(samples);
  let most = 0;
  for (const value of samples) {
    if (!Number.isNaN(value)) most = Math.max(most, Math.abs(value - middle));
  }
  return (value) => ((value - middle) / (most || 1)) * (ROW * 0.4);
};

const drawStrip = (
  context: CanvasRenderingContext2D,
  { channel, left, middle, from, to }: Strip,
  { frequency }: WaveformGroup,
  { speed, gain }: WaveformPaper,
): void => {
  const height = heightOf(channel, gain);
  context.beginPath();
  let down = false;
  for (let at = from; at < to; at += 1) {
    const value = channel.samples[at] ?? NaN;
    if (Number.isNaN(value)) {
      down = false;
      continue;
    }
    const x = left + ((at - from) / frequency) * speed;
    const y = middle - height(value);
    if (down) context.lineTo(x, y);
    else context.moveTo(x, y);
    down = true;
  }
  context.stroke();
  context.fillText(channel.label, left + 1, middle - ROW * 0.32);
  if (from > 0) {
    context.beginPath();
    context.moveTo(left, middle - 4);
    context.lineTo(left, middle + 4);
    context.stroke();
  }
};

/** A millivolt high and a fifth of a second wide, as machines begin their sheets; and in words what a millimetre is. */
const drawScale = (context: CanvasRenderingContext2D, { speed, gain }: WaveformPaper, foot: number): void => {
  const [x, width] = [4, speed / 5];
  context.beginPath();
  context.moveTo(x, foot);
  context.lineTo(x + 1, foot);
  context.lineTo(x + 1, foot - gain);
  context.lineTo(x + 1 + width, foot - gain);
  context.lineTo(x + 1 + width, foot);
  context.lineTo(x + 2 + width, foot);
  context.stroke();
  context.fillText(`${speed} mm/s · ${gain} mm/mV`, x + 4 + width, foot);
};

/** Whether its heights are known. */
export const isCalibrated = ({ channels }: WaveformGroup): boolean =>
  channels.every(({ unit }) => unit === 'mV');

/** Draws the curves on their grid; `scale` is device pixels a millimetre. */
export const drawWaveform = (
  canvas: HTMLCanvasElement,
  group: WaveformGroup,
  paper: WaveformPaper,
  scale: number,
): void => {
  const sheet = layOut(group, paper);
  canvas.width = Math.max(1, Math.round(sheet.width * scale));
  canvas.height = Math.max(1, Math.round(sheet.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  drawGrid(context, sheet);
  context.strokeStyle = '#1c1c1e';
  context.fillStyle = '#1c1c1e';
  context.lineWidth = 0.28;
  context.lineJoin = 'round';
  context.font = '600 3.2px "Atkinson Hyperlegible Next Variable", sans-serif';
  for (const strip of sheet.strips) drawStrip(context, strip, group, paper);
  // On a thick line, so that its squares can be counted.
  if (isCalibrated(group)) drawScale(context, paper, Math.floor((sheet.height - 1) / 5) * 5);
};
