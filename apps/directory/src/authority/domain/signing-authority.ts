import type { directory } from '@vanthu/contracts';
import {
  type AuthorityRule,
  type Capacity,
  type CivilDate,
  capacityLines,
  checkCapacity,
  isRuleRefusal,
  type KindCode,
  type PositionLevel,
} from '@vanthu/decree30';
import type { z } from 'zod';

type Position = z.infer<typeof directory.PositionRecord>;
export type Authority = z.infer<typeof directory.AuthorityRecord>;

export interface SigningQuestion {
  /** The agency whose document it is. */
  readonly agency: directory.AgencyRecord;
  readonly position: Position;
  /** Superior of the agency of the position. */
  readonly superiorOfPosition: string | null;
  readonly authorities: readonly Authority[];
  /** The head of the position's unit on that day, with what he or she holds. */
  readonly unitHead: { readonly title: string; readonly authorities: readonly Authority[] } | null;
  readonly kind: KindCode;
  /** Field of work of the document. `null`: it has none; `undefined`: not asked, any field that the position holds will do. */
  readonly field?: string | null | undefined;
  readonly capacity?: Capacity | undefined;
  /** In a collective body: a matter that the head decides by his own competence. Elsewhere it changes nothing. */
  readonly headDecidesAlone?: boolean | undefined;
  readonly on: string;
}

export interface MaySign {
  readonly may: true;
  readonly capacity: Capacity;
  readonly lines: string[];
  readonly authority: Authority | null;
}
export interface MayNotSign {
  readonly may: false;
  readonly capacity: Capacity | null;
  readonly rule: string;
  readonly whyVi: string;
}

/**
 * May this position sign, and with what lines of box 7a? Without a capacity asked for, the best that the position has is
 * taken; when none is lawful, the answer names the rule that stood in the way of the first.
 *
 * @see Decree 30, Art. 13; Annex I part I, II.7.b
 */
export function maySign(question: SigningQuestion): MaySign | MayNotSign {
  const wanted = question.capacity ? [question.capacity] : capacitiesOf(question);
  const answers = wanted.map((capacity) => judge(capacity, question));
  return (
    answers.find((answer) => answer.may) ??
    answers[0] ?? { may: false, capacity: null, rule: 'R-SIG-08', whyVi: 'Chức vụ này không có thẩm quyền ký văn bản.' }
  );
}

/** What a position can sign with, the strongest first (Art. 13). */
function capacitiesOf(question: SigningQuestion): Capacity[] {
  const { agency, position } = question;
  const onBehalf = signsForCollective(question);
  if (position.agencyId !== agency.id) return ['TUQ'];
  switch (position.level) {
    case 'head':
      return [onBehalf ? 'TM' : 'direct'];
    case 'acting-head':
      return ['Q'];
    case 'deputy':
    case 'deputy-in-charge':
      return [onBehalf ? 'TM_KT' : 'KT'];
    case 'unit-head':
      return ['TL', 'TUQ'];
    case 'unit-deputy':
      return ['TL_KT'];
    case 'staff':
      return [];
    default: {
      const never: never = position.level;
      return never;
    }
  }
}

const signsForCollective = ({ agency, headDecidesAlone }: SigningQuestion): boolean =>
  agency.collective && !headDecidesAlone;

function judge(capacity: Capacity, question: SigningQuestion): MaySign | MayNotSign {
  const { agency, position } = question;
  if (position.agencyId !== agency.id && capacity !== 'TUQ') {
    return { may: false, capacity, rule: 'R-SIG-08', whyVi: 'Chức vụ này thuộc cơ quan khác.' };
  }
  const written = new Map(rulesFor(capacity, question).map((authority) => [asRule(authority), authority]));
  const rules = [...written.keys()];
  const position30 = {
    level: levelFor(capacity, question),
    inCharge: position.level === 'deputy-in-charge',
    validFrom: position.validFrom as CivilDate,
    validTo: position.validTo as CivilDate | null,
  };
  const verdicts = fieldsOf(question, rules).map((field) =>
    checkCapacity(
      { position: position30, agency, field, rules, headDecidesAlone: question.headDecidesAlone ?? false },
      capacity,
      question.kind,
      question.on as CivilDate,
    ),
  );
  const yes = verdicts.find((verdict) => !isRuleRefusal(verdict));
  if (yes && !isRuleRefusal(yes)) {
    return {
      may: true,
      capacity,
      authority: (yes.rule && written.get(yes.rule)) ?? null,
      lines: linesOf(capacity, question),
    };
  }
  const [refused] = verdicts;
  if (!refused || !isRuleRefusal(refused)) throw new Error('a capacity was neither allowed nor refused');
  return { may: false, capacity, rule: refused.rule, whyVi: refused.messageVi };
}

/** A deputy of a unit signs under what the head of the unit may sign by order (Art. 13.4). */
const rulesFor = (capacity: Capacity, { authorities, unitHead }: SigningQuestion): readonly Authority[] =>
  capacity === 'TL_KT'
    ? [...authorities, ...(unitHead?.authorities.filter((one) => one.capacity === 'TL') ?? [])]
    : authorities;

const asRule = (authority: Authority): AuthorityRule => ({
  capacity: authority.capacity,
  kinds: authority.kinds as readonly KindCode[] | null,
  fields: authority.fields,
  validFrom: authority.validFrom as CivilDate,
  validTo: authority.validTo as CivilDate | null,
  sourceDocument: authority.sourceDocument,
  grantedUnder: authority.grantedUnder ?? null,
});

/**
 * The head of a subordinate agency stands to its superior like the head of a unit: "người đứng đầu cơ quan, tổ chức, đơn vị
 * thuộc cơ cấu tổ chức của mình" (Art. 13.3).
 */
function levelFor(capacity: Capacity, { agency, position, superiorOfPosition }: SigningQuestion): PositionLevel {
  if (capacity === 'TUQ' && position.agencyId !== agency.id) {
    return position.level === 'head' && superiorOfPosition === agency.id ? 'unit-head' : 'other';
  }
  switch (position.level) {
    case 'deputy-in-charge':
      return 'deputy';
    case 'staff':
      return 'other';
    default:
      return position.level;
  }
}

function fieldsOf({ field }: SigningQuestion, rules: readonly AuthorityRule[]): (string | null)[] {
  return field === undefined ? [null, ...new Set(rules.flatMap((rule) => rule.fields ?? []))] : [field];
}

const linesOf = (capacity: Capacity, question: SigningQuestion): string[] => {
  const { agency, position, unitHead } = question;
  const ownMatter = capacity === 'Q' && !signsForCollective(question);
  return capacityLines({
    capacity,
    // The acting head of a collective prints TM. above Q. where the collective decides, and Q. alone where he does.
    collectiveName: agency.collective && !ownMatter ? (agency.collectiveName ?? agency.name) : null,
    headTitle: agency.headTitle,
    signerTitle: position.title,
    unitHeadTitle: unitHead?.title ?? null,
  });
};
