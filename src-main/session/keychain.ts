import { AppFailure } from '../../src-shared/errors.ts';

/** The operating system's keychain. Each method fails with `keychain-unavailable` where there is none, or it refuses. */
export interface Keychain {
  read(service: string, account: string): Promise<string | null>;
  write(service: string, account: string, secret: string): Promise<void>;
  remove(service: string, account: string): Promise<void>;
}

/** The part of keytar that is used. */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** The system may ask the person for the keychain's own password; past this time it counts as refused. */
const patienceMs = 45_000;

/**
 * `load` brings the native module. It is brought at first use: on a Linux without libsecret loading it fails, and the
 * application must start there too.
 */
export function createKeychain(load: () => Promise<Keytar>): Keychain & {
  /** To be awaited before the process ends: native code that answers an application which is gone aborts it. */
  close(): Promise<void>;
} {
  let loading: Promise<Keytar> | undefined;
  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  const use = async <T>(what: string, act: (keytar: Keytar) => Promise<T>): Promise<T> => {
    try {
      if (closed) throw new Error('closed');
      const acting = (loading ??= load()).then(act);
      underWay.add(acting);
      const over = (): void => void underWay.delete(acting);
      acting.then(over, over);
      return await withPatience(acting);
    } catch {
      // What the system says may name the account: it goes no further.
      throw new AppFailure('keychain-unavailable', `the keychain refused to ${what}`);
    }
  };
  return {
    read: (service, account) => use('read', (keytar) => keytar.getPassword(service, account)),
    write: (service, account, secret) =>
      use('write', (keytar) => keytar.setPassword(service, account, secret)),
    remove: async (service, account) => {
      await use('remove', (keytar) => keytar.deletePassword(service, account));
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}

function withPatience<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer from the keychain')), patienceMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
