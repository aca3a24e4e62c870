import { describe, expect, test } from '@jest/globals';
import { civilDate } from '../dates/civil-date.js';
import type { KindCode } from '../vocabulary/kinds.js';
import type { AuthorityFacts, AuthorityRule, PositionLevel } from './authority.js';
import type { Capacity } from './capacity-lines.js';
import { checkCapacity, checkDelegation } from './check-capacity.js';

const on = civilDate('2025-03-05');
const source = 'Quyết định số 15/QĐ-UBND ngày 03/01/2025';

const ruleFor = (capacity: Capacity, more: Partial<AuthorityRule> = {}): AuthorityRule => ({
  capacity,
  kinds: null,
  fields: null,
  validFrom: civilDate('2025-01-01'),
  validTo: civilDate('2025-12-31'),
  sourceDocument: source,
  ...more,
});

interface Case {
  level: PositionLevel;
  collective?: boolean;
  alone?: boolean;
  inCharge?: boolean;
  heldTo?: string;
  field?: string;
  rules?: AuthorityRule[];
  capacity: Capacity;
  kind?: KindCode;
}

const check = (one: Case) => {
  const facts: AuthorityFacts = {
    position: {
      level: one.level,
      inCharge: one.inCharge ?? false,
      validFrom: civilDate('2021-07-01'),
      validTo: one.heldTo ? civilDate(one.heldTo) : null,
    },
    agency: { collective: one.collective ?? false },
    headDecidesAlone: one.alone ?? false,
    field: one.field ?? null,
    rules: one.rules ?? [],
  };
  return checkCapacity(facts, one.capacity, one.kind ?? 'quyet-dinh', on);
};

const culture = ruleFor('KT', { fields: ['van-hoa'] });
const written = ruleFor('TUQ', { kinds: ['cong-van'] });
const byOrder = ruleFor('TL', { kinds: ['cong-van', 'giay-moi'] });

const allowed: [title: string, one: Case, rule: AuthorityRule | null][] = [
  ['R-SIG-01: the head of a single-head agency signs directly', { level: 'head', capacity: 'direct' }, null],
  ['R-SIG-01: the head of a collective body signs TM.', { level: 'head', collective: true, capacity: 'TM' }, null],
  [
    'R-SIG-01: the head of a collective body signs alone what the head alone decides',
    { level: 'head', collective: true, alone: true, capacity: 'direct' },
    null,
  ],
  [
    'R-SIG-02: a deputy signs KT. in the assigned field',
    { level: 'deputy', field: 'van-hoa', rules: [culture], capacity: 'KT' },
    culture,
  ],
  [
    'R-SIG-02: the same rule serves TM., KT. in a collective body',
    { level: 'deputy', collective: true, field: 'van-hoa', rules: [culture], capacity: 'TM_KT' },
    culture,
  ],
  ['R-SIG-03: an acting head signs Q.', { level: 'acting-head', capacity: 'Q' }, null],
  [
    'R-SIG-03: a deputy in charge signs KT.',
    { level: 'deputy', inCharge: true, rules: [ruleFor('KT')], capacity: 'KT' },
    ruleFor('KT'),
  ],
  [
    'R-SIG-04: a unit head signs TUQ. within time and content',
    { level: 'unit-head', rules: [written], capacity: 'TUQ', kind: 'cong-van' },
    written,
  ],
  [
    'R-SIG-07: a unit head signs TL. a listed kind',
    { level: 'unit-head', rules: [byOrder], capacity: 'TL', kind: 'giay-moi' },
    byOrder,
  ],
  [
    'R-SIG-07: the deputy of a unit signs KT. under the TL. of the unit',
    { level: 'unit-deputy', rules: [byOrder], capacity: 'TL_KT', kind: 'giay-moi' },
    byOrder,
  ],
  [
    'R-SIG-08: the last day of a rule counts',
    { level: 'deputy', rules: [ruleFor('KT', { validTo: on })], capacity: 'KT' },
    ruleFor('KT', { validTo: on }),
  ],
];

const refused: [title: string, one: Case, rule: string, code: string][] = [
  ['TM. in a single-head agency', { level: 'head', capacity: 'TM' }, 'R-SIG-01', 'CAPACITY.NOT_COLLECTIVE'],
  [
    'a committee without TM.',
    { level: 'head', collective: true, capacity: 'direct' },
    'R-SIG-01',
    'CAPACITY.TM_NEEDED',
  ],
  [
    'KT. without TM. in a committee',
    { level: 'deputy', collective: true, rules: [ruleFor('KT')], capacity: 'KT' },
    'R-SIG-01',
    'CAPACITY.TM_NEEDED',
  ],
  [
    'KT. by a unit head',
    { level: 'unit-head', rules: [ruleFor('KT')], capacity: 'KT' },
    'R-SIG-02',
    'CAPACITY.NOT_A_DEPUTY',
  ],
  ['KT. by the head', { level: 'head', rules: [ruleFor('KT')], capacity: 'KT' }, 'R-SIG-02', 'CAPACITY.NOT_A_DEPUTY'],
  [
    'KT. in another field',
    { level: 'deputy', field: 'tai-chinh', rules: [culture], capacity: 'KT' },
    'R-SIG-02',
    'CAPACITY.OUTSIDE_FIELD',
  ],
  [
    'KT. without any field',
    { level: 'deputy', rules: [culture], capacity: 'KT' },
    'R-SIG-02',
    'CAPACITY.OUTSIDE_FIELD',
  ],
  ['Q. by a deputy in charge', { level: 'deputy', inCharge: true, capacity: 'Q' }, 'R-SIG-03', 'CAPACITY.NOT_ACTING'],
  ['Q. by a deputy', { level: 'deputy', capacity: 'Q' }, 'R-SIG-03', 'CAPACITY.NOT_ACTING'],
  ['TUQ. without paper', { level: 'unit-head', capacity: 'TUQ' }, 'R-SIG-04', 'CAPACITY.OUTSIDE_AUTHORISATION'],
  [
    'TUQ. after its end',
    {
      level: 'unit-head',
      rules: [ruleFor('TUQ', { kinds: ['cong-van'], validTo: civilDate('2025-03-04') })],
      capacity: 'TUQ',
      kind: 'cong-van',
    },
    'R-SIG-04',
    'CAPACITY.OUTSIDE_AUTHORISATION',
  ],
  [
    'TUQ. before its start',
    {
      level: 'unit-head',
      rules: [ruleFor('TUQ', { kinds: ['cong-van'], validFrom: civilDate('2025-03-06') })],
      capacity: 'TUQ',
      kind: 'cong-van',
    },
    'R-SIG-04',
    'CAPACITY.OUTSIDE_AUTHORISATION',
  ],
  [
    'TUQ. for another kind',
    { level: 'unit-head', rules: [written], capacity: 'TUQ' },
    'R-SIG-04',
    'CAPACITY.OUTSIDE_AUTHORISATION',
  ],
  [
    'TUQ. without end',
    { level: 'unit-head', rules: [{ ...written, validTo: null }], capacity: 'TUQ', kind: 'cong-van' },
    'R-SIG-04',
    'CAPACITY.AUTHORISATION_INCOMPLETE',
  ],
  [
    'TUQ. not in writing',
    { level: 'unit-head', rules: [{ ...written, sourceDocument: null }], capacity: 'TUQ', kind: 'cong-van' },
    'R-SIG-04',
    'CAPACITY.AUTHORISATION_INCOMPLETE',
  ],
  [
    'TUQ. for everything',
    { level: 'unit-head', rules: [ruleFor('TUQ')], capacity: 'TUQ' },
    'R-SIG-04',
    'CAPACITY.AUTHORISATION_INCOMPLETE',
  ],
  [
    'TUQ. by an official',
    { level: 'other', rules: [written], capacity: 'TUQ', kind: 'cong-van' },
    'R-SIG-04',
    'CAPACITY.NOT_A_UNIT_HEAD',
  ],
  [
    'TUQ. given on by a holder of TUQ.',
    { level: 'unit-head', rules: [{ ...written, grantedUnder: 'TUQ' }], capacity: 'TUQ', kind: 'cong-van' },
    'R-SIG-05',
    'CAPACITY.REDELEGATED',
  ],
  [
    'TL. by an official',
    { level: 'other', rules: [byOrder], capacity: 'TL', kind: 'cong-van' },
    'R-SIG-07',
    'CAPACITY.NOT_A_UNIT_HEAD',
  ],
  [
    'TL. for a kind not listed',
    { level: 'unit-head', rules: [byOrder], capacity: 'TL' },
    'R-SIG-07',
    'CAPACITY.KIND_NOT_LISTED',
  ],
  [
    'TL. for all kinds at once',
    { level: 'unit-head', rules: [ruleFor('TL')], capacity: 'TL' },
    'R-SIG-07',
    'CAPACITY.KIND_NOT_LISTED',
  ],
  [
    'KT. under TL. by the unit head',
    { level: 'unit-head', rules: [byOrder], capacity: 'TL_KT', kind: 'cong-van' },
    'R-SIG-07',
    'CAPACITY.NOT_A_UNIT_DEPUTY',
  ],
  ['KT. without a rule', { level: 'deputy', capacity: 'KT' }, 'R-SIG-08', 'CAPACITY.NO_RULE'],
  [
    'KT. by a rule that ended',
    { level: 'deputy', rules: [ruleFor('KT', { validTo: civilDate('2025-03-04') })], capacity: 'KT' },
    'R-SIG-08',
    'CAPACITY.NO_RULE',
  ],
  [
    'a position that ended',
    { level: 'head', heldTo: '2025-03-04', capacity: 'direct' },
    'R-SIG-08',
    'CAPACITY.POSITION_NOT_HELD',
  ],
  ['direct by a deputy', { level: 'deputy', capacity: 'direct' }, 'R-SIG-08', 'CAPACITY.NOT_THE_HEAD'],
];

describe('authority to sign', () => {
  test.each(allowed)('%s', (_title, one, rule) => {
    expect(check(one)).toMatchObject({ allowed: true, rule });
  });

  test.each(refused.map(([title, one, rule, code]) => [`${rule}: ${title} is refused`, one, rule, code] as const))(
    '%s',
    (_title, one, rule, code) => {
      const answer = check(one);
      expect(answer).toMatchObject({ refused: true, rule, code });
      expect(answer).toHaveProperty('messageVi', expect.stringMatching(/\.$/));
    },
  );

  test('R-SIG-05: only a power held by TUQ. cannot be given on', () => {
    expect(checkDelegation('TUQ')).toMatchObject({ rule: 'R-SIG-05' });
    expect(checkDelegation('direct')).toBeNull();
  });
});
