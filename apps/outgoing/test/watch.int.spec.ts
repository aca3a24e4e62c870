import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { directory, outgoing } from '@vanthu/contracts';
import { people, stranger } from './people.js';
import { type Detail, decision, World } from './world.js';

const { AllotNumber, FileDocument, FindDeadlines, FindUnfiled, RecordInkSignature } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
/** Each test has a week of its own: dates of a series never run backwards. */
let week = 0;
const day = (date: string, time: string): string => {
  const at = new Date(`${date}T${time}Z`);
  at.setUTCDate(at.getUTCDate() + 7 * week);
  return at.toISOString();
};
/** 16:30 in Viet Nam on a Wednesday in summer 2025; Thursday is a working day. */
let wednesday: string;
let thursdayMorning: string;
let thursdayAfternoon: string;
let friday: string;
beforeEach(() => {
  wednesday = day('2025-07-02', '09:30:00');
  thursdayMorning = day('2025-07-03', '04:30:00');
  thursdayAfternoon = day('2025-07-03', '08:00:00');
  friday = day('2025-07-04', '02:00:00');
  world.at = wednesday;
  week += 1;
});

const violationsOf = async ({ id }: Pick<Detail, 'id'>) =>
  (await world.done(FindDeadlines, { year: 2025 }, people.clerk)).violations.filter((one) => one.documentId === id);
const openOf = async ({ id }: Pick<Detail, 'id'>) =>
  (await world.done(FindDeadlines, { year: 2025 }, people.leadership)).open.filter((one) => one.documentId === id);

/** Signed on Wednesday, issued then. */
async function issuedAt(at: string, own: Parameters<typeof decision>[0] = {}) {
  const document = await world.until('signed', decision(own));
  world.at = at;
  return world.bring(document.id, 'issued');
}

describe('deadlines of issuing', () => {
  it('R-ISS-01: issued by the end of the next working day, in the morning, no violation is written down', async () => {
    expect(await violationsOf(await issuedAt(thursdayMorning))).toEqual([]);
  });
  it('R-ISS-01: issued later it is a violation, with what was due and when it was done', async () => {
    const document = await issuedAt(friday);
    expect(await violationsOf(document)).toMatchObject([
      { what: 'issue', doneAt: friday, late: true, numberAndSymbol: document.numberAndSymbol },
      { what: 'send', doneAt: friday },
    ]);
  });
  it('R-ISS-02: sent in the morning of the next working day is in time', async () => {
    expect(await violationsOf(await issuedAt(thursdayMorning))).toEqual([]);
  });
  it('R-ISS-02: sent after that morning is a violation, although it is issued in time', async () => {
    expect(await violationsOf(await issuedAt(thursdayAfternoon))).toMatchObject([
      { what: 'send', dueAt: thursdayAfternoon.replace('T08', 'T05'), doneAt: thursdayAfternoon },
    ]);
  });
  it('R-ISS-03: an urgent document is demanded from its signature on, before the others', async () => {
    const plain = await world.until('signed');
    const urgent = await world.until('signed', decision({ urgency: 'express' }));
    const { open } = await world.done(FindDeadlines, { year: 2025 }, people.clerk);
    const ids = open.map(({ documentId }) => documentId);
    expect(ids.indexOf(urgent.id)).toBeLessThan(ids.indexOf(plain.id));
    world.at = wednesday.replace('09:30', '09:31');
    expect(await openOf(urgent)).toMatchObject([{ what: 'at-once', dueAt: wednesday, late: true, doneAt: null }]);
    await world.bring(urgent.id, 'issued');
    expect(await openOf(urgent)).toEqual([]);
    expect(await violationsOf(urgent)).toEqual([]);
  });
  it('R-ISS-03: left until the next day it is a violation', async () => {
    expect(await violationsOf(await issuedAt(thursdayMorning, { urgency: 'urgent' }))).toMatchObject([
      { what: 'at-once', dueAt: wednesday, doneAt: thursdayMorning },
    ]);
  });
  it('R-GEN-06: an agency that rests on a Thursday has its deadlines by its own calendar and morning', async () => {
    const thursday = thursdayMorning.slice(0, 10);
    const own = {
      ...{
        agencyId: people.clerk.agencyId,
        from: '2025-01-01',
        to: '2025-12-31',
        holidays: [thursday],
        makeUpDays: [],
      },
      ...{ morningEnds: '11:30', basis: 'Quyết định số 3/QĐ-UBND' },
    };
    const plain = await world.until('signed');
    const told = { aggregateId: own.agencyId, occurredAt: wednesday };
    await world.bed.emit(directory.CalendarSet, { ...told, payload: own });
    expect(await openOf(plain)).toMatchObject([
      { what: 'send', dueAt: friday.replace('02:00', '04:30') },
      { what: 'issue', dueAt: friday.replace('02:00:00.000', '16:59:59.999') },
    ]);
    world.at = friday;
    expect(await violationsOf(await world.bring(plain.id, 'issued'))).toEqual([]);
    await world.bed.emit(directory.CalendarSet, { ...told, payload: { ...own, holidays: [], morningEnds: '12:00' } });
  });
  it('are told to clerks and leadership alone', () =>
    world.refuses('ACCESS.NOT_ALLOWED', FindDeadlines, { year: 2025 }, people.drafter));
});

describe('the number of a paper', () => {
  const paperSigned = async () => {
    const document = await world.until('form-checked', decision({ road: 'ink' }));
    const seen = await world.seen(document.id);
    await world.done(RecordInkSignature, { ...seen, signedOn: wednesday.slice(0, 10) }, people.clerk);
    return document;
  };
  const number = async ({ id }: Detail) => world.done(AllotNumber, await world.seen(id), people.clerk);

  it('R-OUT-04: is given by the next working day', async () => {
    const document = await paperSigned();
    expect(await openOf(document)).toMatchObject([{ what: 'number', late: false }, { what: 'issue' }]);
    world.at = thursdayAfternoon;
    await number(document);
    expect(await violationsOf(document)).toEqual([]);
    expect((await openOf(document)).map(({ what }) => what)).toEqual(['issue']);
  });
  it('R-OUT-04: not given by then there is an alarm, and then a violation', async () => {
    const document = await paperSigned();
    world.at = friday;
    expect((await openOf(document))[0]).toMatchObject({ what: 'number', late: true });
    await number(document);
    expect(await violationsOf(document)).toMatchObject([{ what: 'number', doneAt: friday }]);
  });
});

describe('R-KEEP-02 case files', () => {
  const listed = async (id: string) => {
    const { items } = await world.done(FindUnfiled, { limit: 200 }, people.clerk);
    return items.some(({ documentId }) => documentId === id);
  };
  it('R-KEEP-02: an issued document is on the list until it lies in a case file, and may lie in several', async () => {
    const { id: documentId } = await world.until('issued');
    expect(await listed(documentId)).toBe(true);
    await world.done(FileDocument, { documentId, caseFile: '07.VHKHTT' }, people.drafter);
    expect(await listed(documentId)).toBe(false);
    await world.done(FileDocument, { documentId, caseFile: '01.VP' }, people.clerk);
    expect((await world.get(documentId)).timeline.at(-1)?.textVi).toBe('Đưa vào hồ sơ 01.VP');
  });
  it('R-KEEP-02: what is not issued is not filed, nor by those who have not made it', async () => {
    const { id: documentId } = await world.until('sealed');
    const input = { documentId, caseFile: '07.VHKHTT' };
    await world.refuses('OUTGOING.NOT_THE_TURN', FileDocument, input, people.clerk);
    await world.refuses('REQUEST.NOT_FOUND', FileDocument, input, stranger);
    const issued = (await world.bring(documentId, 'issued')).id;
    await world.refuses('REQUEST.NOT_FOUND', FileDocument, { ...input, documentId: issued }, people.otherDrafter);
    expect(await listed(randomUUID())).toBe(false);
  });
  it('R-KEEP-02: the list is read page by page, oldest first', async () => {
    await world.until('issued');
    await world.until('issued');
    const first = await world.done(FindUnfiled, { limit: 1 }, people.clerk);
    const second = await world.done(FindUnfiled, { limit: 1, cursor: first.nextCursor ?? '' }, people.clerk);
    expect(first.items[0]?.documentId).not.toBe(second.items[0]?.documentId);
    expect(first.total).toBe(second.total);
  });
});
