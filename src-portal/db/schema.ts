import type { ColumnType, Generated, Insertable, JSONColumnType, Selectable } from 'kysely';
import type { ImageTables } from '../dicomweb/schema.ts';

// The tables as Kysely sees them (names in camelCase, see database.ts). The migrations are what counts.

/** `YYYY-MM-DD`. */
type Day = string;

export interface EstablishmentTable {
  id: string;
  name: string;
  nameKey: string;
  kind: 'public-hospital' | 'private-hospital' | 'imaging-centre' | 'clinic';
  address: string;
  postcode: string;
  town: string;
  telephone: string | null;
  sharingSince: Day;
}

export interface ServiceTable {
  id: string;
  establishmentId: string;
  name: string;
}

export interface PatientTable {
  id: string;
  patientNumber: string;
  familyName: string;
  givenName: string;
  displayName: string;
  birthDate: Day | null;
  sex: 'F' | 'M' | 'O' | null;
  searchText: string;
}

export interface ProfessionalTable {
  id: string;
  familyName: string;
  givenName: string;
  displayName: string;
  role: string;
  rpps: string | null;
  establishmentId: string | null;
  readsServiceId: string | null;
  isAdministrator: Generated<boolean>;
  searchText: string;
}

export interface AccountTable {
  id: string;
  kind: 'patient' | 'professional' | 'administrator';
  username: string;
  usernameKey: string;
  passwordHash: string;
  email: string | null;
  telephone: string | null;
  language: Generated<'fr' | 'en'>;
  patientId: string | null;
  professionalId: string | null;
  createdAt: Generated<Date>;
  deactivatedAt: Date | null;
  reactivationRequestedAt: Date | null;
  lastSignInAt: Date | null;
  previousSignInAt: Date | null;
}

/** An exam's images as they are to whoever does not get the reports among them. */
export interface ImagesWithoutReports {
  readonly modalities: readonly string[];
  readonly seriesCount: number;
  readonly instanceCount: number;
  readonly bytes: number;
}

export interface ExamTable {
  id: string;
  patientId: string;
  studyInstanceUid: string;
  accessionNumber: string | null;
  label: string;
  date: Date;
  bodyRegion: string | null;
  establishmentId: string;
  serviceId: string;
  prescriber: string | null;
  radiologist: string | null;
  modalities: string[];
  seriesCount: Generated<number>;
  instanceCount: Generated<number>;
  bytes: Generated<number>;
  withoutReports: ColumnType<ImagesWithoutReports | null, string | undefined, string>;
  labelKey: string;
  searchText: string;
}

export interface ReportTable {
  id: string;
  examId: string;
  title: string;
  date: Date;
  author: string | null;
  bytes: number;
  sha256: string;
}

export interface DocumentTable {
  id: string;
  examId: string;
  /** Null: the document is the exam's images. */
  reportId: string | null;
  availableSince: Date;
}

export interface ShareTable {
  id: string;
  patientId: string;
  tokenHash: string;
  codeHash: string;
  recipientEmail: string;
  recipientName: string | null;
  kind: 'professional' | 'relative';
  includeReports: boolean;
  message: string | null;
  language: 'fr' | 'en';
  createdAt: Date;
  endsAt: Date;
  revokedAt: Date | null;
  /** It was revoked because too many wrong access codes were tried. */
  codesUsedUp: Generated<boolean>;
  openings: Generated<number>;
  lastOpenedAt: Date | null;
  /** The opening before the last. */
  previousOpenedAt: Date | null;
}

export interface TemporaryAccessTable {
  id: string;
  professionalId: string;
  patientId: string;
  startsAt: Date;
  endsAt: Date;
  reason: string;
}

export interface SessionTable {
  id: string;
  accountId: string | null;
  shareId: string | null;
  device: string;
  createdAt: Date;
  lastUsedAt: Date;
  endedAt: Date | null;
}

export interface AttemptGuardTable {
  key: string;
  failures: number;
  totalFailures: Generated<number>;
  lockedUntil: Date | null;
  updatedAt: Date;
}

export interface AccessEventTable {
  seq: number;
  id: string;
  at: Date;
  patientId: string;
  personId: string;
  personName: string;
  role: 'patient' | 'correspondent' | 'radiologist' | 'administrator' | 'guest' | 'temporary-access';
  establishmentId: string | null;
  establishmentName: string | null;
  establishmentTown: string | null;
  action: 'viewed-images' | 'viewed-report' | 'downloaded' | 'shared' | 'break-glass';
  examId: string | null;
  examLabel: string | null;
  examDate: Date | null;
  detail: string | null;
  previousHash: string;
  hash: string;
}

export interface OidcPayloadTable {
  model: string;
  id: string;
  payload: JSONColumnType<Record<string, unknown>>;
  uid: string | null;
  grantId: string | null;
  expiresAt: Date | null;
  consumedAt: Date | null;
}

export interface Tables extends ImageTables {
  establishment: EstablishmentTable;
  service: ServiceTable;
  patient: PatientTable;
  professional: ProfessionalTable;
  account: AccountTable;
  exam: ExamTable;
  examCorrespondent: { examId: string; professionalId: string };
  report: ReportTable;
  document: DocumentTable;
  seen: { accountId: string; documentId: string; at: Generated<Date> };
  share: ShareTable;
  shareExam: { shareId: string; examId: string };
  temporaryAccess: TemporaryAccessTable;
  session: SessionTable;
  accessToken: { hash: string; sessionId: string; expiresAt: Date };
  refreshToken: { hash: string; sessionId: string; expiresAt: Date; usedAt: Date | null };
  attemptGuard: AttemptGuardTable;
  accessEvent: AccessEventTable;
  consultation: { sessionId: string; examId: string; action: AccessEventTable['action']; at: Date };
  portalFact: { name: string; value: string };
  oidcPayload: OidcPayloadTable;
}

export type ExamRow = Selectable<ExamTable>;
export type ShareRow = Selectable<ShareTable>;
export type AccessEventRow = Selectable<AccessEventTable>;
export type NewAccount = Insertable<AccountTable>;
