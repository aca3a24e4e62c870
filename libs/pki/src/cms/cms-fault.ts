import type { CmsProblemCode } from './signed-data.js';

/** Thrown inside the reader, returned as a `CmsProblem` outside. */
export class CmsFault extends Error {
  override readonly name = 'CmsFault';

  constructor(
    readonly code: CmsProblemCode,
    message: string,
    readonly offset?: number,
  ) {
    super(message);
  }
}
