import { locks } from '../form/field-lock.js';
import { rules } from './changes/rules.js';
import type { ChangeFact, MarkFact, PdfFacts, SignatureFacts, TimestampFacts } from './facts.js';
import type { JudgementPolicy } from './policy.js';
import type { ChangeLevel, ExplainedChange } from './report.js';
import { detailWords, markWords } from './words.js';

const order: readonly ChangeLevel[] = ['none', 'lta', 'form', 'annotation', 'forbidden'];

const highest = (levels: readonly ChangeLevel[]): ChangeLevel =>
  levels.reduce((top, level) => (order.indexOf(level) > order.indexOf(top) ? level : top), order[0]!);

export interface ChangeQuestion {
  readonly policy: JudgementPolicy;
  /** Text fields that may be filled; undefined: any that no signature locks. */
  readonly plannedFields: readonly string[] | undefined;
  /** Fields whose signers are of the public service. */
  readonly publicService: ReadonlySet<string>;
}

interface Context extends ChangeQuestion {
  readonly signature: SignatureFacts;
  readonly isCertified: boolean;
  readonly marks: ReadonlyMap<number, MarkFact>;
  readonly signatures: ReadonlyMap<string, SignatureFacts>;
  readonly timestamps: ReadonlyMap<string, TimestampFacts>;
}

/** Marks of the profile "ký số công vụ": within its narrow shape, and set by an intact public-service signature. */
export function acceptedMarks(facts: PdfFacts, publicService: ReadonlySet<string>): readonly MarkFact[] {
  const signers = new Map(facts.signatures.map((signature) => [signature.field, signature]));
  return facts.marks.filter(({ problem, field, revision }) => {
    const signature = signers.get(field);
    // ISO 32000-1 12.8.2.2: one certification, and it comes first.
    const certifies = signature?.certificationLevel !== undefined;
    return problem === undefined && !certifies && publicService.has(field) && signature?.revision === revision;
  });
}

/** Changes of one signature that a report lists; a hostile file has tens of thousands, and nobody reads them. */
const maxListed = 2_000;

export interface JudgedChanges {
  readonly level: ChangeLevel;
  /** Forbidden ones among the first `maxListed` always. */
  readonly explained: readonly ExplainedChange[];
}

/** What came after a signature, each change with its rule, under the locks and permissions of that signature. */
export function judgeChanges(facts: PdfFacts, signature: SignatureFacts, question: ChangeQuestion): JudgedChanges {
  const from = signature.revision ?? facts.revisions.length;
  const certifications = facts.signatures.filter(
    ({ certificationLevel, revision }) => certificationLevel !== undefined && (revision ?? 0) <= from,
  );
  // The profile: the first signature certifies with P=2, or nobody certifies.
  const [first] = facts.signatures;
  const isProfile =
    question.policy.addedMarks === 'public-service' &&
    certifications.every((one) => one === first && one.certificationLevel === 2);
  const accepted = isProfile ? acceptedMarks(facts, question.publicService) : [];
  const context: Context = {
    ...question,
    signature,
    isCertified: certifications.length > 0,
    marks: new Map(accepted.map((mark) => [mark.revision, mark])),
    signatures: new Map(facts.signatures.map((one) => [one.field, one])),
    timestamps: new Map(facts.timestamps.flatMap((one) => (one.kind === 'document' ? [[one.field, one]] : []))),
  };
  const isAfter = (change: ChangeFact) => change.revision > from || change.detail === 'bytes after the end';
  let level: ChangeLevel = 'none';
  const explained: ExplainedChange[] = [];
  const left = { forbidden: maxListed, allowed: maxListed };
  for (const change of facts.changes) {
    if (!isAfter(change)) continue;
    const why = objection(change, context);
    const own = why ? 'forbidden' : rules[change.rule].level;
    level = highest([level, own]);
    if (left[own === 'forbidden' ? 'forbidden' : 'allowed']-- > 0)
      explained.push({ ...explain(change, why, context), level: own });
  }
  return { level, explained };
}

function explain(change: ChangeFact, why: string | undefined, context: Context): Omit<ExplainedChange, 'level'> {
  const { revision, object, rule, field, detail } = change;
  const mark = rule === 'visible-signature-field' ? context.marks.get(revision) : undefined;
  const text = mark
    ? markWords(mark, signerOf(context, mark.field))
    : rules[rule].text.replace('{field}', field ?? '').trim();
  const more = why ?? (detail && detailWords(detail));
  return {
    ...{ revision, object, rule },
    ...(field === undefined ? {} : { field }),
    text: more ? `${text}: ${more}` : text,
  };
}

const signerOf = ({ signatures }: Context, field: string): string | undefined =>
  signatures.get(field)?.signerInfo?.signerCertificate?.subject.commonName;

function objection(change: ChangeFact, context: Context): string | undefined {
  const rule = rules[change.rule];
  const { signature, policy, plannedFields } = context;
  if (rule.level === 'forbidden') return undefined;
  const { field } = change;
  if (field !== undefined && !rule.allowedWhenLocked && signature.locks.some((lock) => locks(lock, field)))
    return 'ô này đã bị khóa bởi chữ ký';
  // EN 319 142-1 5.4.3 note: DSS and document timestamps are added even where P=1.
  if (signature.certificationLevel === 1 && rule.level !== 'lta') return 'chữ ký không cho phép thay đổi (DocMDP P=1)';
  if (change.rule === 'document-timestamp' && !isStampOfThisFile(context.timestamps.get(field ?? '')))
    return 'dấu thời gian tài liệu không đúng với tệp';
  const added = addedFieldObjection(change, context);
  if (added) return added;
  if (!rule.allowedWhenCertified && context.isCertified && !context.marks.has(change.revision))
    if (policy.visibleFieldAfterCertification === 'forbidden')
      return 'không được thêm ô chữ ký hiển thị sau chữ ký chứng nhận';
  if (change.rule === 'field-filled' && plannedFields && !plannedFields.includes(field ?? ''))
    return 'ô này không nằm trong các ô được điền sau';
  return undefined;
}

/* A stamp that is of something else is no stamp, and then its field has no explanation. */
const isStampOfThisFile = (stamp: TimestampFacts | undefined): boolean =>
  stamp === undefined ||
  (stamp.problem === undefined && stamp.judgement?.imprint === 'ok' && stamp.judgement.signature.value !== 'bad');

/**
 * Behind a public-service signature the profile alone says which fields may be added: marks of its shape, or invisible
 * signatures of the public service. What strangers add to an official document is no part of it.
 */
function addedFieldObjection(change: ChangeFact, context: Context): string | undefined {
  const { policy, publicService, signature, signatures } = context;
  if (policy.addedMarks !== 'public-service' || !publicService.has(signature.field)) return undefined;
  if (change.rule === 'visible-signature-field' && !context.marks.has(change.revision))
    return 'không phải dấu, số hay ngày theo quy cách ký số công vụ';
  const signer = change.field === undefined ? undefined : signatures.get(change.field);
  const isAdded = change.rule === 'invisible-signature-field' || change.rule === 'field-signed';
  if (isAdded && signer && !signer.isDocumentTimestamp && !publicService.has(signer.field))
    return 'chữ ký thêm sau không phải chữ ký số công vụ';
  return undefined;
}
