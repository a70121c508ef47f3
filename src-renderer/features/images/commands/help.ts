import { Captions, Fullscreen, Keyboard, ListTree, Stethoscope, UserRound } from 'lucide-react';
import { ObjectsView } from '../../../viewer/objects/objects-view.ts';
import { type ImagesState, type TagsOf, useImages } from '../store.ts';
import { type ImageCommand, isShown } from './command.ts';

/** What the active cell shows one instance of: an image, a report, a film. */
const instanceOn = ({ cell, view }: ImagesState): TagsOf | null => {
  const { series: address, other } = cell;
  const uid = other instanceof ObjectsView ? other.sopInstanceUid : (view.image?.sopInstanceUid ?? '');
  return address === null || uid === '' ? null : { address, sopInstanceUid: uid };
};

/** The window itself. */
export const views = {
  fullScreen: {
    id: 'full-screen',
    label: 'images.action.fullScreen',
    icon: Fullscreen,
    keys: ['f', 'F11'],
    enabled: () => true,
    run: () => {
      if (document.fullscreenElement === null) void document.documentElement.requestFullscreen();
      else void document.exitFullscreen();
    },
  },
  texts: {
    id: 'texts',
    label: 'images.action.texts',
    icon: Captions,
    keys: ['Alt+t'],
    enabled: isShown,
    lit: ({ texts }) => texts,
    run: ({ engine }) => {
      const { texts } = useImages.getState();
      useImages.setState({ texts: !texts });
      engine.notes.setHidden(texts);
    },
  },
  tags: {
    id: 'tags',
    label: 'images.tags.open',
    icon: ListTree,
    keys: ['Alt+i'],
    enabled: (state) => state.mode === 'professional' && instanceOn(state) !== null,
    run: () => useImages.setState((state) => ({ tagsOf: instanceOn(state) })),
  },
  professional: {
    id: 'professional',
    label: 'images.action.professional',
    icon: Stethoscope,
    keys: [],
    enabled: ({ mode }) => mode === 'patient',
    run: (controller) => controller.setMode('professional'),
  },
  patient: {
    id: 'patient',
    label: 'images.action.patient',
    icon: UserRound,
    keys: [],
    enabled: ({ mode }) => mode === 'professional',
    run: (controller) => controller.setMode('patient'),
  },
  help: {
    id: 'help',
    label: 'images.action.help',
    icon: Keyboard,
    keys: ['?', 'F1'],
    enabled: () => true,
    run: () => useImages.setState({ help: true }),
  },
} as const satisfies Record<string, ImageCommand>;
