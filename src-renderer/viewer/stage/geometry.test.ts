import { describe, expect, it } from 'vitest';
import { edgeLetters, lettersOf, posedLetters } from './orientation.ts';
import { scaleBar } from './scale-bar.ts';

describe('edgeLetters', () => {
  it('names the sides of an axial and of a sagittal picture', () => {
    expect(edgeLetters([1, 0, 0, 0, 1, 0], null)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' });
    expect(edgeLetters([0, 1, 0, 0, 0, -1], null)).toEqual({ left: 'A', right: 'P', top: 'H', bottom: 'F' });
  });

  it('names two directions where the plane is oblique, the main one first', () => {
    expect(lettersOf([0.8, 0.6, 0])).toBe('LP');
    expect(lettersOf([0.99, 0.1, 0])).toBe('L');
  });

  it('takes the Patient Orientation of a radiograph, and says nothing without one', () => {
    expect(edgeLetters(null, ['L', 'F'])).toEqual({ left: 'R', right: 'L', top: 'H', bottom: 'F' });
    expect(edgeLetters(null, null)).toBeNull();
  });

  it('turns and mirrors with the picture', () => {
    const letters = { top: 'A', right: 'L', bottom: 'P', left: 'R' };
    expect(posedLetters(letters, { turns: 1, mirrored: false })).toEqual({
      top: 'R',
      right: 'A',
      bottom: 'L',
      left: 'P',
    });
    expect(posedLetters(letters, { turns: 0, mirrored: true })).toEqual({
      ...letters,
      right: 'R',
      left: 'L',
    });
  });
});

describe('scaleBar', () => {
  it('is a round length that fits', () => {
    expect(scaleBar(2, 140)).toEqual({ millimetres: 50, length: 100 });
    expect(scaleBar(0.01, 140)?.millimetres).toBe(10_000);
    expect(scaleBar(0, 140)).toBeNull();
  });
});
