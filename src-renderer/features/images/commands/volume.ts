import { Box } from 'lucide-react';
import type { ImagesController } from '../controller.ts';
import { hasMany, type ImageCommand } from './command.ts';

/** The active cell's series as a volume. Its code comes when it is asked for. */
const open = async ({ engine }: ImagesController): Promise<void> => {
  const cell = engine.active;
  const { VolumeView } = await import('../../../viewer/volume/volume-view.ts');
  cell.takeAs((sources, images) => new VolumeView(sources, images));
};

export const volume: ImageCommand = {
  id: 'volume',
  label: 'images.action.volume',
  icon: Box,
  keys: ['v'],
  // A clip is one place at many moments.
  enabled: (state) => hasMany(state) && state.view.cine?.ownRate === null,
  run: (controller) => void open(controller),
};
