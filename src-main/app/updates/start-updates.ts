import { existsSync } from 'node:fs';
import { app } from 'electron';
import type { UpdateState } from '../../../src-shared/domain/updates.ts';
import { systemClock } from '../../session/clock.ts';
import type { Log } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { updateSource } from './build.ts';
import { electronUpdater } from './electron-updater.ts';
import { canReplaceItself } from './installation.ts';
import { Updates, type Occupation } from './updates.ts';

/** Updates of this installation: on where the build knows whom to trust, it can be replaced, and nobody manages the computer. */
export function createUpdates(context: {
  readonly policy: Policy;
  readonly occupation: () => Occupation | null;
  readonly log: Log;
  readonly onChange: (state: UpdateState) => void;
}): Updates {
  const { policy, ...rest } = context;
  const managed = policy.updates === 'off';
  const { platform, env, execPath: program } = process;
  const replaceable = app.isPackaged && canReplaceItself({ platform, env, program, exists: existsSync });
  return new Updates({
    ...rest,
    updater: replaceable && updateSource && !managed ? electronUpdater(updateSource.url, context.log) : null,
    offBecause: managed ? 'managed' : 'build',
    publicKey: updateSource?.publicKey ?? '',
    clock: systemClock,
  });
}
