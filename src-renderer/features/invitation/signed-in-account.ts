/** Whoever is signed in while a link is followed. */
export interface SignedInAccount {
  readonly name: string;
  /** To what is shared with their account; null while it is locked. */
  readonly onSharedWithMe: (() => void) | null;
}
