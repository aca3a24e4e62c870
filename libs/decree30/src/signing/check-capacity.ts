import type { CivilDate } from '../dates/civil-date.js';
import { type RuleRefusal, refuse } from '../refusal.js';
import type { KindCode } from '../vocabulary/kinds.js';
import { type AuthorityFacts, type AuthorityRule, isAbout, isValidOn } from './authority.js';
import type { Capacity } from './capacity-lines.js';

const art13 = 'NĐ 30/2020, Điều 13';

/** Signing is allowed, and why. `rule` is the written authority to keep with the act; `null`: the office itself. */
export interface CapacityAllowed {
  readonly allowed: true;
  readonly rule: AuthorityRule | null;
  readonly article: string;
}

/**
 * Whether a person may sign a document of this kind in this capacity on this day. Decides from the facts alone; nothing
 * is looked up. Art. 13 and Annex I part I, II.7 (R-SIG-01 to 05, 07, 08).
 */
export function checkCapacity(
  facts: AuthorityFacts,
  capacity: Capacity,
  kind: KindCode,
  on: CivilDate,
): CapacityAllowed | RuleRefusal {
  if (!isValidOn(facts.position, on)) {
    return refuse('CAPACITY.POSITION_NOT_HELD', 'R-SIG-08', art13, 'Chức vụ này không có hiệu lực vào ngày ký.');
  }
  return collectiveRule(facts, capacity) ?? officeRule(facts, capacity) ?? authority(facts, capacity, kind, on);
}

/** TM. belongs to collective bodies and to them only. Art. 13.1–2 (R-SIG-01). */
function collectiveRule(facts: AuthorityFacts, capacity: Capacity): RuleRefusal | null {
  const onBehalf = capacity === 'TM' || capacity === 'TM_KT';
  if (onBehalf && !facts.agency.collective) {
    return refuse(
      'CAPACITY.NOT_COLLECTIVE',
      'R-SIG-01',
      art13,
      'Chỉ cơ quan làm việc theo chế độ tập thể mới ký thay mặt (TM.).',
    );
  }
  const single = capacity === 'direct' || capacity === 'KT';
  if (single && facts.agency.collective && !facts.headDecidesAlone) {
    return refuse(
      'CAPACITY.TM_NEEDED',
      'R-SIG-01',
      art13,
      'Cơ quan làm việc theo chế độ tập thể: phải ghi “TM.” trước tên tập thể lãnh đạo hoặc tên cơ quan.',
    );
  }
  return null;
}

/** Each capacity is for one office only. */
function officeRule(facts: AuthorityFacts, capacity: Capacity): RuleRefusal | null {
  const { level, inCharge } = facts.position;
  switch (capacity) {
    case 'direct':
    case 'TM':
      if (level === 'head') return null;
      return refuse(
        'CAPACITY.NOT_THE_HEAD',
        'R-SIG-08',
        `${art13} khoản 1, 2`,
        'Chỉ người đứng đầu cơ quan ký với tư cách này.',
      );
    case 'KT':
    case 'TM_KT':
      if (level === 'deputy') return null;
      return refuse(
        'CAPACITY.NOT_A_DEPUTY',
        'R-SIG-02',
        `${art13} khoản 1, 2`,
        'Chỉ cấp phó của người đứng đầu được ký thay (KT.).',
      );
    case 'Q':
      if (level === 'acting-head') return null;
      return refuse(
        'CAPACITY.NOT_ACTING',
        'R-SIG-03',
        `${art13} khoản 1; Phụ lục I phần I, II.7.b`,
        inCharge
          ? 'Cấp phó được giao phụ trách hoặc điều hành ký thay (KT.), không ghi “Q.”.'
          : 'Chỉ người được giao quyền cấp trưởng mới ghi “Q.”.',
      );
    case 'TL':
      if (level === 'unit-head') return null;
      return refuse(
        'CAPACITY.NOT_A_UNIT_HEAD',
        'R-SIG-07',
        `${art13} khoản 4`,
        'Chỉ người đứng đầu đơn vị được ký thừa lệnh (TL.).',
      );
    case 'TL_KT':
      if (level === 'unit-deputy') return null;
      return refuse(
        'CAPACITY.NOT_A_UNIT_DEPUTY',
        'R-SIG-07',
        `${art13} khoản 4`,
        'Chỉ cấp phó của người đứng đầu đơn vị được ký thay khi đơn vị được ký thừa lệnh.',
      );
    case 'TUQ':
      if (level === 'unit-head') return null;
      return refuse(
        'CAPACITY.NOT_A_UNIT_HEAD',
        'R-SIG-04',
        `${art13} khoản 3`,
        'Chỉ ủy quyền cho người đứng đầu cơ quan, tổ chức, đơn vị thuộc cơ cấu tổ chức của mình.',
      );
    default: {
      const never: never = capacity;
      throw new RangeError(`unknown capacity ${String(never)}`);
    }
  }
}

/** Heads sign by their office; everybody else needs a written rule that is valid on the day. */
function authority(
  facts: AuthorityFacts,
  capacity: Capacity,
  kind: KindCode,
  on: CivilDate,
): CapacityAllowed | RuleRefusal {
  if (capacity === 'direct' || capacity === 'TM' || capacity === 'Q')
    return { allowed: true, rule: null, article: art13 };
  const ofCapacity = facts.rules.filter((rule) => serves(rule.capacity, capacity));
  const valid = ofCapacity.filter((rule) => isValidOn(rule, on));
  const fitting = valid.filter((rule) => isAbout(rule, kind, facts.field));

  if (capacity === 'TUQ') return byAuthorisation(ofCapacity, valid, fitting);
  if (ofCapacity.length === 0 || valid.length === 0) {
    return refuse('CAPACITY.NO_RULE', 'R-SIG-08', art13, 'Không có căn cứ về thẩm quyền ký có hiệu lực vào ngày ký.');
  }
  if (capacity === 'TL' || capacity === 'TL_KT') {
    // "Some kinds of documents", laid down in the agency's regulation: a rule without kinds or without source is none.
    const listed = fitting.find((rule) => rule.kinds !== null && rule.sourceDocument !== null);
    if (listed) return { allowed: true, rule: listed, article: `${art13} khoản 4` };
    return refuse(
      'CAPACITY.KIND_NOT_LISTED',
      'R-SIG-07',
      `${art13} khoản 4`,
      'Loại văn bản này không có trong quy chế của cơ quan về ký thừa lệnh.',
    );
  }
  const rule = fitting[0];
  if (rule) return { allowed: true, rule, article: `${art13} khoản 1, 2` };
  return refuse(
    'CAPACITY.OUTSIDE_FIELD',
    'R-SIG-02',
    `${art13} khoản 1, 2`,
    'Văn bản không thuộc lĩnh vực hoặc loại việc được phân công cho cấp phó này.',
  );
}

/** TUQ.: in writing, limited in time and content, never passed on. Art. 13.3 (R-SIG-04, R-SIG-05). */
function byAuthorisation(
  all: readonly AuthorityRule[],
  valid: readonly AuthorityRule[],
  fitting: readonly AuthorityRule[],
): CapacityAllowed | RuleRefusal {
  const article = `${art13} khoản 3`;
  const own = fitting.filter((rule) => rule.grantedUnder !== 'TUQ');
  if (fitting.length > 0 && own.length === 0) {
    return refuse(
      'CAPACITY.REDELEGATED',
      'R-SIG-05',
      article,
      'Người được ủy quyền không được ủy quyền lại cho người khác.',
    );
  }
  const written = own.find(isWrittenAuthorisation);
  if (written) return { allowed: true, rule: written, article };
  if (own.length > 0) {
    return refuse(
      'CAPACITY.AUTHORISATION_INCOMPLETE',
      'R-SIG-04',
      article,
      'Ủy quyền ký phải bằng văn bản, giới hạn thời gian và nội dung được ủy quyền.',
    );
  }
  const why =
    all.length === 0
      ? 'Không có văn bản ủy quyền ký.'
      : valid.length === 0
        ? 'Văn bản ủy quyền không có hiệu lực vào ngày ký.'
        : 'Văn bản nằm ngoài nội dung được ủy quyền.';
  return refuse('CAPACITY.OUTSIDE_AUTHORISATION', 'R-SIG-04', article, why);
}

function isWrittenAuthorisation(rule: AuthorityRule): boolean {
  return rule.sourceDocument !== null && rule.validTo !== null && (rule.kinds !== null || rule.fields !== null);
}

/** KT. of a collective body is the same power as KT.; the deputy of a unit signs under the TL. of the unit. */
function serves(ruled: Capacity, asked: Capacity): boolean {
  if (ruled === asked) return true;
  if (asked === 'TM_KT') return ruled === 'KT';
  if (asked === 'KT') return ruled === 'TM_KT';
  return asked === 'TL_KT' && ruled === 'TL';
}

/** Whether a power held in this capacity may be given on by a new authorisation. Art. 13.3 (R-SIG-05). */
export function checkDelegation(heldIn: Capacity): RuleRefusal | null {
  if (heldIn !== 'TUQ') return null;
  return refuse(
    'CAPACITY.REDELEGATED',
    'R-SIG-05',
    `${art13} khoản 3`,
    'Người được ủy quyền không được ủy quyền lại cho người khác.',
  );
}
