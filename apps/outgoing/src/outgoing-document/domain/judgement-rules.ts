import type { signing } from '@vanthu/contracts';
import { type OutgoingDocument, signatureOf } from './outgoing-document.js';

type Judged = signing.SignatureJudgement;

const find = (judgement: signing.Judgement, field: string): Judged | undefined =>
  judgement.signatures.find((signature) => signature.field === field);

const ownerIs = (signature: Judged, kind: 'person' | 'organisation', id: string | null): boolean => {
  const { owner } = signature;
  if (owner.kind === 'person') return kind === 'person' && owner.personId === id;
  return owner.kind === 'organisation' && kind === 'organisation' && owner.agencyId === id;
};

/** Why the personal signature that has just been made is not taken; null when it is as expected. */
export function personalProblem(document: OutgoingDocument, judgement: signing.Judgement): string | null {
  const planned = signatureOf(document, 'personal');
  const found = find(judgement, planned.field);
  if (!found) return 'tệp không có chữ ký ở ô chữ ký cá nhân';
  if (found.integrity !== 'ok') return 'chữ ký không toàn vẹn';
  if (found.changes !== 'none') return 'tệp bị thay đổi sau khi ký';
  if (!ownerIs(found, 'person', planned.personId)) return 'chứng thư không phải của người ký';
  return found.indication === 'TOTAL_FAILED' ? `chữ ký không hợp lệ: ${found.messageVi}` : null;
}

/**
 * Whether the competent person's signature is valid now. A number cannot be taken back, so "chưa đủ căn cứ" does not do
 * here (R-OUT-03, R-ORG-01).
 */
export const personalIsValid = (document: OutgoingDocument, judgement: signing.Judgement): boolean =>
  personalProblem(document, judgement) === null &&
  find(judgement, signatureOf(document, 'personal').field)?.indication === 'TOTAL_PASSED';

/**
 * Why the sealed file is not taken. After the seal the personal signature still holds, changed by nothing more than the filled
 * number and date and the second signature (R-ORG-08), and the seal is this agency's.
 */
export function sealProblem(document: OutgoingDocument, judgement: signing.Judgement): string | null {
  const personal = signatureOf(document, 'personal');
  const seal = signatureOf(document, 'organisation');
  const signed = find(judgement, personal.field);
  const sealed = find(judgement, seal.field);
  if (signed?.integrity !== 'ok') return 'chữ ký cá nhân không còn toàn vẹn';
  if (!['none', 'lta', 'form'].includes(signed.changes)) return 'có thay đổi không được phép sau chữ ký cá nhân';
  if (!ownerIs(signed, 'person', personal.personId)) return 'chữ ký cá nhân không phải của người ký';
  if (signed.indication === 'TOTAL_FAILED') return `chữ ký cá nhân không hợp lệ: ${signed.messageVi}`;
  if (!sealed) return 'tệp không có chữ ký ở ô chữ ký cơ quan';
  if (sealed.integrity !== 'ok' || sealed.changes !== 'none') return 'chữ ký cơ quan không toàn vẹn';
  if (!ownerIs(sealed, 'organisation', seal.agencyId)) return 'chứng thư không phải của cơ quan này';
  return sealed.indication === 'TOTAL_FAILED' ? `chữ ký cơ quan không hợp lệ: ${sealed.messageVi}` : null;
}
