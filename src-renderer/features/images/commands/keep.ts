import {
  ClipboardCopy,
  FileDown,
  ImageDown,
  Images,
  LayoutList,
  ListChecks,
  Printer,
  Star,
  StepBack,
  StepForward,
} from 'lucide-react';
import { askSaving } from '../saving/saving-store.ts';
import { useImages } from '../store.ts';
import { type ImageCommand, isShown } from './command.ts';

/** What is worth keeping: key images, the picture on paper or as a file, notes as DICOM. */
export const keeping = {
  keyImage: {
    id: 'key-image',
    label: 'images.keep.keyImage',
    icon: Star,
    keys: ['Mod+d'],
    enabled: isShown,
    lit: ({ isKeyImage }) => isKeyImage,
    run: ({ engine }) => {
      const { image } = engine.active.view.getState();
      if (image !== null) engine.notes.toggleKeyImage(image);
    },
  },
  keyImages: {
    id: 'key-images',
    label: 'images.keep.keyImages',
    icon: LayoutList,
    keys: ['Shift+d'],
    enabled: ({ keyImageCount }) => keyImageCount > 0,
    run: () => useImages.setState({ listingKeyImages: true }),
  },
  nextKeyImage: {
    id: 'next-key-image',
    label: 'images.keep.nextKeyImage',
    icon: StepForward,
    keys: ['Mod+ArrowDown'],
    enabled: ({ keyImageCount }) => keyImageCount > 0,
    run: (controller) => controller.goToKeyImage(1),
  },
  previousKeyImage: {
    id: 'previous-key-image',
    label: 'images.keep.previousKeyImage',
    icon: StepBack,
    keys: ['Mod+ArrowUp'],
    enabled: ({ keyImageCount }) => keyImageCount > 0,
    run: (controller) => controller.goToKeyImage(-1),
  },
  print: {
    id: 'print',
    label: 'images.keep.print',
    icon: Printer,
    keys: ['Mod+p'],
    enabled: isShown,
    run: () => useImages.setState({ picturing: 'print' }),
  },
  copy: {
    id: 'copy',
    label: 'images.keep.copy',
    icon: ClipboardCopy,
    keys: ['Mod+c'],
    enabled: isShown,
    run: () => useImages.setState({ picturing: 'copy' }),
  },
  save: {
    id: 'save',
    label: 'images.keep.save',
    icon: ImageDown,
    keys: ['Mod+s'],
    enabled: isShown,
    run: () => useImages.setState({ picturing: 'letter' }),
  },
  pictures: {
    id: 'pictures',
    label: 'images.keep.pictures',
    icon: Images,
    keys: ['Mod+Shift+s'],
    enabled: isShown,
    run: () => askSaving(),
  },
  exportMeasurements: {
    id: 'export-measurements',
    label: 'images.keep.exportMeasurements',
    icon: FileDown,
    keys: [],
    enabled: (state) => isShown(state) && state.annotationCount > 0,
    run: (controller) => void controller.exportNotes('measurements'),
  },
  exportKeyImages: {
    id: 'export-key-images',
    label: 'images.keep.exportKeyImages',
    icon: ListChecks,
    keys: [],
    enabled: (state) => isShown(state) && state.keyImageCount > 0,
    run: (controller) => void controller.exportNotes('key-images'),
  },
} as const satisfies Record<string, ImageCommand>;
