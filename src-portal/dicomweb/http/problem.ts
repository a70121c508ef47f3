/** Stable codes of this plugin's refusals; the HTTP layer turns them into application/problem+json (RFC 9457). */
export type DicomWebCode =
  | 'invalid-uid'
  | 'invalid-query'
  | 'invalid-multipart'
  | 'unsupported-media-type'
  | 'not-acceptable'
  | 'not-found'
  | 'forbidden'
  | 'no-image'
  | 'undecodable-image'
  | 'unsupported-transfer-syntax'
  | 'frame-not-found'
  | 'range-not-satisfiable'
  | 'too-large'
  | 'too-many-instances'
  | 'image-missing'
  | 'archive-unreachable'
  | 'archive-failed'
  | 'busy';

export class DicomWebProblem extends Error {
  override readonly name = 'DicomWebProblem';
  readonly status: number;
  readonly code: DicomWebCode;
  readonly headers: Readonly<Record<string, string>>;

  /** `title` is in English, for developers; it names no person. */
  constructor(
    status: number,
    code: DicomWebCode,
    title: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(title);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** What stands behind a UID is told to those alone who may read it: for all others it is not there. */
export function notFound(): DicomWebProblem {
  return new DicomWebProblem(404, 'not-found', 'There is no such study, series or instance.');
}
