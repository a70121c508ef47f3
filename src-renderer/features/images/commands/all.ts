import type { ImagesState } from '../store.ts';
import type { ImageCommand } from './command.ts';
import { comparing } from './compare.ts';
import { editing } from './edit.ts';
import { views } from './help.ts';
import { type KeyPress, matches } from './keys.ts';
import { keeping } from './keep.ts';
import { layouts } from './layout.ts';
import { looks, presets } from './look.ts';
import { placing } from './place.ts';
import { scrolling } from './scroll.ts';
import { subtracting } from './subtract.ts';
import { drawing, noteTools, viewTools } from './tools.ts';
import { volume } from './volume.ts';

/** Every command, as the help has them. */
export const commandGroups = {
  tools: [
    ...Object.values(viewTools),
    ...Object.values(noteTools),
    ...Object.values(drawing),
    ...Object.values(editing),
  ],
  images: Object.values(scrolling),
  light: [...Object.values(looks), ...presets, ...Object.values(subtracting)],
  place: Object.values(placing),
  layout: [...Object.values(layouts), volume, ...Object.values(comparing)],
  keep: Object.values(keeping),
  window: Object.values(views),
} as const satisfies Record<string, readonly ImageCommand[]>;

export const allCommands: readonly ImageCommand[] = Object.values(commandGroups).flat();

/** The command that a key means now; undefined for a key that is not ours. */
export const commandForKey = (press: KeyPress, state: ImagesState): ImageCommand | undefined =>
  allCommands.find((command) => command.enabled(state) && command.keys.some((key) => matches(key, press)));
