import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, isRefusal, outgoing, routing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { agencyId, at, Commune, monday, people } from './commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

type Name = Parameters<Commune['as']>[0];
const cli = { service: 'cli' as const };
const noAnswer = { kind: 'no-answer' as const, reason: 'Văn bản để biết' };

/** The day comes, and everybody is told what the rule says. */
const urge = async (day: string): Promise<number> => {
  const answer = await commune.bed.ask(routing.Urge, {}, { ...cli, at: at(day, 8) });
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer.told;
};
const notices = async (who: Name, unread = false) => {
  const page = await commune.bed.ask(routing.FindNotices, { limit: 200, unread }, commune.as(who));
  if (isRefusal(page)) throw new Error(page.code);
  return page;
};
const kindsOf = async (who: Name, documentId: string) =>
  (await notices(who)).items.filter((one) => one.documentId === documentId).map(({ kind }) => kind);

describe('R-IN-13: urging', () => {
  it('R-IN-13: before, on and after the day, each once; the leader after three days; nobody on a day off', async () => {
    // Due on Thursday 13 March 2025.
    const documentId = await commune.directed({ number: 1 });
    const given = await kindsOf('financeHead', documentId);
    expect(given).toEqual(['given']);
    for (const day of [
      '2025-03-11',
      '2025-03-12',
      '2025-03-12',
      '2025-03-13',
      '2025-03-14',
      '2025-03-15',
      '2025-03-16',
    ]) {
      await urge(day);
    }
    expect((await kindsOf('financeHead', documentId)).slice().sort()).toEqual(
      ['given', 'urge-before', 'urge-due', 'urge-overdue'].sort(),
    );
    expect(await kindsOf('chairman', documentId)).toEqual(['submitted']);
    await urge('2025-03-17');
    // Three working days late.
    await urge('2025-03-18');
    expect(await kindsOf('chairman', documentId)).toEqual(['escalated', 'submitted']);
    expect(await kindsOf('official', documentId)).toEqual([]);
    // The same day again, and by another command: nobody is told twice.
    expect(await urge('2025-03-18')).toBe(0);
  });

  it('R-IN-13: a finished document urges nobody, and a later day with consent urges anew', async () => {
    const documentId = await commune.directed({ number: 2 }, '2025-04-10');
    const { lead } = await commune.tasks(documentId);
    await urge('2025-04-09');
    expect(await kindsOf('financeHead', documentId)).toContain('urge-before');
    const asked = { taskId: lead.id, deadline: '2025-04-16', reason: 'Chờ số liệu' };
    await commune.bed.ask(routing.AskExtension, asked, commune.as('financeHead', at('2025-04-09')));
    await commune.bed.ask(
      routing.AnswerExtension,
      { taskId: lead.id, agreed: true },
      commune.as('chairman', at('2025-04-09')),
    );
    await urge('2025-04-15');
    expect((await kindsOf('financeHead', documentId)).filter((kind) => kind === 'urge-before')).toHaveLength(2);
    await commune.bed.ask(
      routing.Complete,
      { taskId: lead.id, outcome: noAnswer },
      commune.as('financeHead', at('2025-04-15')),
    );
    await urge('2025-04-21');
    expect(await kindsOf('financeHead', documentId)).not.toContain('urge-overdue');
  });

  it('R-IN-07: a registered document that is not submitted in time is told to the clerks', async () => {
    const documentId = await commune.registered({ arrivedOn: '2025-05-05', number: 3 });
    await urge('2025-05-07');
    expect(await kindsOf('clerk', documentId)).toContain('urge-overdue');
  });

  it('the agency’s own rule is followed; only its administrator sets it', async () => {
    const rule = { before: [3], onTheDay: false, after: [], escalateAfter: null };
    const refused = await commune.bed.ask(routing.SetUrgingRule, rule, commune.as('chairman'));
    expect(refused).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
    const administrator = { ...people.clerk, roles: ['administrator' as const] };
    await commune.bed.ask(routing.SetUrgingRule, rule, { actor: administrator, at: monday });
    const documentId = await commune.directed({ number: 4 }, '2025-06-12');
    for (const day of ['2025-06-09', '2025-06-12', '2025-06-13', '2025-06-30']) await urge(day);
    expect((await kindsOf('financeHead', documentId)).filter((kind) => kind.startsWith('urge'))).toEqual([
      'urge-before',
    ]);
    const usual = { before: [1], onTheDay: true, after: [1, 3, 5], escalateAfter: 3 };
    await commune.bed.ask(routing.SetUrgingRule, usual, { actor: administrator, at: monday });
  });
});

describe('notices', () => {
  it('each person reads for oneself, one at a time or all', async () => {
    const documentId = await commune.directed({ number: 5 });
    const [mine] = (await notices('economyHead')).items.filter((one) => one.documentId === documentId);
    expect(mine).toMatchObject({ kind: 'given', read: false });
    const before = (await notices('economyHead')).unread;
    const answer = await commune.bed.ask(routing.ReadNotices, { ids: [mine?.id ?? ''] }, commune.as('economyHead'));
    expect(answer).toMatchObject({ unread: before - 1 });
    // Another's notice is not mine to mark.
    const others = await notices('financeHead');
    await commune.bed.ask(routing.ReadNotices, {}, commune.as('economyHead'));
    expect((await notices('economyHead')).unread).toBe(0);
    expect((await notices('financeHead')).unread).toBe(others.unread);
  });

  it('a digest is one line a day, `never` is none, and what is chosen holds for oneself only', async () => {
    await commune.bed.ask(
      routing.SetNoticePreferences,
      { modes: { given: 'digest', completed: 'never' } },
      commune.as('financeHead'),
    );
    await commune.directed({ number: 6 });
    await commune.directed({ number: 7 });
    const digests = (await notices('financeHead')).items.filter(({ kind }) => kind === 'digest');
    expect(digests.filter(({ at: when }) => when.startsWith('2025-03-10'))).toHaveLength(1);
    expect((await notices('financeHead')).items.filter(({ kind }) => kind === 'given')).toEqual([]);
    expect((await notices('economyHead')).items.some(({ kind }) => kind === 'given')).toBe(true);
    await commune.bed.ask(routing.ReadNotices, { ids: digests.map(({ id }) => id) }, commune.as('financeHead'));
    expect((await notices('financeHead', true)).items.filter(({ kind }) => kind === 'digest')).toEqual([]);
    await commune.bed.ask(routing.SetNoticePreferences, { modes: { given: 'at-once' } }, commune.as('financeHead'));
  });
});

describe('buckets', () => {
  it('R-IN-13: overdue, today, within five working days, later: by the agency’s calendar', async () => {
    const on = (who: Name, day: string) => ({ ...commune.as(who), at: at(day) });
    const ids: Record<string, string> = {};
    for (const [name, deadline] of [
      ['overdue', '2025-07-09'],
      ['today', '2025-07-10'],
      ['soon', '2025-07-17'],
      ['later', '2025-07-18'],
    ] as const) {
      ids[name] = await commune.directed({ number: 10 }, deadline);
    }
    for (const bucket of ['overdue', 'today', 'soon', 'later'] as const) {
      const page = await commune.bed.ask(
        routing.FindRouted,
        { limit: 200, mine: true, overdue: false, bucket },
        on('economyHead', '2025-07-10'),
      );
      const found = isRefusal(page) ? [] : page.items;
      expect(found.map(({ documentId }) => documentId)).toContain(ids[bucket]);
      expect(found.every((item) => item.bucket === bucket)).toBe(true);
    }
    const counts = await commune.bed.ask(routing.CountDue, { mine: true }, on('economyHead', '2025-07-10'));
    expect(counts).toMatchObject({ today: 1, soon: 1, byHolder: [{ name: 'Phòng Tài chính - Kế hoạch' }] });
    const nobody = await commune.bed.ask(routing.CountDue, { mine: true }, on('strangerClerk', '2025-07-10'));
    expect(nobody).toEqual({ overdue: 0, today: 0, soon: 0, later: 0, byHolder: [] });
  });

  it('R-GEN-06: an agency’s own calendar moves its deadlines: a day off of its own, and a Saturday worked instead', async () => {
    const calendar = {
      ...{ agencyId, from: '2025-01-01', to: '2025-12-31', morningEnds: '11:30', basis: 'Thông báo 12/TB-UBND' },
      ...{ holidays: ['2025-08-15'], makeUpDays: ['2025-08-16'] },
    };
    await commune.bed.emit(directory.CalendarSet, { aggregateId: agencyId, payload: calendar });
    const late = async (deadline: string, day: string) => {
      const documentId = await commune.directed({ number: 11 }, deadline);
      const seen = await commune.bed.ask(routing.GetRouted, { documentId }, { ...commune.as('clerk'), at: at(day) });
      return isRefusal(seen) ? null : seen.overdue;
    };
    // Friday off: the day ends with the Saturday that is worked, not with Monday.
    expect(await late('2025-08-15', '2025-08-16')).toBe(false);
    expect(await late('2025-08-15', '2025-08-18')).toBe(true);
    const documentId = await commune.registered({ arrivedOn: '2025-08-14', number: 12 });
    const seen = await commune.bed.ask(
      routing.GetRouted,
      { documentId },
      { ...commune.as('clerk'), at: at('2025-08-16') },
    );
    expect(seen).toMatchObject({ overdue: false, bucket: 'today', workingDaysLeft: 0 });
    expect(isRefusal(seen) ? [] : seen.deadlineChoices).toContainEqual({
      label: '3 ngày làm việc',
      deadline: '2025-08-20',
    });
  });
});

describe('R-IN-13: the follow-up book', () => {
  const year = { from: '2025-01-01', to: '2025-12-31' };
  const book = async (who: Name) => {
    const page = await commune.bed.ask(
      routing.ReadFollowUpBook,
      { limit: 200, ...year },
      commune.as(who, at('2025-03-20')),
    );
    if (isRefusal(page)) throw new Error(page.code);
    return page.items;
  };

  async function answeredBy(documentId: string): Promise<string> {
    const outgoingDocumentId = randomUUID();
    const facts = {
      ...{ documentId: outgoingDocumentId, agencyId, unitId: null, kind: 'cong-van', abstract: 'Trả lời', readers: [] },
      ...{ urgency: 'normal' as const, kindName: 'Công văn', agencyName: 'Ủy ban nhân dân xã', agencyCode: 'H53.10' },
      ...{ number: 57, symbol: 'UBND-TCKH', numberAndSymbol: '57/UBND-TCKH', documentDate: '2025-03-12' },
      ...{ issuedAt: monday, issuedOn: '2025-03-12', signerPersonId: randomUUID(), signerName: 'Trần Văn Chủ' },
      ...{
        signerTitle: 'CHỦ TỊCH',
        fileSha256: 'a'.repeat(64),
        fileBytes: 1,
        fileName: 'a.pdf',
        pages: 1,
        recipients: [],
      },
      ...{ answers: documentId, excludedFromCoverage: null },
    };
    await commune.bed.emit(outgoing.Issued, { aggregateId: outgoingDocumentId, payload: facts });
    return outgoingDocumentId;
  }

  it('R-IN-15: the number and symbol of the issued answer are in column 6, before and after completion; else the reason', async () => {
    const answered = await commune.directed({ number: 21 });
    const outgoingDocumentId = await answeredBy(answered);
    const seen = await commune.bed.ask(routing.GetRouted, { documentId: answered }, commune.as('financeHead'));
    expect(seen).toMatchObject({ answeredWith: { documentId: outgoingDocumentId, numberAndSymbol: '57/UBND-TCKH' } });
    const line = async (documentId: string) => (await book('clerk')).find((one) => one.documentId === documentId);
    expect(await line(answered)).toMatchObject({
      incomingNumber: '21',
      document: 'Công văn 128/STC-NS ngày 10/03/2025 của Sở Tài chính',
      receiver: 'Phòng Tài chính - Kế hoạch (chủ trì); Phòng Kinh tế (phối hợp)',
      dueOn: '13/03/2025',
      progress: 'Đã phân công, quá hạn 5 ngày làm việc',
      answer: '57/UBND-TCKH',
      remarks: '',
      bucket: 'overdue',
    });
    const { lead } = await commune.tasks(answered);
    await commune.bed.ask(
      routing.Complete,
      { taskId: lead.id, outcome: { kind: 'answered', outgoingDocumentId } },
      commune.as('financeHead', at('2025-03-12')),
    );
    expect(await line(answered)).toMatchObject({ answer: '57/UBND-TCKH', progress: 'Đã hoàn thành', bucket: null });

    const known = await commune.directed({ number: 22 });
    await commune.bed.ask(
      routing.Complete,
      { taskId: (await commune.tasks(known)).lead.id, outcome: noAnswer },
      commune.as('financeHead', at('2025-03-17')),
    );
    expect(await line(known)).toMatchObject({
      answer: 'Không có: Văn bản để biết',
      remarks: '',
      progress: 'Đã hoàn thành, quá hạn',
    });
  });

  it('R-IN-13: a clerk reads the book of the whole agency, a head what concerns the unit, another agency nothing', async () => {
    const documentId = await commune.registered({ number: 23 });
    const has = async (who: Name) => (await book(who)).some((one) => one.documentId === documentId);
    expect(await has('clerk')).toBe(true);
    expect(await has('financeHead')).toBe(false);
    expect(await book('strangerClerk')).toEqual([]);
    const official = await commune.bed.ask(routing.ReadFollowUpBook, { limit: 200, ...year }, commune.as('official'));
    expect(official).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
  });

  it('R-IN-13: is written as PDF with its cover and as CSV with the seven headings', async () => {
    const passing = new PassingFiles(commune.bed.config.files);
    const write = async (format: 'pdf' | 'csv') => {
      const file = await commune.bed.ask(
        routing.PrintFollowUpBook,
        { ...year, format },
        commune.as('clerk', at('2025-03-20')),
      );
      if (isRefusal(file)) throw new Error(file.code);
      return { ...file, content: await readFile(passing.pathOf(file.passingId)) };
    };
    const pdf = await write('pdf');
    expect(pdf).toMatchObject({
      mediaType: 'application/pdf',
      name: 'so-theo-doi-van-ban-den-2025-01-01-2025-12-31.pdf',
    });
    expect(pdf.content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    const [headings, ...lines] = (await write('csv')).content.toString('utf8').trimEnd().split('\r\n');
    expect(headings).toBe(
      '\ufeffSố đến,"Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản",Đơn vị hoặc người nhận,Thời hạn giải quyết,Tiến độ giải quyết,"Số, ký hiệu văn bản trả lời",Ghi chú',
    );
    expect(lines).toHaveLength((await book('clerk')).length);
  });

  it('the handling slip is a PDF for those who read the document, and the print is recorded (R-SYS-02)', async () => {
    const documentId = await commune.directed({ number: 24 });
    const print = (who: Name) => commune.bed.ask(routing.PrintSlip, { documentId }, commune.as(who));
    expect(await print('deputy')).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    expect(await print('financeHead')).toMatchObject({ name: 'phieu-giai-quyet-24.pdf', mediaType: 'application/pdf' });
    expect(await commune.bed.rows(`SELECT act FROM access_log WHERE document_id = $1`, [documentId])).toEqual([
      { act: 'print' },
    ]);
  });
});
