import type { routing } from '@vanthu/contracts';
import { addWorkingDays, type CivilDate, type KindCode, printNumber, symbol, vietnamCalendar } from '@vanthu/decree30';
import { COMMITTEE, communeKeys, departments } from '../district/agencies.js';
import type { District, Seat } from '../district/district.js';
import { Seeded } from '../seeded.js';
import { abstractOf, paragraphsOf } from '../texts/compose-body.js';
import { type Topic, topics } from '../texts/topics.js';
import { PERIOD } from './days.js';
import type { Fault, Handling, LetterPlan, OutgoingPlan, ReceptionPlan, Shape } from './plan.js';

/** Lines that the incoming registers of the district's agencies get in the quarter, from inside and outside together. */
const REGISTERED = 1506;
/** On top of them, without a number. */
const faults: readonly (readonly [Fault, number])[] = [
  ['altered', 6],
  ['bytes-changed', 5],
  ['wrong-address', 8],
  ['unknown-anchor', 8],
  ['duplicate', 8],
];
/** Of the unknown anchors: the clerk still waits for an answer of the sender at the end. */
const undecided = 3;

const kinds: readonly (readonly [KindCode, number])[] = [
  ['cong-van', 44],
  ['quyet-dinh', 16],
  ['thong-bao', 8],
  ['ke-hoach', 8],
  ['bao-cao', 5],
  ['giay-moi', 6],
  ['huong-dan', 4],
  ['to-trinh', 3],
  ['chi-thi', 2],
  ['chuong-trinh', 2],
  ['phuong-an', 1],
  ['cong-dien', 1],
];
const shapes: readonly (readonly [Shape, number])[] = [
  ['ours', 44],
  ['object-streams', 18],
  ['libpdf', 12],
  ['public-service', 14],
  ['scan', 8],
];
/** poppler's signer knows RSA keys only. */
const rsaShapes: typeof shapes = [...shapes, ['pdfsig', 20]];

/** Decisions of the province that the district's report names. */
const named = [
  { number: 85, date: '2023-01-13', subject: 'công bố thủ tục hành chính lĩnh vực hộ tịch' },
  { number: 116, date: '2023-01-19', subject: 'công bố thủ tục hành chính lĩnh vực đất đai' },
] as const;

function weighted<T>(seeded: Seeded, list: readonly (readonly [T, number])[]): T {
  let at = seeded.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [one, weight] of list) {
    at -= weight;
    if (at < 0) return one;
  }
  throw new RangeError('nothing to choose from');
}

export function planReceptions(
  district: District,
  days: readonly CivilDate[],
  outgoing: readonly OutgoingPlan[],
): ReceptionPlan[] {
  const seeded = new Seeded(district.seed).of('incoming');
  const inside = outgoing.flatMap((document) =>
    document.deliveredTo.map((agency) => fromInside(district, seeded, document, agency)),
  );
  const letters = new Letters(district, seeded.of('letters'));
  const count = REGISTERED - inside.length;
  const outside = Array.from({ length: count }, (_, i) => {
    const own = seeded.of(`outside ${i}`);
    const special = named[i];
    const arrivesOn = special
      ? (special.date as CivilDate)
      : (days[Math.floor((i * days.length) / count)] as CivilDate);
    const agency = special ? COMMITTEE : receiverOf(own);
    const letter = letters.write(own, agency, arrivesOn, special ?? null, null);
    return fromOutside(district, own, `i${String(i + 1).padStart(4, '0')}`, agency, arrivesOn, letter);
  });
  return [...inside, ...outside, ...badOnes(district, seeded.of('bad'), days, letters, outside)];
}

const receiverOf = (seeded: Seeded): string => {
  const where = seeded.next();
  if (where < 0.5) return COMMITTEE;
  return where < 0.75 ? seeded.pick(departments).key : seeded.pick(communeKeys);
};

function fromInside(district: District, seeded: Seeded, document: OutgoingPlan, agency: string): ReceptionPlan {
  const key = `${document.key}>${agency}`;
  const own = seeded.of(key);
  const arrivesOn = document.issuedOn;
  return {
    key,
    agency,
    arrivesOn,
    clerk: clerkOf(district, own, agency),
    urgency: document.urgency,
    from: { kind: 'inside', outgoing: document.key },
    fate: 'register',
    fault: null,
    handling: handlingOf(district, own, agency, arrivesOn, document.drafter.unit ?? 'vp'),
  };
}

function fromOutside(
  district: District,
  seeded: Seeded,
  key: string,
  agency: string,
  arrivesOn: CivilDate,
  { letter, topic }: { letter: LetterPlan; topic: Topic },
): ReceptionPlan {
  return {
    key,
    agency,
    arrivesOn,
    clerk: clerkOf(district, seeded, agency),
    urgency: letter.urgency,
    from: { kind: 'outside', letter },
    fate: 'register',
    fault: null,
    handling: handlingOf(district, seeded, agency, arrivesOn, topic.field),
  };
}

const clerkOf = (district: District, seeded: Seeded, agency: string): Seat =>
  seeded.pick(district.seatsOf(agency, 'clerk'));

/** Who directs, leads, co-operates; until when; and when it is really done. */
function handlingOf(district: District, seeded: Seeded, agency: string, arrivesOn: CivilDate, field: string): Handling {
  const director = seeded.pick(district.seatsOf(agency, 'director'));
  const allowed = seeded.int(3, 15);
  const late = seeded.chance(0.07);
  const open = seeded.chance(0.04);
  const taken = late ? allowed + seeded.int(1, 4) : seeded.int(1, allowed);
  const done = addWorkingDays(arrivesOn, taken, vietnamCalendar);
  const common = {
    director,
    deadline: addWorkingDays(arrivesOn, allowed, vietnamCalendar),
    completeOn: open || done > PERIOD.to ? null : done,
    answeredBy: null,
  };
  const unit = (key: string): routing.Assignee => ({
    kind: 'unit',
    unitId: district.unitId(key),
    name: departments.find((one) => one.key === key)?.name ?? key,
  });
  if (agency === COMMITTEE) {
    const others = seeded.shuffled(departments.filter((one) => one.key !== field)).slice(0, seeded.int(0, 2));
    return {
      ...common,
      lead: unit(field),
      cooperators: others.map((one) => unit(one.key)),
      head: district.seatsOf(agency, 'unit-head', field)[0] as Seat,
      handler: seeded.pick(district.seatsOf(agency, 'official', field).filter((seat) => seat.level === 'staff')),
    };
  }
  const [handler, other] = seeded.shuffled(district.seatsOf(agency, 'official'));
  const person = (seat: Seat): routing.Assignee => ({ kind: 'person', personId: seat.personId, name: seat.fullName });
  return {
    ...common,
    lead: person(handler as Seat),
    cooperators: seeded.chance(0.3) && other ? [person(other)] : [],
    head: null,
    handler: handler as Seat,
  };
}

/** Letters of agencies outside; each agency counts its numbers by year and kind as it writes them. */
class Letters {
  private readonly numbers = new Map<string, number>();

  constructor(
    private readonly district: District,
    private readonly seeded: Seeded,
  ) {}

  write(
    own: Seeded,
    agency: string,
    arrivesOn: CivilDate,
    special: (typeof named)[number] | null,
    fault: Fault | null,
  ): { letter: LetterPlan; topic: Topic } {
    const topic = special ? (topics.find((one) => one.subject === special.subject) as Topic) : own.pick(topics);
    const kind = special ? 'quyet-dinh' : weighted(own, kinds);
    const sender = special ? 'tinh' : own.pick(this.district.outside).key;
    const from = this.district.agencies.get(sender);
    const signer = this.district.seatsOf(sender)[0] as Seat;
    const documentDate =
      special || own.chance(0.5) ? arrivesOn : addWorkingDays(arrivesOn, -own.int(1, 3), vietnamCalendar);
    const number = special?.number ?? this.next(sender, kind, documentDate);
    const printed = symbol({
      kind,
      agencyAbbreviation: from?.abbreviation ?? '',
      unitAbbreviation: kind === 'cong-van' ? 'VP' : null,
    });
    const shape =
      fault === 'unknown-anchor' || fault === 'altered' || fault === 'bytes-changed'
        ? 'ours'
        : weighted(own, signer.keyType === 'rsa' ? rsaShapes : shapes);
    const letter: LetterPlan = {
      key: `${sender}-${number}-${kind}-${documentDate.slice(0, 4)}${fault ? `-${fault}` : ''}`,
      shape,
      fault,
      sender,
      signer,
      kind,
      number,
      symbol: printed,
      numberAndSymbol: `${printNumber(number)}/${printed}`,
      documentDate,
      abstract: abstractOf(kind, topic),
      paragraphs: paragraphsOf(topic, own.of('text'), lengthOf(own)),
      addressee: this.district.agencies.get(agency)?.name ?? '',
      urgency: kind === 'cong-dien' ? 'express' : own.chance(0.06) ? 'urgent' : 'normal',
      answerBy: own.chance(0.2) ? addWorkingDays(arrivesOn, own.int(3, 12), vietnamCalendar) : null,
    };
    return { letter, topic };
  }

  private next(sender: string, kind: string, date: string): number {
    const series = `${sender} ${kind} ${date.slice(0, 4)}`;
    const start = this.seeded.of(series).int(date < '2023' ? 800 : 120, date < '2023' ? 2400 : 300);
    const number = (this.numbers.get(series) ?? start) + 1 + (this.seeded.chance(0.5) ? 0 : this.seeded.int(1, 5));
    this.numbers.set(series, number);
    return number;
  }
}

/** Mostly a page or two; now and then a long one, up to fourteen pages. */
const lengthOf = (seeded: Seeded): number => {
  const how = seeded.next();
  if (how < 0.72) return seeded.int(2, 6);
  return how < 0.95 ? seeded.int(8, 22) : seeded.int(40, 118);
};

function badOnes(
  district: District,
  seeded: Seeded,
  days: readonly CivilDate[],
  letters: Letters,
  good: readonly ReceptionPlan[],
): ReceptionPlan[] {
  let open = undecided;
  return faults.flatMap(([fault, count]) =>
    Array.from({ length: count }, (_, i): ReceptionPlan => {
      const own = seeded.of(`${fault} ${i}`);
      const key = `x-${fault}-${i + 1}`;
      if (fault === 'duplicate') {
        const of = own.pick(good.filter((one) => one.arrivesOn < PERIOD.to && one.from.kind === 'outside'));
        return {
          ...of,
          key,
          fate: 'return',
          fault,
          handling: null,
          arrivesOn: days[days.indexOf(of.arrivesOn) + 1] as CivilDate,
        };
      }
      const agency = receiverOf(own);
      const arrivesOn = own.pick(days);
      const addressed = fault === 'wrong-address' ? own.pick(communeKeys.filter((one) => one !== agency)) : agency;
      const { letter, topic } = letters.write(own, addressed, arrivesOn, null, fault);
      const plan = fromOutside(district, own, key, agency, arrivesOn, { letter, topic });
      const leave = fault === 'unknown-anchor' && open-- > 0;
      return { ...plan, fate: leave ? 'leave' : 'return', fault, handling: null };
    }),
  );
}
