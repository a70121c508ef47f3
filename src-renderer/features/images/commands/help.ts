import { Fullscreen, Keyboard, Stethoscope, UserRound } from 'lucide-react';
import { useImages } from '../store.ts';
import type { ImageCommand } from './command.ts';

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
