import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for each other, written or said. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** 99 bits: the archive's own key derivation is quick, so the passphrase itself must be beyond guessing. */
export function newPassphrase(): string {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
