import { z } from 'zod';
import { passwordRejections } from './domain/account.ts';

/**
 * Every way in which something a person asked for can fail. One code, one text: the words and the remedy
 * stand in the catalogues under `errors.<code>`.
 */
export const errorCodes = [
  // Reaching the portal
  'network-unreachable',
  'portal-not-found',
  'portal-not-emage',
  'portal-unavailable',
  'portal-certificate',
  'portal-insecure-address',
  'portal-answer-invalid',
  'request-refused',
  'too-many-requests',
  'timed-out',
  // Signing in
  'wrong-credentials',
  'account-locked',
  'account-deactivated',
  'session-ended',
  'not-signed-in',
  'keychain-unavailable',
  'browser-sign-in-failed',
  // Rights and things
  'not-allowed',
  'not-found',
  'access-ended',
  'share-expired',
  'share-stopped',
  'share-codes-used-up',
  'share-code-lost',
  'access-code-wrong',
  'link-broken',
  'emergency-access-refused',
  'share-locked',
  'share-duration-not-allowed',
  'password-rejected',
  'images-not-available-yet',
  // A doctor's own archive
  'pacs-address-invalid',
  'pacs-unreachable',
  'pacs-refused',
  'pacs-failed',
  'pacs-rejected',
  // Images and reports
  'instance-not-dicom',
  'instance-damaged',
  'instance-has-no-image',
  'instance-is-video',
  'transfer-syntax-unsupported',
  // A series that makes no volume
  'volume-no-geometry',
  'volume-too-few',
  'volume-mixed',
  'volume-uneven',
  'volume-colour',
  'volume-too-large',
  'volume-slice-lost',
  'report-damaged',
  'report-without-text',
  // This computer
  'disk-full',
  'disk-error',
  'library-unreadable',
  'library-password-changed',
  'offline-not-kept',
  'imported-file-lost',
  // Importing and exporting
  'medium-unreadable',
  'medium-removed',
  'archive-damaged',
  'archive-unsafe',
  'passphrase-needed',
  'passphrase-wrong',
  'nothing-to-import',
  'nothing-to-export',
  'file-too-large',
  'busy',
  'cancelled',
  // Updates
  'update-failed',
  'update-not-trusted',
  'update-while-viewing',
  'update-while-working',
  // Bugs, said as such
  'invalid-request',
  'not-drawn',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/**
 * A failure as it crosses between processes: a value, never a stack.
 * `message` is English, for logs and the diagnostic report; it holds no name, no token and no health data.
 */
export const appErrorSchema = z.strictObject({
  code: errorCodeSchema,
  message: z.string().max(500),
  /** Seconds to wait before the next try makes sense (RFC 9110 §10.2.3). */
  retryAfter: z.number().nonnegative().optional(),
  /** Attempts left before the account is blocked (L2). */
  attemptsLeft: z.number().int().nonnegative().optional(),
  /** ISO 8601 instant at which a blocked account opens again (L2). */
  lockedUntil: z.string().optional(),
  /** With `disk-full`: how much is missing. */
  missingBytes: z.number().int().nonnegative().optional(),
  /** With `password-rejected`: why. */
  reasons: z.array(z.enum(passwordRejections)).optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;

/** Carries an `AppError` through code that throws; the register turns it back into a value. */
export class AppFailure extends Error {
  readonly error: AppError;

  constructor(code: ErrorCode, message: string, details: Omit<AppError, 'code' | 'message'> = {}) {
    super(message);
    this.name = 'AppFailure';
    this.error = { code, message: message.slice(0, 500), ...details };
  }
}
