import { locks } from '../form/field-lock.js';
import { rules } from './changes/rules.js';
import type { ChangeFact, PdfFacts, SignatureFacts } from './facts.js';
import type { JudgementPolicy } from './policy.js';
import type { ChangeLevel, ExplainedChange } from './report.js';

const order: readonly ChangeLevel[] = ['none', 'lta', 'form', 'annotation', 'forbidden'];

export const highest = (levels: readonly ChangeLevel[]): ChangeLevel =>
  order[Math.max(0, ...levels.map((level) => order.indexOf(level)))]!;

export interface ChangeQuestion {
  readonly policy: JudgementPolicy;
  /** Text fields that may be filled; undefined: any that no signature locks. */
  readonly plannedFields: readonly string[] | undefined;
}

/** What came after a signature, each change with its rule, under the locks and permissions of that signature. */
export function judgeChanges(facts: PdfFacts, signature: SignatureFacts, question: ChangeQuestion): ExplainedChange[] {
  const from = signature.revision ?? facts.revisions.length;
  const isCertified = facts.signatures.some(
    ({ certificationLevel, revision }) => certificationLevel !== undefined && (revision ?? 0) <= from,
  );
  const permission = signature.certificationLevel;
  const isAfter = (change: ChangeFact) => change.revision > from || change.detail === 'bytes after the end';
  return facts.changes.filter(isAfter).map((change) => {
    const rule = rules[change.rule];
    const why = objection(change, signature, { ...question, isCertified, permission });
    const text = rule.text.replace('{field}', change.field ?? '').trim();
    return {
      ...{ revision: change.revision, object: change.object, rule: change.rule },
      level: why ? 'forbidden' : rule.level,
      ...(change.field === undefined ? {} : { field: change.field }),
      text: why ? `${text}: ${why}` : change.detail ? `${text}: ${detailWords(change.detail)}` : text,
    };
  });
}

/** What an unexplained change is, for people; facts keep the engine's own short words. */
function detailWords(detail: string): string {
  if (detail === 'bytes after the end') return 'có dữ liệu nối thêm vào cuối tệp';
  const [, what = '', happened = ''] = /^(.*?)(?: (added|removed|changed|freed))(?: .*)?$/.exec(detail) ?? [];
  const thing = objectWords.find(([pattern]) => pattern.test(what))?.[1] ?? 'một phần của tệp';
  const verb = happened === 'added' ? 'thêm' : happened === 'changed' ? 'thay đổi' : 'bỏ';
  return `${verb} ${thing}`;
}

const objectWords: readonly [RegExp, string][] = [
  [/^field/i, 'ô biểu mẫu'],
  [/^Annot|annotation|widget/i, 'chú thích hoặc vùng vẽ trên trang'],
  [/^Pages?\b/i, 'trang'],
  [/catalog/i, 'mục lục gốc của tệp'],
  [/form/i, 'biểu mẫu'],
  [/font/i, 'phông chữ'],
  [/stream|content/i, 'nội dung trang'],
];

function objection(
  change: ChangeFact,
  signature: SignatureFacts,
  context: ChangeQuestion & { isCertified: boolean; permission: 1 | 2 | 3 | undefined },
): string | undefined {
  const rule = rules[change.rule];
  if (rule.level === 'forbidden') return undefined;
  const { field } = change;
  if (field !== undefined && !rule.allowedWhenLocked && signature.locks.some((lock) => locks(lock, field)))
    return 'ô này đã bị khóa bởi chữ ký';
  // EN 319 142-1 5.4.3 note: DSS and document timestamps are added even where P=1.
  if (context.permission === 1 && rule.level !== 'lta') return 'chữ ký không cho phép thay đổi (DocMDP P=1)';
  const isNewField = !rule.allowedWhenCertified && context.isCertified;
  if (isNewField && context.policy.visibleFieldAfterCertification === 'forbidden')
    return 'không được thêm ô chữ ký hiển thị sau chữ ký chứng nhận';
  if (change.rule === 'field-filled' && context.plannedFields && !context.plannedFields.includes(field ?? ''))
    return 'ô này không nằm trong các ô được điền sau';
  return undefined;
}
