import type { AppInfo } from '../../../src-shared/ipc/schemas/app.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';

export const appHandlers = (info: () => AppInfo): HandlersOf<'app.info'> => ({ 'app.info': info });
