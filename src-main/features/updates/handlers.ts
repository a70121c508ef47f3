import type { Updates } from '../../app/updates/updates.ts';
import type { HandlersOf } from '../../ipc/handlers.ts';

export const updateHandlers = ({
  updates,
}: {
  readonly updates: Updates;
}): HandlersOf<'updates.state' | 'updates.look' | 'updates.restart'> => ({
  'updates.state': () => updates.state,
  'updates.look': () => updates.look(),
  'updates.restart': () => updates.restart(),
});
