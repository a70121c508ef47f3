/**
 * The demo world: who is there, what was examined, who looked at it. Plain data, and the same for the same anchor:
 * no clock, no chance. Images and reports are made from it by `generate.ts`.
 *
 * Dates are relative to an anchor, so that what is new stays new and a share that ends in two days does.
 */

export type EstablishmentKind = 'university-hospital' | 'hospital' | 'clinic' | 'imaging-centre';

export interface WorldEstablishment {
  readonly id: string;
  readonly name: string;
  readonly kind: EstablishmentKind;
  /** Street and number. */
  readonly address: string;
  readonly postcode: string;
  readonly town: string;
  /** As it is printed: « 03 83 00 12 34 ». */
  readonly telephone: string;
  /** The imaging service's name, as letterheads show it. */
  readonly service: string;
  /** Since when it shares its patients' imaging: `YYYY-MM-DD`. */
  readonly sharingSince: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface Person {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  /** As the person is greeted or signed: « Madame Martin », « Dr Hélène Petit ». */
  readonly displayName: string;
  readonly email: string;
  readonly telephone: string | null;
  /** Null: listed, but cannot sign in to the demo portal. */
  readonly credentials: Credentials | null;
}

export interface WorldPatient extends Person {
  readonly kind: 'patient';
  readonly sex: 'F' | 'M';
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  /** Patient ID (0010,0020) in every image of this patient. */
  readonly patientNumber: string;
}

export interface WorldProfessional extends Person {
  readonly kind: 'professional';
  /** As shown beside the name: « Médecin généraliste », « Radiologue ». */
  readonly role: string;
  readonly profession:
    'general-practitioner' | 'specialist' | 'radiologist' | 'emergency-physician' | 'radiographer';
  /** National number of a health professional (11 digits; made up). */
  readonly rpps: string;
  /** Where they practise; a radiologist may read every exam that was made there. */
  readonly establishmentId: string | null;
}

export interface WorldAdministrator extends Person {
  readonly kind: 'administrator';
  /** « Support e-mage », « Référente imagerie ». */
  readonly role: string;
  /** An establishment's manager; null for the platform's support. */
  readonly establishmentId: string | null;
}

export type WorldAccount = WorldPatient | WorldProfessional | WorldAdministrator;

/** One section of a report; `paragraphs` are printed one below the other. */
export interface ReportSection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export interface ReportText {
  readonly indication: string;
  readonly technique: string;
  readonly results: readonly ReportSection[];
  readonly conclusion: readonly string[];
}

export interface WorldReport {
  readonly id: string;
  readonly title: string;
  /** ISO 8601 instant with offset: when it was validated. */
  readonly date: string;
  readonly author: string;
  readonly isNew: boolean;
  readonly text: ReportText;
}

/** Which phantom makes an exam's images, and how. */
export type ImagesRecipe =
  | { readonly phantom: 'ct-thorax'; readonly variant: 'current' | 'prior' }
  | { readonly phantom: 'mr-knee' }
  | { readonly phantom: 'mr-brain'; readonly age: 'young' | 'old' }
  | { readonly phantom: 'dx-hand'; readonly age: 'adult' | 'child' }
  | { readonly phantom: 'dx-chest' }
  | { readonly phantom: 'us-heart' };

export interface WorldExam {
  readonly id: string;
  /** Short and stable, for tests and folder names: `martin-ct-thorax`. */
  readonly key: string;
  readonly patientId: string;
  readonly studyInstanceUid: string;
  readonly accessionNumber: string;
  readonly label: string;
  /** ISO 8601 instant with offset. */
  readonly date: string;
  /** DICOM modality codes. */
  readonly modalities: readonly string[];
  readonly bodyRegion: string;
  readonly establishmentId: string;
  /** Names as they are shown; null where nobody was named. */
  readonly prescriber: string | null;
  readonly radiologist: string | null;
  /** Professionals declared as correspondents at this exam: they may read it. */
  readonly correspondentIds: readonly string[];
  readonly imagesAvailable: boolean;
  /** When images (or the first report) came to the portal: ISO 8601 instant with offset. */
  readonly availableSince: string;
  /** The images have not been seen yet. A report has its own `isNew`. */
  readonly imagesAreNew: boolean;
  /** Null: no images (reports only, or not there yet). */
  readonly images: ImagesRecipe | null;
  /** Zero where there are no images. `generateWorldFiles` makes exactly these. */
  readonly seriesCount: number;
  readonly instanceCount: number;
  readonly reports: readonly WorldReport[];
}

export type AccessAction = 'viewed-images' | 'viewed-report' | 'downloaded' | 'shared' | 'break-glass';
export type AccessRole =
  'patient' | 'correspondent' | 'radiologist' | 'administrator' | 'guest' | 'temporary-access';

/** One line of « Qui a vu mon dossier ? ». */
export interface WorldAccess {
  readonly id: string;
  /** ISO 8601 instant with offset. The list is in this order. */
  readonly at: string;
  readonly patientId: string;
  /** For a guest, the share that let them in. */
  readonly personId: string;
  readonly personName: string;
  readonly role: AccessRole;
  readonly establishmentId: string | null;
  readonly action: AccessAction;
  /** Null for a break-glass: it opens the whole record. */
  readonly examId: string | null;
  readonly examLabel: string | null;
  /** The reason given when breaking the glass (at least 20 characters); the recipient of a share. */
  readonly detail: string | null;
}

/** A past break-glass: access for four hours. */
export interface WorldTemporaryAccess {
  readonly id: string;
  readonly professionalId: string;
  readonly patientId: string;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
}

export interface WorldShare {
  readonly id: string;
  /** `active`, `expired`, `revoked` and `ending-soon`, for tests. */
  readonly key: string;
  readonly patientId: string;
  readonly examIds: readonly string[];
  readonly recipientName: string;
  readonly recipientEmail: string;
  readonly recipientKind: 'professional' | 'relative';
  readonly withReports: boolean;
  readonly message: string;
  readonly language: 'fr' | 'en';
  readonly createdAt: string;
  readonly endsAt: string;
  readonly revokedAt: string | null;
  /** The link's token and the access code, in clear: only hashes belong in a database. */
  readonly token: string;
  readonly accessCode: string;
  /** When the recipient opened it, oldest first. */
  readonly openings: readonly string[];
}

export interface World {
  /** ISO 8601 instant: the 'now' of this world. */
  readonly anchor: string;
  readonly establishments: readonly WorldEstablishment[];
  readonly patients: readonly WorldPatient[];
  readonly professionals: readonly WorldProfessional[];
  readonly administrators: readonly WorldAdministrator[];
  readonly exams: readonly WorldExam[];
  readonly accesses: readonly WorldAccess[];
  readonly temporaryAccesses: readonly WorldTemporaryAccess[];
  readonly shares: readonly WorldShare[];
}
