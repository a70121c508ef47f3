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

/** Every command, in the order of the help. */
export const allCommands: readonly ImageCommand[] = [
  ...Object.values(viewTools),
  ...Object.values(noteTools),
  ...Object.values(drawing),
  ...Object.values(editing),
  ...Object.values(scrolling),
  ...Object.values(looks),
  ...presets,
  ...Object.values(subtracting),
  ...Object.values(placing),
  ...Object.values(layouts),
  volume,
  ...Object.values(comparing),
  ...Object.values(keeping),
  ...Object.values(views),
];

/** The command that a key means now; undefined for a key that is not ours. */
export const commandForKey = (press: KeyPress, state: ImagesState): ImageCommand | undefined =>
  allCommands.find((command) => command.enabled(state) && command.keys.some((key) => matches(key, press)));
