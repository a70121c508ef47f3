/** Who asks. Everything that a right depends on, read together with the access token. */
export type Principal = AccountPrincipal | GuestPrincipal;

interface Signed {
  readonly sessionId: string;
  /** For the access history: as the person is known to the patient. */
  readonly displayName: string;
}

export interface AccountPrincipal extends Signed {
  readonly kind: 'patient' | 'professional' | 'administrator';
  readonly accountId: string;
  /** The patient's or the professional's id. */
  readonly personId: string;
  readonly email: string | null;
  readonly establishmentId: string | null;
  /** The service whose every exam this person may read; set for radiologists. */
  readonly readsServiceId: string | null;
}

/** The recipient of a share, without an account. */
export interface GuestPrincipal extends Signed {
  readonly kind: 'guest';
  readonly shareId: string;
}
