import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { incoming as contract, directory, type incoming, isRefusal, type OutputOf, routing } from '@vanthu/contracts';
import { prepareSignature } from '@vanthu/pades';
import { readPdfText } from '@vanthu/page-reader';
import { scannedPdf } from '@vanthu/testing';
import { agencyId, fieldsOf, Office, people } from './office.js';
import { judgements, monday } from './sample-judgements.js';

/** What arrives on paper: opened, checked, scanned, numbered, stamped; or passed on unopened. */

const commune: OutputOf<typeof directory.GetAgency> = {
  ...{ id: agencyId, code: 'H58.99', name: 'Ủy ban nhân dân xã Châu Minh', printedName: ['ỦY BAN NHÂN DÂN'] },
  ...{ superiorName: null, superiorId: null, abbreviation: 'UBND', place: 'Châu Minh', collective: true },
  ...{ collectiveName: 'ỦY BAN NHÂN DÂN', headTitle: 'CHỦ TỊCH', sealMm: 36, validFrom: '2025-01-01', validTo: null },
  ...{ successorId: null, hosted: true, units: [] },
};

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.GetAgency, () => commune);
});
afterAll(() => office.bed.close());
beforeEach(() => {
  office.judgement = judgements.valid;
});

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);
const inOrder = { copies: 1, envelopeIntact: true, contentsMatch: true, remark: null };
const everything = () =>
  office.bed.rows(`SELECT (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM incoming_document) AS documents,
    (SELECT count(*) FROM paper_reception) AS papers, (SELECT count(*) FROM unopened_letter) AS letters,
    (SELECT count(document_id) FROM unopened_letter) AS registered, (SELECT sum(last_number) FROM series) AS last`);

let scans = 0;
async function receive(
  own: { bytes?: Buffer; check?: incoming.PaperCheck; letterId?: string; as?: 'clerk' | 'strangerClerk' } = {},
) {
  const { as = 'clerk', letterId, check = inOrder } = own;
  const ticket = await office.ticket(own.bytes ?? scannedPdf({ text: `scan ${++scans}` }), people[as]);
  const input = { ticket, fields: fieldsOf(), check, ...(letterId === undefined ? {} : { letterId }) };
  const answer = await office.bed.ask(contract.ReceivePaper, input, office.as(as));
  return { answer, id: isRefusal(answer) ? '' : answer.id, fields: input.fields };
}
const detail = async (documentId: string) => {
  const answer = await office.bed.ask(contract.GetIncoming, { documentId }, office.as('clerk'));
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
};
async function stampedCopy(documentId: string): Promise<Buffer> {
  await office.until(async () => (await detail(documentId)).stamped !== null, 'it is stamped', 30_000);
  await office.until(async () => (await office.bed.rows('SELECT 1 FROM owed_stamp')).length === 0, 'nothing is owed');
  return Buffer.from(await office.content.readBytes((await detail(documentId)).stamped?.sha256 ?? ''));
}
const wordsOf = async (pdf: Buffer) => {
  const text = await readPdfText(pdf);
  return 'pages' in text ? text.pages.flatMap(({ words }) => words.map((word) => word.text)).join(' ') : text.code;
};

describe('a scan of paper', () => {
  it('R-IN-16: PDF 1.4, colour, 200 dpi, 1:1 is received; the clerk’s check stands in place of a judgement', async () => {
    const { id, answer } = await receive();
    expect(answer).toMatchObject({ state: 'checked' });
    expect(await detail(id)).toMatchObject({
      ...{ source: 'paper', check: null, advice: 'accept', acts: ['register', 'return'] },
      paper: { ...inOrder, checkedBy: people.clerk.personName, checkedAt: monday },
    });
    const again = await office.bed.ask(contract.CheckAgain, { documentId: id }, office.as('clerk'));
    expect(code(again)).toBe('INCOMING.NOT_THE_TURN');
  });

  it('R-IN-01: a file with digital signatures is not taken as paper, where nobody would judge them', async () => {
    const prepared = prepareSignature(scannedPdf(), { newField: { page: 1, box: [300, 90, 500, 190] } });
    if (prepared.kind !== 'prepared') throw new Error(prepared.message);
    const signed = Buffer.from(prepared.preparedPdf);
    const before = await everything();
    expect(code((await receive({ bytes: signed })).answer)).toBe('INCOMING.SIGNED_NOT_PAPER');
    expect(await everything()).toEqual(before);
  });

  it('R-IN-16: a scan of 150 dpi is refused with the reason, and nothing is stored', async () => {
    const before = await everything();
    const { answer } = await receive({ bytes: scannedPdf({ dpi: 150 }) });
    expect(answer).toMatchObject({ code: 'INCOMING.SCAN_UNFIT', message: expect.stringContaining('150 dpi') });
    expect(await everything()).toEqual(before);
  });

  it('R-IN-01: an envelope that was open is described, and decided about with a reason', async () => {
    const before = await everything();
    const torn = { ...inOrder, envelopeIntact: false };
    expect(code((await receive({ check: torn })).answer)).toBe('INCOMING.REMARK_REQUIRED');
    expect(await everything()).toEqual(before);
    const { id, fields } = await receive({ check: { ...torn, remark: 'Bì rách mép, đã báo Chánh Văn phòng' } });
    expect(code(await office.register(id, fields))).toBe('INCOMING.REASON_REQUIRED');
    expect(await office.register(id, fields, { reason: 'Nơi gửi xác nhận đủ trang' })).toMatchObject({
      state: 'registered',
    });
  });
});

describe('paper and electronic', () => {
  it('R-IN-04: have one series', async () => {
    const electronic = fieldsOf();
    const first = await office.register(await office.checked(electronic), electronic);
    const paper = await receive();
    const second = await office.register(paper.id, paper.fields);
    const numbers = [first, second].map((one) => (isRefusal(one) ? one.code : one.arrivalNumber));
    expect(numbers[1]).toBe(Number(numbers[0]) + 1);
  });

  it('R-IN-04: a line written on paper during an outage comes in with its number and day, if it is the next', async () => {
    const [{ last } = { last: 0 }] = await office.bed.rows<{ last: number }>(
      'SELECT last_number AS last FROM series WHERE year = 2025',
    );
    const { id, fields } = await receive();
    const line = (number: number, arrivedOn = '2025-03-10') =>
      office.bed.ask(
        contract.RegisterIncoming,
        { documentId: id, fields, paperLine: { number, arrivedOn } },
        office.as('clerk', '2025-03-12T03:00:00.000Z'),
      );
    const before = await everything();
    expect(await line(last + 2)).toMatchObject({ code: 'INCOMING.NOT_NEXT_NUMBER', details: { next: last + 1 } });
    expect(code(await line(last + 1, '2025-03-13'))).toBe('INCOMING.LINE_IN_FUTURE');
    expect(code(await line(last + 1, '2025-03-09'))).toBe('INCOMING.DATE_BEHIND');
    expect(await everything()).toEqual(before);
    // What came as a file never stood in the book on paper, whatever is said of it.
    const electronic = fieldsOf();
    const documentId = await office.checked(electronic);
    const untouched = await everything();
    const claimed = { documentId, fields: electronic, paperLine: { number: last + 1, arrivedOn: '2025-03-10' } };
    expect(code(await office.bed.ask(contract.RegisterIncoming, claimed, office.as('clerk')))).toBe(
      'INCOMING.LINE_NOT_PAPER',
    );
    expect(await everything()).toEqual(untouched);
    expect(await line(last + 1)).toMatchObject({ arrivalNumber: last + 1, arrivedOn: '2025-03-10' });
    const rows = await office.bed.rows('SELECT note FROM register_line WHERE document_id = $1', [id]);
    expect(rows).toEqual([{ note: 'Ghi sổ giấy khi Hệ thống ngừng' }]);
  });

  it('R-IN-08: what the register calls urgent is due on the day on which it came', async () => {
    const { id, fields } = await receive();
    const dueOn = async () => {
      const rows = await office.bed.rows<{ due: string }>(
        'SELECT due_on::text AS due FROM incoming_document WHERE id = $1',
        [id],
      );
      return rows[0]?.due;
    };
    expect(await dueOn()).toBe('2025-03-11');
    await office.register(id, { ...fields, urgency: 'express' });
    expect(await dueOn()).toBe('2025-03-10');
  });
});

describe('the stamp "ĐẾN"', () => {
  it('R-FMT-09: stands on a copy with number and day; the scan stays byte for byte as it was', async () => {
    const bytes = scannedPdf({ text: `scan ${++scans}` });
    const { id, fields } = await receive({ bytes });
    const registered = await office.register(id, fields);
    const copy = await stampedCopy(id);
    const words = await wordsOf(copy);
    const number = isRefusal(registered) ? 0 : registered.arrivalNumber;
    for (const text of [
      'ỦY BAN NHÂN DÂN XÃ CHÂU MINH',
      'ĐẾN',
      `Số: ${number}`,
      'Ngày: 10/03/2025',
      'Chuyển:',
      'Số và ký hiệu HS:',
    ])
      expect(words).toContain(text);
    const { file, stamped } = await detail(id);
    expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const open = (sha256: string, as: 'clerk' | 'strangerClerk') =>
      office.bed.ask(contract.OpenIncomingFile, { documentId: id, sha256, act: 'view' }, office.as(as));
    expect(await open(stamped?.sha256 ?? '', 'clerk')).toMatchObject({ bytes: copy.length });
    expect(code(await open(stamped?.sha256 ?? '', 'strangerClerk'))).toBe('REQUEST.NOT_FOUND');
  });

  it('says in "Chuyển" to whom the document was directed', async () => {
    const { id, fields } = await receive();
    await office.register(id, fields);
    await stampedCopy(id);
    const lead = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng Kinh tế' };
    await office.bed.emit(routing.Directed, {
      ...{ aggregateId: id, occurredAt: '2025-03-10T04:00:00.000Z' },
      payload: {
        ...{ documentId: id, agencyId, readers: [], tasks: [] },
        direction: { lead, cooperators: [], deadline: '2025-03-14', text: 'Xử lý' },
        ...{ directedBy: 'Chủ tịch', directedAt: '2025-03-10T04:00:00.000Z' },
      },
    });
    expect(await wordsOf(await stampedCopy(id))).toContain('Chuyển: Phòng Kinh tế');
  });

  it('covers nothing: where page 1 has no room it stands on a sheet behind the last', async () => {
    const { id, fields } = await receive({ bytes: scannedPdf({ dark: true, text: `scan ${++scans}` }) });
    await office.register(id, fields);
    const text = await readPdfText(await stampedCopy(id));
    expect('pages' in text && text.pages.map(({ words }) => words.length > 0)).toEqual([false, true]);
  });
});

describe('a letter to a named person', () => {
  const pass = () =>
    office.bed.ask(
      contract.PassUnopened,
      { senderName: 'Sở Nội vụ', addressee: 'Ông Trần Văn Chủ', numberOnEnvelope: '12/SNV' },
      office.as('clerk'),
    );

  it('R-IN-12: is passed unopened without number and file, and registered once when it is handed back', async () => {
    const before = await everything();
    const letter = await pass();
    const letterId = isRefusal(letter) ? '' : letter.id;
    expect(await everything()).toEqual([{ ...before[0], letters: '1' }]);
    const { id, fields } = await receive({ letterId });
    expect(await office.register(id, fields)).toMatchObject({ state: 'registered' });
    const found = await office.bed.ask(contract.FindLetters, { limit: 50 }, office.as('clerk'));
    expect(found).toMatchObject({ letters: [{ id: letterId, documentId: id, passedBy: people.clerk.personName }] });
    const then = await everything();
    expect(code((await receive({ letterId })).answer)).toBe('INCOMING.LETTER_REGISTERED');
    expect(await everything()).toEqual(then);
  });

  it('R-IN-12: is nothing to another agency', async () => {
    const letter = await pass();
    const before = await everything();
    const theirs = await receive({ letterId: isRefusal(letter) ? '' : letter.id, as: 'strangerClerk' });
    expect(code(theirs.answer)).toBe('REQUEST.NOT_FOUND');
    expect(await everything()).toEqual(before);
  });
});
