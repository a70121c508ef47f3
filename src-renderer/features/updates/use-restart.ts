import { useMutation } from '@tanstack/react-query';
import { call } from '../../bridge/call.ts';

/** Ends the application for its newer version. Where images are open main refuses, and a message says why. */
export const useRestart = () => useMutation({ mutationFn: () => call('updates.restart') });
