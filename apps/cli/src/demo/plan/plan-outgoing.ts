import type { outgoing } from '@vanthu/contracts';
import { addWorkingDays, type CivilDate, type KindCode, printShortDate, vietnamCalendar } from '@vanthu/decree30';
import { COMMITTEE, communeKeys, departments } from '../district/agencies.js';
import type { District, Seat } from '../district/district.js';
import { Seeded } from '../seeded.js';
import { abstractOf, composeBody } from '../texts/compose-body.js';
import { type Topic, topics } from '../texts/topics.js';
import type { OutgoingPlan } from './plan.js';

/** The year's plan of administrative reform is decision 101 of the People's Committee, on the first day after Tết. */
const REFORM_DAY = '2023-01-27';
const decisionsBeforeReform = 100;
const decisionsPerDay = 7;

/** What the Committee issues beside its decisions, over the whole period. */
const committeeKinds: readonly (readonly [KindCode, number])[] = [
  ['cong-van', 40],
  ['bao-cao', 10],
  ['thong-bao', 12],
  ['to-trinh', 6],
  ['ke-hoach', 10],
  ['giay-moi', 12],
  ['bien-ban', 4],
];
/** Of each department and of each commune. */
const departmentKinds: readonly KindCode[] = ['cong-van', 'bao-cao', 'to-trinh', 'thong-bao'];
const communeKinds: readonly KindCode[] = ['cong-van', 'bao-cao', 'quyet-dinh', 'to-trinh', 'ke-hoach'];
/** Half of the communes issue one more. */
const communeExtra: KindCode = 'thong-bao';
/** Signed in ink: which of the Committee's documents, counted in the order of the data. */
const inkPlaces = [38, 121, 207, 268, 341, 402];

interface Slot {
  readonly agency: string;
  readonly kind: KindCode;
  readonly issuedOn: CivilDate;
  readonly first: boolean;
}

export function planOutgoing(district: District, days: readonly CivilDate[]): OutgoingPlan[] {
  const seeded = new Seeded(district.seed).of('outgoing');
  const slots = slotsOf(seeded.of('slots'), days);
  let committees = 0;
  return slots.map((slot, i) => {
    if (slot.agency === COMMITTEE && slot.kind !== 'bien-ban' && slot.kind !== 'giay-moi') committees += 1;
    const isInk = slot.agency === COMMITTEE && inkPlaces.includes(committees) && !slot.first;
    if (isInk) committees += 1;
    return document(district, seeded.of(String(i)), slot, `o${String(i + 1).padStart(4, '0')}`, isInk);
  });
}

/** Which agency issues what on which day. */
function slotsOf(seeded: Seeded, days: readonly CivilDate[]): Slot[] {
  const slots: Slot[] = [];
  const [oldYear, beforeReform, after] = [
    days.filter((day) => day < '2023-01-01'),
    days.filter((day) => day >= '2023-01-01' && day < REFORM_DAY),
    days.filter((day) => day >= REFORM_DAY),
  ];
  const decide = (day: CivilDate, count: number) => {
    for (let i = 0; i < count; i++)
      slots.push({ agency: COMMITTEE, kind: 'quyet-dinh', issuedOn: day, first: day === REFORM_DAY && i === 0 });
  };
  for (const day of [...oldYear, ...after]) decide(day, decisionsPerDay);
  beforeReform.forEach((day, i) => {
    const until = (n: number) => Math.floor((decisionsBeforeReform * n) / beforeReform.length);
    decide(day, until(i + 1) - until(i));
  });
  const some = (agency: string, kind: KindCode) =>
    slots.push({ agency, kind, issuedOn: seeded.pick(days), first: false });
  for (const [kind, count] of committeeKinds) for (let i = 0; i < count; i++) some(COMMITTEE, kind);
  for (const { key } of departments) for (const kind of departmentKinds) some(key, kind);
  communeKeys.forEach((key, i) => {
    for (const kind of communeKinds) some(key, kind);
    if (i % 2 === 0) some(key, communeExtra);
  });
  return slots.sort((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));
}

function document(district: District, seeded: Seeded, slot: Slot, key: string, isInk: boolean): OutgoingPlan {
  const { agency, kind, issuedOn, first } = slot;
  const topic = first
    ? (topics.find((one) => one.subject.includes('cải cách hành chính năm 2023')) as Topic)
    : seeded.pick(topics);
  const hands = handsOf(district, seeded, slot, topic);
  const target = targetsOf(district, seeded, slot, topic);
  const name = district.agencies.get(agency)?.name ?? '';
  const unitTitle = departments.find((one) => one.key === topic.field)?.headTitle ?? 'Chánh Văn phòng';
  const back = isInk || kind === 'bien-ban' ? 0 : seeded.int(0, 2);
  return {
    key,
    agency,
    kind,
    issuedOn,
    draftedOn: earliest(addWorkingDays(issuedOn, -back, vietnamCalendar)),
    first,
    abstract: abstractOf(kind, topic),
    urgency: seeded.chance(0.06) ? 'urgent' : seeded.chance(0.01) ? 'express' : 'normal',
    body: composeBody({
      kind,
      topic,
      seeded: seeded.of('body'),
      agencyName: name,
      unitTitle: agency === COMMITTEE ? unitTitle : hands.drafter.title,
      addressees: target.addressees,
      day: printShortDate(issuedOn),
      chair: `${hands.signer.fullName}, ${hands.signer.title}`,
      secretary: `${(hands.coSigners[0] ?? hands.drafter).fullName}, ${(hands.coSigners[0] ?? hands.drafter).title}`,
    }),
    ...hands,
    road: isInk ? 'ink' : 'digital',
    recipients: target.recipients,
    deliveredTo: target.deliveredTo,
    attachments: isInk || !seeded.chance(0.12) ? [] : attachmentsOf(seeded.of('attachments'), topic),
    answers: null,
  };
}

/** A draft is not older than the period. */
const earliest = (day: CivilDate): CivilDate => (day < '2022-12-15' ? ('2022-12-15' as CivilDate) : day);

const attachmentsOf = (seeded: Seeded, topic: Topic) =>
  Array.from({ length: seeded.int(1, 2) }, (_, i) => ({
    title: i === 0 ? `Danh sách kèm theo về ${topic.subject}` : 'Biểu tổng hợp số liệu',
    pages: seeded.int(1, 3),
  }));

type Hands = Pick<
  OutgoingPlan,
  'drafter' | 'contentChecker' | 'formChecker' | 'coSigners' | 'signer' | 'capacity' | 'headDecidesAlone' | 'clerk'
>;

/** Who drafts, checks, signs and numbers it. */
function handsOf(district: District, seeded: Seeded, { agency, kind }: Slot, topic: Topic): Hands {
  const pick = (list: readonly Seat[]) => seeded.pick(list);
  const clerk = pick(district.seatsOf(agency, 'clerk'));
  const head = district.seatsOf(agency, 'signer').find((seat) => seat.level === 'head') as Seat;
  const deputies = district.seatsOf(agency, 'signer').filter((seat) => seat.level === 'deputy');
  if (agency !== COMMITTEE) {
    const drafter = pick(district.seatsOf(agency, 'official'));
    const signer = seeded.chance(0.6) ? head : pick(deputies);
    const collective = district.agencies.get(agency)?.collective === true;
    const capacity = signer === head ? (collective ? 'TM' : 'direct') : collective ? 'TM_KT' : 'KT';
    const formChecker = pick(district.seatsOf(agency, 'form-checker').filter((seat) => seat !== signer));
    return {
      drafter,
      contentChecker: signer,
      formChecker,
      coSigners: [],
      signer,
      capacity,
      headDecidesAlone: false,
      clerk,
    };
  }
  const unit = topic.field;
  const unitHead = district.seatsOf(agency, 'unit-head', unit)[0] as Seat;
  const drafter = pick(district.seatsOf(agency, 'official', unit).filter((seat) => seat.level === 'staff'));
  const formChecker = pick(district.seatsOf(agency, 'form-checker', 'vp'));
  const common = { drafter, contentChecker: unitHead, formChecker, clerk, headDecidesAlone: false };
  if (kind === 'bien-ban') {
    return { ...common, coSigners: [drafter], signer: pick([head, ...deputies]), capacity: null };
  }
  const office = district.seatsOf(agency, 'signer', 'vp').find((seat) => seat.level === 'unit-head') as Seat;
  if ((kind === 'giay-moi' || kind === 'thong-bao') && seeded.chance(0.6)) {
    return { ...common, coSigners: [], signer: office, capacity: 'TL' };
  }
  const finance = district.seatsOf(agency, 'signer', 'tckh').find((seat) => seat.level === 'unit-head') as Seat;
  if ((kind === 'cong-van' || kind === 'bao-cao') && unit === 'tckh') {
    return { ...common, coSigners: [], signer: finance, capacity: 'TUQ' };
  }
  const signer = seeded.chance(0.45) ? head : pick(deputies);
  return { ...common, coSigners: [], signer, capacity: signer === head ? 'TM' : 'TM_KT' };
}

interface Targets {
  readonly addressees: string[];
  readonly recipients: outgoing.Recipient[];
  readonly deliveredTo: string[];
}

/** To whom it goes: agencies of the installation, agencies outside, units, and lines that nobody serves. */
function targetsOf(district: District, seeded: Seeded, { agency, kind }: Slot, topic: Topic): Targets {
  const name = (key: string) => district.agencies.get(key)?.name ?? key;
  const to = (key: string): outgoing.Recipient => ({
    kind: 'agency',
    agencyId: district.agencyId(key),
    name: name(key),
  });
  const deliveredTo =
    agency === COMMITTEE
      ? seeded.chance(0.22)
        ? seeded.shuffled([...communeKeys, topic.field]).slice(0, seeded.int(1, 3))
        : []
      : seeded.chance(0.75)
        ? [COMMITTEE]
        : [topic.field].filter((key) => key !== agency);
  const outside = seeded.chance(0.15) ? [seeded.pick(district.outside).key] : [];
  const addressed = ['cong-van', 'giay-moi', 'to-trinh', 'bao-cao', 'bien-ban'].includes(kind);
  const fallback = agency === COMMITTEE ? 'Ủy ban nhân dân các xã, thị trấn' : 'Các ấp, khu phố trên địa bàn';
  const agencies = [...deliveredTo, ...outside];
  const addressees = addressed ? (agencies.length > 0 ? agencies.map(name) : [fallback]) : [];
  const units: outgoing.Recipient[] =
    agency === COMMITTEE
      ? [
          {
            kind: 'unit',
            unitId: district.unitId(topic.field),
            name: departments.find((one) => one.key === topic.field)?.name ?? '',
          },
        ]
      : [];
  const others: outgoing.Recipient[] = agencies.length === 0 ? [{ kind: 'other', name: fallback }] : [];
  return { addressees, recipients: [...agencies.map(to), ...others, ...units], deliveredTo };
}
