/** Why there is no picture; crosses from the worker as its message and code. */
export class CannotDecode extends Error {
  override readonly name = 'CannotDecode';
  readonly code: 'undecodable-image' | 'unsupported-transfer-syntax';

  constructor(message: string, code: CannotDecode['code'] = 'undecodable-image') {
    super(message);
    this.code = code;
  }
}
