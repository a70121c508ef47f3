import { createContext, useContext } from 'react';
import type { ImagesController } from './controller.ts';

export const ControllerContext = createContext<ImagesController | null>(null);

export const useController = (): ImagesController => {
  const controller = useContext(ControllerContext);
  if (controller === null) throw new Error('outside of the viewer window');
  return controller;
};
