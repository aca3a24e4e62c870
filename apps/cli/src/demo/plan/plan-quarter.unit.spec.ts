import { describe, expect, it } from '@jest/globals';
import { COMMITTEE } from '../district/agencies.js';
import { districtOf } from '../district/district.js';
import { planQuarter } from './plan-quarter.js';

const district = districtOf('thử nghiệm');
const plan = planQuarter(district);
const letters = plan.receptions.flatMap(({ from }) => (from.kind === 'outside' ? [from.letter] : []));
const distinct = (values: readonly unknown[]) => new Set(values).size;

describe('the data set of the quarter', () => {
  it('follows from the seed alone', () => {
    expect(JSON.stringify(planQuarter(districtOf('thử nghiệm')))).toBe(JSON.stringify(plan));
    expect(districtOf('khác').seats[0]?.fullName).not.toBe(district.seats[0]?.fullName);
  });

  it('has at least 150 people of 25 agencies who may sign, and nobody twice', () => {
    const hosted = new Set(district.hosted.map((agency) => agency.key));
    const people = district.seats.filter((seat) => hosted.has(seat.agency));
    expect(hosted.size).toBe(25);
    expect(distinct(people.map((seat) => seat.personId))).toBeGreaterThanOrEqual(150);
    expect(distinct(district.seats.map((seat) => seat.fullName))).toBe(distinct(district.seats.map((s) => s.personId)));
    expect(distinct(district.seats.map((seat) => seat.id))).toBe(district.seats.length);
  });

  it('works on working days only: not on 2 January, not from 20 to 26 January', () => {
    expect(plan.days).not.toContain('2023-01-02');
    expect(plan.days.filter((day) => day >= '2023-01-20' && day <= '2023-01-26')).toEqual([]);
    const used = [...plan.outgoing.map((one) => one.issuedOn), ...plan.receptions.map((one) => one.arrivesOn)];
    expect(used.every((day) => plan.days.includes(day))).toBe(true);
    expect(plan.outgoing.every((one) => one.draftedOn <= one.issuedOn && plan.days.includes(one.draftedOn))).toBe(true);
  });

  it('issues what the district has reported, six of them signed in ink, in the kinds of such an office', () => {
    expect(plan.outgoing).toHaveLength(623);
    expect(plan.outgoing.filter((one) => one.road === 'ink')).toHaveLength(6);
    const kinds = new Set(plan.outgoing.map((one) => one.kind));
    for (const kind of [
      'quyet-dinh',
      'cong-van',
      'bao-cao',
      'thong-bao',
      'to-trinh',
      'ke-hoach',
      'giay-moi',
      'bien-ban',
    ])
      expect(kinds).toContain(kind);
    const capacities = new Set(plan.outgoing.map((one) => one.capacity));
    for (const capacity of ['TM', 'TM_KT', 'KT', 'TL', 'TUQ', 'direct']) expect(capacities).toContain(capacity);
    expect(plan.outgoing.filter((one) => one.attachments.length > 0).length).toBeGreaterThan(30);
    expect(plan.outgoing.filter((one) => one.answers !== null).length).toBeGreaterThan(10);
  });

  it('has a hundred decisions of the Committee in 2023 before the plan of administrative reform on 27 January', () => {
    const decisions = plan.outgoing.filter((one) => one.agency === COMMITTEE && one.kind === 'quyet-dinh');
    const before = decisions.filter((one) => one.issuedOn > '2023-01-01' && one.issuedOn < '2023-01-27');
    expect(before).toHaveLength(100);
    const [reform, ...others] = decisions.filter((one) => one.first);
    expect(others).toEqual([]);
    expect(reform).toMatchObject({ issuedOn: '2023-01-27' });
    expect(reform?.abstract).toContain('cải cách hành chính năm 2023');
  });

  it('receives from at least 40 agencies, in 12 kinds, 60 texts and every shape', () => {
    expect(plan.receptions.filter((one) => one.fate === 'register')).toHaveLength(1506);
    expect(distinct(letters.map((one) => one.sender))).toBeGreaterThanOrEqual(40);
    expect(distinct(letters.map((one) => one.kind))).toBeGreaterThanOrEqual(12);
    expect(distinct(letters.map((one) => one.paragraphs[0]))).toBeGreaterThanOrEqual(60);
    expect(distinct(letters.map((one) => one.shape))).toBe(6);
    expect(plan.receptions.some((one) => one.from.kind === 'inside')).toBe(true);
    for (const numberAndSymbol of ['85/QĐ-UBND', '116/QĐ-UBND'])
      expect(letters.filter((one) => one.sender === 'tinh' && one.numberAndSymbol === numberAndSymbol)).toHaveLength(1);
  });

  it('gives no number and symbol of an agency and year twice, but to the duplicates', () => {
    const sent = plan.receptions.filter((one) => one.fault !== 'duplicate' && one.from.kind === 'outside');
    const names = sent.map(({ from }) =>
      from.kind === 'outside'
        ? `${from.letter.sender} ${from.letter.numberAndSymbol} ${from.letter.documentDate.slice(0, 4)}`
        : '',
    );
    expect(distinct(names)).toBe(names.length);
  });

  it('has at least 30 bad ones on top, none of which gets a number', () => {
    const bad = plan.receptions.filter((one) => one.fault !== null);
    expect(bad.length).toBeGreaterThanOrEqual(30);
    expect(bad.filter((one) => one.fate === 'register')).toEqual([]);
    expect(bad.filter((one) => one.fate === 'leave').length).toBeGreaterThan(0);
  });

  it('directs everything with lead and deadline, completes most, some late, some by an answer', () => {
    const handled = plan.receptions.filter((one) => one.fate === 'register');
    const handlings = handled.map((one) => one.handling);
    expect(handlings).not.toContain(null);
    expect(handlings.filter((one) => one?.completeOn && one.completeOn > one.deadline).length).toBeGreaterThan(20);
    expect(handlings.filter((one) => one?.answeredBy).length).toBeGreaterThan(10);
    expect(handlings.filter((one) => (one?.cooperators.length ?? 0) > 0).length).toBeGreaterThan(100);
  });
});
