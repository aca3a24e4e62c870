import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, directory, incoming, isRefusal, routing } from '@vanthu/contracts';
import { incomingRegister } from '@vanthu/decree30';
import { agencyId, fieldsOf, Office, people } from './office.js';
import { judgements, monday, senderId } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.bed.close());
beforeEach(() => {
  office.judgement = judgements.valid;
});

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

describe('the one series of the year', () => {
  it('R-IN-04: two clerks registering at once get the numbers 1 to n without a gap, also between refusals', async () => {
    const year = '2031-01-02T03:00:00.000Z';
    const fields = Array.from({ length: 12 }, () => fieldsOf({ documentDate: '2031-01-01' }));
    const ids = await Promise.all(fields.map((each) => office.checked(each, judgements.valid, year)));
    const bad = await office.checked(fieldsOf(), judgements.altered, year);
    const answers = await Promise.all([
      ...ids.map((id, i) =>
        office.register(id, fields[i] ?? fieldsOf(), { at: year, as: i % 2 ? 'clerk' : 'secondClerk' }),
      ),
      office.register(bad, fieldsOf(), { at: year }),
    ]);
    const numbers = answers.flatMap((answer) => (isRefusal(answer) ? [] : [answer.arrivalNumber]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    expect(code(answers.at(-1))).toBe('INCOMING.MUST_RETURN');
    const [entry] = await office.bed.rows(`SELECT last_number FROM series WHERE year = 2031`);
    expect(entry).toEqual({ last_number: 12 });
  });

  it('R-IN-04: begins again with 1 on 1 January and refuses a day before the last number', async () => {
    const first = await office.checked(fieldsOf(), judgements.valid, '2040-12-31T03:00:00.000Z');
    const next = await office.checked(fieldsOf(), judgements.valid, '2040-12-31T03:00:00.000Z');
    const late = await office.checked(fieldsOf(), judgements.valid, '2040-12-31T03:00:00.000Z');
    // 17:30 UTC is half past midnight of New Year's Day in Viet Nam.
    expect(await office.register(first, fieldsOf(), { at: '2040-12-31T16:30:00.000Z' })).toMatchObject({
      arrivalNumber: 1,
      arrivedOn: '2040-12-31',
    });
    expect(await office.register(next, fieldsOf(), { at: '2040-12-31T17:30:00.000Z' })).toMatchObject({
      arrivalNumber: 1,
      arrivedOn: '2041-01-01',
    });
    const before = await office.traces();
    expect(code(await office.register(late, fieldsOf(), { at: '2040-12-30T03:00:00.000Z' }))).toBe(
      'INCOMING.DATE_BEHIND',
    );
    expect(await office.traces()).toEqual(before);
  });

  it('a repeated command has one effect', async () => {
    const fields = fieldsOf();
    const documentId = await office.checked(fields);
    const asker = { ...office.as('clerk'), commandId: randomUUID() };
    const one = await office.bed.ask(incoming.RegisterIncoming, { documentId, fields }, asker);
    expect(await office.bed.ask(incoming.RegisterIncoming, { documentId, fields }, asker)).toEqual(one);
    const events = await office.bed.events(incoming.IncomingRegistered);
    expect(events.filter((event) => event.aggregateId === documentId)).toHaveLength(1);
  });
});

describe('the sender that goes into the register', () => {
  it('R-IN-02: is compared with the signature, also when another was named at the arrival', async () => {
    const fields = fieldsOf({ senderAgencyId: senderId });
    const documentId = await office.checked(fields);
    const other = { ...fields, senderAgencyId: randomUUID() };
    const before = await office.traces();
    expect(code(await office.register(documentId, other))).toBe('INCOMING.REASON_REQUIRED');
    expect(await office.traces()).toEqual(before);
    expect(await office.register(documentId, fields)).toMatchObject({ state: 'registered' });
  });
});

describe('duplicates', () => {
  it('R-IN-05: same number, symbol and agency warns before registering; a reason lets it pass', async () => {
    const fields = fieldsOf({ numberAndSymbol: '128/STC-NS' });
    const first = await office.checked(fields);
    const answer = await office.register(first, fields);
    const again = { ...fields, numberAndSymbol: '128 /stc-ns', senderName: 'SỞ TÀI CHÍNH' };
    const second = await office.checked(again);
    const seen = await office.bed.ask(incoming.GetIncoming, { documentId: second }, office.as('clerk'));
    expect(seen).toMatchObject({ duplicates: [{ documentId: first, whyVi: 'cùng số, ký hiệu và cơ quan ban hành.' }] });
    const before = await office.traces();
    const refusal = await office.register(second, again);
    expect(refusal).toMatchObject({
      code: 'INCOMING.DUPLICATE',
      details: { arrivalNumber: isRefusal(answer) ? 0 : answer.arrivalNumber },
    });
    expect(await office.traces()).toEqual(before);
    expect(await office.register(second, again, { reason: 'Bản thứ hai kèm phụ lục' })).toMatchObject({
      state: 'registered',
    });
  });

  it('R-IN-05: the same file is found under another number; another year or agency is another document', async () => {
    const bytes = samplePdf({ text: 'twice' });
    const one = fieldsOf({ numberAndSymbol: '500/A' });
    const first = await office.checked(one, judgements.valid, monday, bytes);
    await office.register(first, one);
    const other = fieldsOf({ numberAndSymbol: '501/B' });
    const second = await office.checked(other, judgements.valid, monday, bytes);
    expect(code(await office.register(second, other))).toBe('INCOMING.DUPLICATE');
    for (const own of [{ documentDate: '2024-03-10' }, { senderName: 'Sở Nội vụ' }]) {
      const fields = { ...one, ...own };
      expect(await office.register(await office.checked(fields), fields)).toMatchObject({ state: 'registered' });
    }
  });

  it('R-IN-05: two clerks with two copies at once: one is registered, the other is warned', async () => {
    const fields = fieldsOf({ numberAndSymbol: '777/STC' });
    const ids = [await office.checked(fields), await office.checked(fields)];
    const answers = await Promise.all(ids.map((id) => office.register(id, fields)));
    expect(answers.map((answer) => (isRefusal(answer) ? answer.code : 'done')).sort()).toEqual([
      'INCOMING.DUPLICATE',
      'done',
    ]);
  });
});

describe('who may, in what order, and what is kept', () => {
  it('R-GEN-01: a document is registered once, by a clerk of its agency', async () => {
    const fields = fieldsOf();
    const id = await office.checked(fields);
    const before = await office.traces();
    expect(code(await office.register(id, fields, { as: 'official' }))).toBe('ACCESS.NOT_ALLOWED');
    expect(code(await office.register(id, fields, { as: 'administrator' }))).toBe('ACCESS.NOT_ALLOWED');
    expect(code(await office.register(id, fields, { as: 'strangerClerk' }))).toBe('REQUEST.NOT_FOUND');
    expect(await office.traces()).toEqual(before);
    expect(await office.register(id, fields)).toMatchObject({ state: 'registered' });
    expect(code(await office.register(id, fields))).toBe('INCOMING.NOT_THE_TURN');
  });

  it('an unknown kind is refused', async () => {
    const id = await office.checked();
    expect(code(await office.register(id, fieldsOf({ kind: 'thu-tinh' })))).toBe('INCOMING.UNKNOWN_KIND');
  });

  it('R-GEN-02: every change stands in the timeline with time and actor', async () => {
    const fields = fieldsOf();
    const documentId = await office.checked(fields);
    await office.register(documentId, fields);
    const seen = await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('clerk'));
    expect(isRefusal(seen) ? [] : seen.timeline.map((entry) => [entry.act, entry.personName, entry.at])).toEqual([
      ['receive', people.clerk.personName, monday],
      ['check', null, monday],
      ['register', people.clerk.personName, monday],
    ]);
  });

  it('R-GEN-03: hỏa tốc, thượng khẩn, khẩn come before the others in the list, the latest first among equals', async () => {
    const text = 'xep hang';
    const abstract = 'Xếp hạng';
    for (const urgency of ['normal', 'urgent', 'express', 'very-urgent', 'normal'] as const) {
      await office.receive(fieldsOf({ urgency, abstract }));
    }
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, text, mine: false, ...(cursor === undefined ? {} : { cursor }) };
      const page = await office.bed.ask(incoming.FindIncoming, query, office.as('clerk'));
      if (isRefusal(page)) throw new Error(page.message);
      expect(page.total).toBe(5);
      pages.push(...page.items.map((item) => item.fields.urgency));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual(['express', 'very-urgent', 'urgent', 'normal', 'normal']);
    const hidden = await office.bed.ask(incoming.FindIncoming, { limit: 50, text, mine: false }, office.as('official'));
    expect(hidden).toMatchObject({ items: [], total: 0 });
  });

  it('R-IN-07: a normal document not yet submitted is late after the next working day; R-IN-08: an urgent one the next day', async () => {
    const overdue = async (documentId: string, at: string) => {
      const seen = await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('clerk', at));
      return isRefusal(seen) ? null : seen.overdue;
    };
    const friday = '2025-03-14T03:00:00.000Z';
    const normal = await office.receive(fieldsOf(), friday);
    const urgent = await office.receive(fieldsOf({ urgency: 'urgent' }), friday);
    expect(await overdue(normal, '2025-03-17T16:59:00.000Z')).toBe(false);
    expect(await overdue(normal, '2025-03-17T17:01:00.000Z')).toBe(true);
    expect(await overdue(urgent, '2025-03-14T16:59:00.000Z')).toBe(false);
    expect(await overdue(urgent, '2025-03-14T17:01:00.000Z')).toBe(true);
  });

  it('R-GEN-06: the days of the agency’s own calendar count, from when the directory has told of it', async () => {
    const dueOn = async (day: string) => {
      const id = await office.receive(fieldsOf(), `${day}T03:00:00.000Z`);
      const [row] = await office.bed.rows<{ due: string }>(
        'SELECT due_on::text AS due FROM incoming_document WHERE id = $1',
        [id],
      );
      return row?.due;
    };
    expect(await dueOn('2025-08-14')).toBe('2025-08-15');
    const calendar = {
      ...{ agencyId, from: '2025-01-01', to: '2025-12-31', morningEnds: '11:30', basis: 'Thông báo 12/TB-UBND' },
      ...{ holidays: ['2025-08-15'], makeUpDays: ['2025-08-16'] },
    };
    await office.bed.emit(directory.CalendarSet, { aggregateId: agencyId, payload: calendar });
    // Friday off, the Saturday after it worked instead.
    expect(await dueOn('2025-08-14')).toBe('2025-08-16');
  });

  it('R-SYS-02: every view, download and print is recorded; who may not read gets nothing', async () => {
    const documentId = await office.receive();
    for (const act of ['view', 'download', 'print'] as const) {
      const file = await office.bed.ask(incoming.OpenIncomingFile, { documentId, act }, office.as('clerk'));
      expect(file).toMatchObject({ mediaType: 'application/pdf', name: 'cong-van.pdf' });
    }
    const refused = { documentId, act: 'view' as const };
    expect(code(await office.bed.ask(incoming.OpenIncomingFile, refused, office.as('official')))).toBe(
      'REQUEST.NOT_FOUND',
    );
    const looks = await office.bed.rows('SELECT act, person_id FROM access_log WHERE document_id = $1 ORDER BY id', [
      documentId,
    ]);
    expect(looks).toEqual(['view', 'download', 'print'].map((act) => ({ act, person_id: people.clerk.personId })));
    const stranger = await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('strangerClerk'));
    expect(code(stranger)).toBe('REQUEST.NOT_FOUND');
  });
});

describe('the deputy of somebody who is absent', () => {
  const { director } = people;
  const deputy = (agency: string): Actor => ({
    ...people.official,
    ...{ personId: randomUUID(), positionId: randomUUID(), agencyId: agency },
    roles: ['director'],
    standsInFor: [
      {
        ...{ personId: director.personId, personName: director.personName, positionId: director.positionId },
        ...{ positionTitle: director.positionTitle, headOf: [], authority: 'vắng mặt (Nghỉ phép năm)' },
      },
    ],
  });

  it('R-GEN-01: reads what the absent one reads in the own agency, and nothing that is of another', async () => {
    const fields = fieldsOf({ abstract: 'Người làm thay' });
    const documentId = await office.checked(fields);
    await office.register(documentId, fields);
    await office.bed.emit(routing.Submitted, {
      ...{ aggregateId: documentId, occurredAt: monday },
      payload: {
        ...{ documentId, agencyId, readers: [`person:${director.personId}`] },
        ...{ toPositionId: director.positionId, toName: 'Chủ tịch Trần Văn Chủ', submittedAt: monday },
      },
    });
    const seenBy = async (actor: Actor) => {
      const by = { actor, at: monday };
      const opened = await office.bed.ask(incoming.OpenIncomingFile, { documentId, act: 'view' }, by);
      const found = [];
      for (const mine of [true, false]) {
        const page = await office.bed.ask(incoming.FindIncoming, { limit: 50, text: 'nguoi lam thay', mine }, by);
        found.push(isRefusal(page) ? page.code : page.items.map(({ id }) => id));
      }
      const got = await office.bed.ask(incoming.GetIncoming, { documentId }, by);
      return [isRefusal(got) ? got.code : got.acts, isRefusal(opened) ? opened.code : opened.name, ...found];
    };
    expect(await seenBy(deputy(agencyId))).toEqual([['direct'], 'cong-van.pdf', [documentId], [documentId]]);
    expect(await seenBy(deputy(randomUUID()))).toEqual(['REQUEST.NOT_FOUND', 'REQUEST.NOT_FOUND', [], []]);
  });
});

describe('after registering', () => {
  it('R-IN-06: the register has the ten columns in order, and routing fills columns 7 to 9', async () => {
    const fields = fieldsOf({ kind: 'quyet-dinh', numberAndSymbol: '9/QĐ-STC' });
    const documentId = await office.checked(fields);
    const answer = await office.register(documentId, fields);
    const number = isRefusal(answer) ? 0 : answer.arrivalNumber;
    const subject = { documentId, agencyId, readers: [`person:${people.director.personId}`] };
    const tell = { aggregateId: documentId, occurredAt: '2025-03-10T03:30:00.000Z' };
    await office.bed.emit(routing.Submitted, {
      ...tell,
      payload: {
        ...subject,
        toPositionId: people.director.positionId,
        toName: 'Chủ tịch Trần Văn Chủ',
        submittedAt: monday,
      },
    });
    const seen = await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('director'));
    expect(seen).toMatchObject({ state: 'submitted', acts: ['direct'], waitingFor: 'Chủ tịch Trần Văn Chủ' });
    const lead = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng TC-KH' };
    const taskId = randomUUID();
    const task = { id: taskId, documentId, part: 'lead' as const, assignee: lead, personId: null, personName: null };
    await office.bed.emit(routing.Directed, {
      ...tell,
      payload: {
        ...subject,
        direction: {
          lead,
          cooperators: [{ ...lead, unitId: randomUUID(), name: 'Phòng Kinh tế' }],
          deadline: '2025-03-13',
          text: 'Trả lời',
        },
        directedBy: 'Chủ tịch Trần Văn Chủ',
        directedAt: '2025-03-10T03:30:00.000Z',
        tasks: [{ ...task, deadline: '2025-03-13', state: 'given', openedAt: null }],
      },
    });
    const opened = { taskId, personName: 'Võ Thị Tài', openedAt: '2025-03-10T03:50:00.000Z' };
    await office.bed.emit(routing.TaskOpened, { ...tell, payload: { ...subject, ...opened } });
    const outcome = {
      answerNumberAndSymbol: '57/UBND',
      answerDocumentId: randomUUID(),
      reason: null,
      completedAt: monday,
      late: false,
    };
    await office.bed.emit(routing.Completed, { ...tell, payload: { ...subject, ...outcome } });
    const book = await office.bed.ask(incoming.ReadIncomingRegister, { year: 2025, limit: 200 }, office.as('clerk'));
    const line = isRefusal(book) ? undefined : book.items.find((item) => item.documentId === documentId);
    expect(Object.values({ ...line, documentId: undefined }).filter((value) => value !== undefined)).toEqual([
      '2025-03-10',
      number,
      'Sở Tài chính',
      '9/QĐ-STC',
      '2025-03-10',
      'Quyết định: Về dự toán ngân sách',
      'Phòng TC-KH (chủ trì); Phòng Kinh tế (phối hợp)',
      '2025-03-10',
      'Võ Thị Tài, 10/03/2025 10:50',
      '',
    ]);
    expect(incomingRegister.columns).toHaveLength(10);
    expect(await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('clerk'))).toMatchObject({
      state: 'completed',
      deadline: '2025-03-13',
      answer: { numberAndSymbol: '57/UBND', reason: null },
      acts: [],
    });
    expect(
      code(await office.bed.ask(incoming.ReadIncomingRegister, { year: 2025, limit: 50 }, office.as('official'))),
    ).toBe('ACCESS.NOT_ALLOWED');
  });
});
