/**
 * Everything that the environment can change, for tests and the demo; none of it is needed by a person.
 *
 * - `EMAGE_USER_DATA`: the folder for everything that the application keeps, instead of the system's.
 * - `EMAGE_PORTAL`: the portal's address that the sign-in page begins with.
 * - `EMAGE_POLICY`: a file instead of the place of the computer's policy (ignored once packaged).
 * - `EMAGE_VOLUMES`: a folder whose folders stand for the CDs and USB sticks in this computer.
 * - `ELECTRON_RENDERER_URL`: where the development server is (set by electron-vite; ignored once packaged).
 */
export interface Environment {
  readonly userData: string | null;
  readonly portalAddress: string;
  readonly portalAddressGiven: boolean;
  readonly policyFile: string | null;
  readonly devServer: string | null;
  readonly volumes: string | null;
}

/** L1: the portal that patients are told of. */
const defaultPortal = 'https://e-mage.org';

export function readEnvironment(env: NodeJS.ProcessEnv, isPackaged: boolean): Environment {
  const portal = env['EMAGE_PORTAL']?.trim() || null;
  return {
    userData: env['EMAGE_USER_DATA']?.trim() || null,
    portalAddress: portal ?? defaultPortal,
    portalAddressGiven: portal !== null,
    policyFile: isPackaged ? null : (env['EMAGE_POLICY'] ?? null),
    volumes: env['EMAGE_VOLUMES']?.trim() || null,
    devServer: isPackaged ? null : (env.ELECTRON_RENDERER_URL ?? null),
  };
}
