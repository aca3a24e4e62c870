import type { signing } from '@vanthu/contracts';
import { type OutgoingDocument, type PlannedSignature, personalOf, sealOf } from './outgoing-document.js';

type Judged = signing.SignatureJudgement;

/** Where this step was signed: in the planned field, or where a program elsewhere has put it. */
const find = (judgement: signing.Judgement, { field, signedField }: PlannedSignature): Judged | undefined =>
  judgement.signatures.find((signature) => signature.field === (signedField ?? field));

const ownerIs = (signature: Judged, kind: 'person' | 'organisation', id: string | null): boolean => {
  const { owner } = signature;
  if (owner.kind === 'person') return kind === 'person' && owner.personId === id;
  return owner.kind === 'organisation' && kind === 'organisation' && owner.agencyId === id;
};

/** What may lie behind a signature that others have followed: further signatures, number and date (R-ORG-08). */
const allowedBehind = ['none', 'lta', 'form'];

/** Why the personal signature that has just been made is not taken; null when it is as expected. */
export function personalProblem(planned: PlannedSignature, judgement: signing.Judgement): string | null {
  const found = find(judgement, planned);
  if (!found) return 'tệp không có chữ ký ở ô chữ ký cá nhân';
  if (found.integrity !== 'ok') return 'chữ ký không toàn vẹn';
  if (found.changes !== 'none') return 'tệp bị thay đổi sau khi ký';
  if (!ownerIs(found, 'person', planned.personId)) return 'chứng thư không phải của người ký';
  return found.indication === 'TOTAL_FAILED' ? `chữ ký không hợp lệ: ${found.messageVi}` : null;
}

/** Why a signature of a person, made before, no longer stands; null when it does. */
function earlierProblem(planned: PlannedSignature, judgement: signing.Judgement): string | null {
  const found = find(judgement, planned);
  if (found?.integrity !== 'ok') return 'chữ ký cá nhân không còn toàn vẹn';
  if (!allowedBehind.includes(found.changes)) return 'có thay đổi không được phép sau chữ ký cá nhân';
  if (!ownerIs(found, 'person', planned.personId)) return 'chữ ký cá nhân không phải của người ký';
  return found.indication === 'TOTAL_FAILED' ? `chữ ký cá nhân không hợp lệ: ${found.messageVi}` : null;
}

const firstOf = <T>(problems: readonly (T | null)[]): T | null => problems.find((one) => one !== null) ?? null;

/** Why the next personal signature, made at this step, is not taken: it itself, and those before it. */
export function stepProblem(document: OutgoingDocument, step: number, judgement: signing.Judgement): string | null {
  const planned = personalOf(document);
  const own = planned.find((entry) => entry.step === step);
  if (!own) return 'bước ký này không có trong kế hoạch ký';
  const before = planned.filter((entry) => entry.step < step || (entry.isBrought && entry.step !== step));
  return personalProblem(own, judgement) ?? firstOf(before.map((entry) => earlierProblem(entry, judgement)));
}

/**
 * Whether the signatures of all competent persons are valid now. A number cannot be taken back, so "chưa đủ căn cứ" does not do
 * here (R-OUT-03, R-ORG-01).
 */
export function personalAreValid(document: OutgoingDocument, judgement: signing.Judgement): boolean {
  const planned = personalOf(document);
  return planned.every((entry, index) => {
    // Behind what was brought others may have signed.
    const last = index === planned.length - 1 && !entry.isBrought;
    const problem = last ? personalProblem(entry, judgement) : earlierProblem(entry, judgement);
    return problem === null && find(judgement, entry)?.indication === 'TOTAL_PASSED';
  });
}

/** Why a file sealed by the organisation is not taken: main file, scan or attachment. */
export function organisationProblem(seal: PlannedSignature, judgement: signing.Judgement): string | null {
  const sealed = find(judgement, seal);
  if (!sealed) return 'tệp không có chữ ký ở ô chữ ký cơ quan';
  if (sealed.integrity !== 'ok' || sealed.changes !== 'none') return 'chữ ký cơ quan không toàn vẹn';
  if (!ownerIs(sealed, 'organisation', seal.agencyId)) return 'chứng thư không phải của cơ quan này';
  return sealed.indication === 'TOTAL_FAILED' ? `chữ ký cơ quan không hợp lệ: ${sealed.messageVi}` : null;
}

/**
 * Why the sealed file is not taken. After the seal the personal signatures still hold, changed by nothing more than the filled
 * number and date and the signatures behind them (R-ORG-08), and the seal is this agency's. The scan of the ink road carries no
 * signature of a person.
 */
export function sealProblem(document: OutgoingDocument, judgement: signing.Judgement): string | null {
  const personal = document.road === 'ink' ? [] : personalOf(document);
  return (
    firstOf(personal.map((planned) => earlierProblem(planned, judgement))) ??
    organisationProblem(sealOf(document), judgement)
  );
}
