export type DerErrorCode =
  | 'truncated'
  | 'malformed'
  | 'too-deep'
  | 'too-large'
  | 'trailing-bytes'
  | 'unexpected'
  | 'bad-value';

/** What is wrong with an encoding and where; offsets count from the start of the bytes handed to the reader. */
export class DerError extends Error {
  override readonly name = 'DerError';

  constructor(
    readonly code: DerErrorCode,
    message: string,
    readonly offset: number,
    options?: ErrorOptions,
  ) {
    super(`${message} (offset ${offset})`, options);
  }
}
