import { GitCompare, Hand, Link2, MapPin, Minus, MonitorUp } from 'lucide-react';
import { useImages } from '../store.ts';
import { type ImageCommand, isShown } from './command.ts';

/** Several images beside each other. */
export const comparing = {
  prior: {
    id: 'compare',
    label: 'images.compare.prior',
    icon: GitCompare,
    keys: ['Mod+o'],
    enabled: ({ stage }) => stage.kind === 'ready',
    run: (controller) => {
      useImages.setState({ choosingPrior: true });
      void controller.comparison.loadPriors();
    },
  },
  linkPosition: {
    id: 'link-position',
    label: 'images.compare.linkPosition',
    icon: MapPin,
    keys: ['q'],
    enabled: ({ engine }) => engine.cells.length > 1,
    lit: ({ engine }) => engine.scrollLink === 'position',
    run: ({ engine }) =>
      engine.linkScroll(engine.store.getState().scrollLink === 'position' ? 'off' : 'position'),
  },
  linkHand: {
    id: 'link-hand',
    label: 'images.compare.linkHand',
    icon: Hand,
    keys: ['Shift+q'],
    enabled: ({ engine }) => engine.cells.length > 1,
    lit: ({ engine }) => engine.scrollLink === 'hand',
    run: ({ engine }) => engine.linkScroll(engine.store.getState().scrollLink === 'hand' ? 'off' : 'hand'),
  },
  linkLook: {
    id: 'link-look',
    label: 'images.compare.linkLook',
    icon: Link2,
    keys: ['Alt+q'],
    enabled: ({ engine }) => engine.cells.length > 1,
    lit: ({ engine }) => engine.lookLink,
    run: ({ engine }) => engine.linkLook(!engine.store.getState().lookLink),
  },
  lines: {
    id: 'reference-lines',
    label: 'images.compare.lines',
    icon: Minus,
    keys: ['Shift+l'],
    enabled: ({ engine }) => engine.cells.length > 1,
    lit: ({ engine }) => engine.lines,
    run: ({ engine }) => engine.setLines(!engine.store.getState().lines),
  },
  otherScreen: {
    id: 'other-screen',
    label: 'images.compare.otherScreen',
    icon: MonitorUp,
    keys: [],
    enabled: isShown,
    run: (controller) => void controller.openAnother(),
  },
} as const satisfies Record<string, ImageCommand>;
