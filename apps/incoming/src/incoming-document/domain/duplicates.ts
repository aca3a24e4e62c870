import { fold, numberKey } from './fold.js';

/** What is compared to find that the same document has come before (R-IN-05; Annex VI III.1.h). */
export interface Likeness {
  readonly outgoingDocumentId: string | null;
  readonly fileSha256: string;
  readonly numberAndSymbol: string;
  readonly documentDate: string;
  readonly senderAgencyId: string | null;
  readonly senderName: string;
}

/**
 * Why two receptions of one agency are the same document, or `null`. Numbers start again every year (Art. 15), so number,
 * symbol and agency are the same document only within a year.
 */
export function whyDuplicateVi(one: Likeness, other: Likeness): string | null {
  if (one.outgoingDocumentId !== null && one.outgoingDocumentId === other.outgoingDocumentId) {
    return 'cùng mã định danh văn bản.';
  }
  if (one.fileSha256 === other.fileSha256) return 'cùng một tệp.';
  const sameSender =
    one.senderAgencyId !== null && other.senderAgencyId !== null
      ? one.senderAgencyId === other.senderAgencyId
      : fold(one.senderName) === fold(other.senderName);
  const sameYear = one.documentDate.slice(0, 4) === other.documentDate.slice(0, 4);
  if (sameSender && sameYear && numberKey(one.numberAndSymbol) === numberKey(other.numberAndSymbol)) {
    return 'cùng số, ký hiệu và cơ quan ban hành.';
  }
  return null;
}
