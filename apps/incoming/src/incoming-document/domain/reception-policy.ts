import type { incoming, signing } from '@vanthu/contracts';
import type { z } from 'zod';
import { isLetter, mayBeCitizens } from './citizen-letter.js';

export type Advice = z.infer<typeof incoming.ReceptionAdvice>;
type Signature = signing.SignatureJudgement;

/** What a judgement says about a reception, one word per finding. */
export type Finding =
  | 'organisation-broken'
  | 'other-broken-under-organisation'
  | 'broken'
  | 'unsigned'
  | 'signed-by-another-organisation'
  | 'filled-after-organisation'
  | 'valid-with-organisation'
  | 'undetermined'
  | 'owner-unknown'
  | 'no-organisation'
  | 'anything-else';

export interface PolicyRule {
  readonly finding: Finding;
  readonly advice: Advice;
  readonly vi: string;
}

/**
 * What the clerk is advised (Decree 30 Art. 21.2.a-b; Decision 28/2018 Art. 9.1). The first rule whose finding is present
 * decides. `return` stops the number (R-IN-02); `decide` asks the clerk for a reason; both are data, so that an agency's
 * regulation can be stricter.
 */
export const defaultReceptionPolicy: readonly PolicyRule[] = [
  {
    finding: 'organisation-broken',
    advice: 'return',
    vi: 'Chữ ký số của cơ quan không hợp lệ hoặc nội dung đã bị thay đổi sau khi cơ quan ký.',
  },
  {
    finding: 'other-broken-under-organisation',
    advice: 'decide',
    vi: 'Chữ ký số cá nhân bị ảnh hưởng, nhưng chữ ký số hợp lệ của cơ quan bao trùm toàn bộ tệp. Văn thư quyết định và ghi lý do.',
  },
  { finding: 'broken', advice: 'return', vi: 'Chữ ký số không hợp lệ hoặc nội dung đã bị thay đổi sau khi ký.' },
  {
    finding: 'unsigned',
    advice: 'decide',
    vi: 'Văn bản không có chữ ký số; chỉ có giá trị để biết. Văn thư quyết định và ghi lý do.',
  },
  {
    finding: 'signed-by-another-organisation',
    advice: 'decide',
    vi: 'Chữ ký số là của cơ quan khác với nơi gửi. Văn thư kiểm tra lại nơi gửi, quyết định và ghi lý do.',
  },
  {
    finding: 'filled-after-organisation',
    advice: 'decide',
    vi: 'Sau chữ ký số của cơ quan, tệp còn được điền hoặc ký thêm. Văn thư xem phần thêm sau, quyết định và ghi lý do.',
  },
  {
    finding: 'valid-with-organisation',
    advice: 'accept',
    vi: 'Chữ ký số của cơ quan hợp lệ, nội dung nguyên vẹn. Có thể vào sổ.',
  },
  {
    finding: 'undetermined',
    advice: 'decide',
    vi: 'Chưa đủ căn cứ kết luận về chữ ký số. Văn thư kiểm tra lại, hoặc quyết định và ghi lý do.',
  },
  {
    finding: 'owner-unknown',
    advice: 'decide',
    vi: 'Chữ ký số hợp lệ nhưng chưa biết chứng thư thuộc cơ quan, cá nhân nào (chưa phân loại). Văn thư quyết định và ghi lý do.',
  },
  {
    finding: 'no-organisation',
    advice: 'decide',
    vi: 'Văn bản chưa có chữ ký số của cơ quan. Văn thư quyết định và ghi lý do.',
  },
  { finding: 'anything-else', advice: 'decide', vi: 'Văn thư xem kết quả kiểm tra, quyết định và ghi lý do.' },
];

const isOrganisation = (s: Signature): boolean => s.owner.kind === 'organisation';
const isBroken = (s: Signature): boolean =>
  s.integrity === 'bad' || s.changes === 'forbidden' || s.indication === 'TOTAL_FAILED';
/** Nothing that a page shows has come after it. */
const isLast = (s: Signature): boolean => s.changes === 'none' || s.changes === 'lta';
const passes = (s: Signature): boolean => !isBroken(s) && s.indication === 'TOTAL_PASSED';

/**
 * Of citizens' letters (đơn, thư): no signature of an organisation is asked for, and what a citizen has signed badly is still a
 * letter that must be dealt with.
 */
const letterPolicy: readonly PolicyRule[] = [
  {
    finding: 'broken',
    advice: 'decide',
    vi: 'Đơn, thư có chữ ký số không hợp lệ hoặc nội dung bị thay đổi sau khi ký. Văn thư quyết định và ghi lý do.',
  },
  {
    finding: 'anything-else',
    advice: 'accept',
    vi: 'Đơn, thư của công dân: không đòi chữ ký số của cơ quan. Có thể vào sổ.',
  },
];

/** All findings of a judgement. `senderAgencyId` is the agency that the reception names as sender, when it is known. */
export function findingsOf(judgement: signing.Judgement, senderAgencyId: string | null): Set<Finding> {
  const { answer, signatures } = judgement;
  const found = new Set<Finding>(['anything-else']);
  const organisations = signatures.filter(isOrganisation);
  const passing = organisations.filter(passes);
  if (answer === 'unsigned' || signatures.length === 0) found.add('unsigned');
  if (organisations.some(isBroken)) found.add('organisation-broken');
  if (signatures.some(isBroken) || answer === 'invalid') found.add('broken');
  if (found.has('broken') && passing.some((s) => s.covers === 'file')) found.add('other-broken-under-organisation');
  if (answer === 'undetermined') found.add('undetermined');
  if (signatures.some((s) => s.owner.kind === 'unknown')) found.add('owner-unknown');
  if (organisations.length === 0) found.add('no-organisation');
  if (answer === 'valid' && passing.length > 0) {
    found.add(passing.some(isLast) ? 'valid-with-organisation' : 'filled-after-organisation');
  }
  const bySender = passing.some((s) => s.owner.kind === 'organisation' && s.owner.agencyId === senderAgencyId);
  if (senderAgencyId !== null && passing.length > 0 && !bySender) found.add('signed-by-another-organisation');
  return found;
}

export function advise(
  judgement: signing.Judgement,
  senderAgencyId: string | null,
  policy: readonly PolicyRule[] = defaultReceptionPolicy,
): { advice: Advice; adviceVi: string } {
  const found = findingsOf(judgement, senderAgencyId);
  const rule = policy.find((each) => found.has(each.finding));
  if (rule === undefined)
    return { advice: 'decide', adviceVi: 'Văn thư xem kết quả kiểm tra, quyết định và ghi lý do.' };
  return { advice: rule.advice, adviceVi: rule.vi };
}

/** By the kind of document: letters of citizens have their own policy, which nothing gets that an agency has signed. */
export const adviseOn = (
  judgement: signing.Judgement,
  fields: Pick<incoming.IncomingFields, 'kind' | 'senderAgencyId'>,
): { advice: Advice; adviceVi: string } =>
  advise(
    judgement,
    fields.senderAgencyId,
    isLetter(fields) && mayBeCitizens(judgement) ? letterPolicy : defaultReceptionPolicy,
  );
