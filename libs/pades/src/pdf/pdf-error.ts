export type PdfErrorCode =
  | 'PDF.NOT_A_PDF'
  | 'PDF.TRUNCATED'
  | 'PDF.SYNTAX'
  | 'PDF.XREF'
  | 'PDF.LOOP'
  | 'PDF.TOO_DEEP'
  | 'PDF.TOO_MANY_OBJECTS'
  | 'PDF.TOO_LARGE'
  | 'PDF.INFLATE'
  | 'PDF.FILTER'
  | 'PDF.ENCRYPTED'
  | 'PDF.STRUCTURE';

/** Why bytes cannot be read as a PDF; `offset` counts from the start of the bytes that were being read. */
export class PdfError extends Error {
  override readonly name = 'PdfError';

  constructor(
    readonly code: PdfErrorCode,
    message: string,
    readonly offset: number,
    options?: ErrorOptions,
  ) {
    super(`${message} (offset ${offset})`, options);
  }
}
