import { AppFailure, type ErrorCode } from '../../../src-shared/errors.ts';
import type { VolumeRefusal } from './plan-volume.ts';

const codes: Readonly<Record<VolumeRefusal, ErrorCode>> = {
  'no-geometry': 'volume-no-geometry',
  'too-few': 'volume-too-few',
  mixed: 'volume-mixed',
  uneven: 'volume-uneven',
};

export const refusalOf = (refusal: VolumeRefusal): AppFailure =>
  new AppFailure(codes[refusal], `no volume: ${refusal}`);
