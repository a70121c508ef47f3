import { expect, it } from 'vitest';
import { isCalibrated, layOut } from './draw-waveform.ts';
import type { WaveformGroup } from './waveform.ts';

const group = (unit: string): WaveformGroup => ({
  label: '',
  frequency: 500,
  channels: ['I', 'II'].map((label) => ({ label, unit, samples: new Float32Array(5000) })),
});

it('leaves room for the scale below the curves, also where a millivolt is high', () => {
  for (const gain of [5, 10, 20]) {
    const { height, strips } = layOut(group('mV'), { speed: 25, gain, arrangement: 'rows' });
    const last = Math.max(...strips.map(({ middle }) => middle));
    // Half a row, the millivolt, and up to a square to the thick line.
    expect(height - last).toBeGreaterThanOrEqual((25 * Math.max(1, gain / 10)) / 2 + gain + 6);
  }
});

it('has no scale where nobody knows what a height means', () => {
  expect(isCalibrated(group('mV'))).toBe(true);
  expect(isCalibrated(group('mmHg'))).toBe(false);
});
