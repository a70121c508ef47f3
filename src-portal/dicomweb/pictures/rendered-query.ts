import { parseAccept } from '../http/media-types.ts';
import { DicomWebProblem } from '../http/problem.ts';
import type { Window, WindowShape } from './greyscale.ts';

/** How a picture is wanted (PS3.18 §8.3.5). */
export interface RenderedQuery {
  readonly type: 'image/jpeg' | 'image/png';
  /** The picture is made to fit into it; null for its own size. */
  readonly viewport: { readonly width: number; readonly height: number } | null;
  readonly window: Window | null;
  /** 1 to 100, for JPEG. */
  readonly quality: number;
}

const maxSide = 8_192;
const shapes: Readonly<Record<string, WindowShape>> = {
  linear: 'LINEAR',
  'linear-exact': 'LINEAR_EXACT',
  sigmoid: 'SIGMOID',
};

/** Throws DicomWebProblem. */
export function parseRenderedQuery(accept: string, query: URLSearchParams): RenderedQuery {
  return {
    type: typeOf(accept),
    viewport: viewportOf(query.get('viewport')),
    window: windowOf(query.get('window')),
    quality: qualityOf(query.get('quality')),
  };
}

function typeOf(accept: string): RenderedQuery['type'] {
  for (const { type } of parseAccept(accept)) {
    if (type === 'image/jpeg' || type === 'image/*' || type === '*/*') return 'image/jpeg';
    if (type === 'image/png') return 'image/png';
  }
  throw new DicomWebProblem('not-acceptable', 'Pictures are given as image/jpeg or image/png.');
}

function viewportOf(value: string | null): RenderedQuery['viewport'] {
  if (value === null) return null;
  const match = /^(\d{1,5}),(\d{1,5})$/.exec(value);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || width < 1 || height < 1 || width > maxSide || height > maxSide) throw invalid('viewport');
  return { width, height };
}

function windowOf(value: string | null): Window | null {
  if (value === null) return null;
  const [center, width, shape, ...rest] = value.split(',');
  const decimal = /^[-+]?\d{1,15}(\.\d{1,15})?$/;
  const named = shapes[shape ?? 'linear'];
  if (!decimal.test(center ?? '') || !decimal.test(width ?? '') || !named || rest.length > 0)
    throw invalid('window');
  if (Number(width) < (named === 'LINEAR' ? 1 : Number.MIN_VALUE)) throw invalid('window');
  return { center: Number(center), width: Number(width), shape: named };
}

function qualityOf(value: string | null): number {
  if (value === null) return 90;
  const quality = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (quality < 1 || quality > 100) throw invalid('quality');
  return quality;
}

function invalid(name: string): DicomWebProblem {
  return new DicomWebProblem(
    'invalid-request',
    `The parameter ${name} is not written as PS3.18 §8.3.5 has it.`,
  );
}
