import type {
  PasswordRejection,
  Problem,
  ProblemCode,
} from '../../src-shared/portal-api/generated/types.gen.ts';

export interface RefusalDetails {
  readonly attemptsLeft?: number;
  readonly lockedUntil?: Date;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly reasons?: readonly PasswordRejection[];
  readonly fields?: readonly string[];
  /** Why a share is over. */
  readonly ended?: NonNullable<Problem['ended']>;
}

/** The portal says no, for a reason that the contract knows. Becomes a problem+json answer in http/problem.ts. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
