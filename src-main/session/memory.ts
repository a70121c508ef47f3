import { z } from 'zod';
import type { Account } from '../../src-shared/domain/account.ts';
import { knownAccountSchema, type KnownAccount } from '../../src-shared/domain/session.ts';
import { accountRefSchema, type AccountRef } from '../../src-shared/ipc/schemas/session.ts';
import { discoveredPortalSchema, type DiscoveredPortal } from '../sources/portal/discovery.ts';

/** What this computer knows of its accounts without a secret. The last used comes first. */
export const sessionMemorySchema = z.object({
  accounts: z.array(knownAccountSchema).max(50),
  portals: z.record(z.string(), discoveredPortalSchema),
  /** Was signed in when the application ended. */
  last: accountRefSchema.nullable(),
  /** Accounts that open to their password alone: neither starting again nor switching between accounts unlocks one. */
  locked: z.array(accountRefSchema),
  /** What was last answered here to the question whether to stay signed in. */
  notToStay: z.boolean().optional(),
  /** Wrong passwords given offline, and until when no more are taken. The portal counts those given online. */
  offlineFailures: z.object({ count: z.number().int().nonnegative(), lockedUntil: z.number().nullable() }),
});
type SessionMemoryValue = z.infer<typeof sessionMemorySchema>;
export const emptySessionMemory: SessionMemoryValue = {
  accounts: [],
  portals: {},
  last: null,
  locked: [],
  offlineFailures: { count: 0, lockedUntil: null },
};

/** One value that outlives the application. */
export interface Slot<T> {
  get(): T;
  set(value: T): void;
}

export const sameAccount = (one: AccountRef, other: AccountRef): boolean =>
  one.portalAddress === other.portalAddress && one.username === other.username;

export function knownAccount(
  { portal }: DiscoveredPortal,
  { username, displayName }: Account,
  remembered: boolean,
): KnownAccount {
  return { portalAddress: portal.address, portalName: portal.name, username, displayName, remembered };
}

export class SessionMemory {
  readonly #slot: Slot<SessionMemoryValue>;

  constructor(slot: Slot<SessionMemoryValue>) {
    this.#slot = slot;
  }

  get value(): SessionMemoryValue {
    return this.#slot.get();
  }

  change(change: Partial<SessionMemoryValue>): void {
    this.#slot.set({ ...this.#slot.get(), ...change });
  }

  account(ref: AccountRef): KnownAccount | undefined {
    return this.value.accounts.find((account) => sameAccount(account, ref));
  }

  portal(address: string): DiscoveredPortal | undefined {
    return Object.hasOwn(this.value.portals, address) ? this.value.portals[address] : undefined;
  }

  /** The person was there, and may come again. */
  know(discovered: DiscoveredPortal): void {
    this.change({ portals: { ...this.value.portals, [discovered.portal.address]: discovered } });
  }

  /** The account is the one in use from now on. */
  use(account: KnownAccount, discovered: DiscoveredPortal): void {
    const others = this.value.accounts.filter((other) => !sameAccount(other, account));
    this.know(discovered);
    this.change({
      accounts: [account, ...others].slice(0, 50),
      last: { portalAddress: account.portalAddress, username: account.username },
    });
  }

  setRemembered(ref: AccountRef, remembered: boolean): void {
    this.change({
      accounts: this.value.accounts.map((account) =>
        sameAccount(account, ref) ? { ...account, remembered } : account,
      ),
    });
  }

  isLocked(ref: AccountRef): boolean {
    return this.value.locked.some((locked) => sameAccount(locked, ref));
  }

  /** The computer was left alone: what could be opened without a password no longer can. */
  lock(present: AccountRef): void {
    const remembered = this.value.accounts.filter((account) => account.remembered);
    this.change({
      locked: [present, ...remembered].map(({ portalAddress, username }) => ({ portalAddress, username })),
    });
  }

  /** The password was given, or there is nothing left to open. */
  unlock(ref: AccountRef): void {
    this.change({
      locked: this.value.locked.filter((locked) => !sameAccount(locked, ref)),
      offlineFailures: emptySessionMemory.offlineFailures,
    });
  }

  forget(ref: AccountRef): void {
    this.unlock(ref);
    const { accounts, last } = this.value;
    this.change({
      accounts: accounts.filter((account) => !sameAccount(account, ref)),
      ...(last && sameAccount(last, ref) && { last: null }),
    });
  }
}
