import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { directory, incoming, isRefusal, type OutputOf, outgoing, type PayloadOf, routing } from '@vanthu/contracts';
import { incomingRegister } from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { agencyId, fieldsOf, Office } from './office.js';
import { judgements, monday, senderId } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

/** What agencies of one installation send each other, and how it is taken back. */

const { GetIncoming, IncomingCancelled, OpenIncomingFile, ReadIncomingRegister, WriteIncomingRegister } = incoming;

const commune: OutputOf<typeof directory.GetAgency> = {
  ...{ id: agencyId, code: 'H58.99', name: 'Ủy ban nhân dân xã Châu Minh', printedName: ['ỦY BAN NHÂN DÂN'] },
  ...{ superiorName: null, superiorId: null, abbreviation: 'UBND', place: 'Châu Minh', collective: true },
  ...{ collectiveName: 'ỦY BAN NHÂN DÂN', headTitle: 'CHỦ TỊCH', sealMm: 36, validFrom: '2025-01-01', validTo: null },
  ...{ successorId: null, hosted: true, units: [] },
};

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.FindAgencies, ({ ids = [] }) => ({
    agencies: ids.map((id) => ({ id, code: 'H53', name: 'x', hosted: true, superiorId: null, validTo: null })),
  }));
});
afterAll(() => office?.bed.close());
beforeEach(() => {
  office.judgement = judgements.valid;
});

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : 'done');
const order = { order: 'Công văn số 12/STC-VP ngày 11/3/2025', reason: 'Ban hành nhầm' };

interface Sent {
  readonly documentId: string;
  readonly payload: PayloadOf<typeof outgoing.Issued>;
}

async function send(attachments: readonly string[] = []): Promise<Sent> {
  const documentId = randomUUID();
  const { sha256, bytes } = await office.content.put(samplePdf({ text: documentId }));
  const files = await Promise.all(
    attachments.map(async (title) => {
      const put = await office.content.put(samplePdf({ text: `${title} ${documentId}` }));
      return { title, name: `${title}.pdf`, sha256: put.sha256, bytes: put.bytes };
    }),
  );
  const payload: Sent['payload'] = {
    ...{
      documentId,
      agencyId: senderId,
      unitId: null,
      kind: 'cong-van',
      abstract: 'Về việc báo cáo',
      urgency: 'express',
    },
    ...{ readers: [], kindName: 'Công văn', agencyName: 'Sở Tài chính', agencyCode: 'H53.01', number: 7 },
    ...{ symbol: 'STC-NS', numberAndSymbol: `${documentId.slice(0, 8)}/STC-NS`, documentDate: '2025-03-10' },
    ...{ issuedAt: monday, issuedOn: '2025-03-10', signerPersonId: randomUUID(), signerName: 'Đỗ Văn Ký' },
    ...{ signerTitle: 'GIÁM ĐỐC', fileSha256: sha256, fileBytes: bytes, fileName: 'cong-van.pdf', pages: 1 },
    ...{ attachments: files, answers: null, excludedFromCoverage: null },
    recipients: [{ kind: 'agency', agencyId, name: 'UBND xã' }],
  };
  await office.bed.emit(outgoing.Issued, { aggregateId: documentId, payload, occurredAt: monday });
  return { documentId, payload };
}

const rowOf = async ({ documentId }: Sent) => {
  const text = 'SELECT id, state, sort_rank FROM incoming_document WHERE outgoing_document_id = $1';
  return (await office.bed.rows<{ id: string; state: string; sort_rank: number }>(text, [documentId]))[0];
};

async function arrives(sent: Sent): Promise<string> {
  await office.until(async () => (await rowOf(sent))?.state === 'checked', 'it has arrived and is checked');
  return (await rowOf(sent))?.id ?? '';
}

async function recall({ documentId, payload }: Sent): Promise<void> {
  await office.bed.emit(outgoing.Recalled, {
    aggregateId: documentId,
    occurredAt: '2025-03-11T02:00:00.000Z',
    payload: {
      ...{ documentId, agencyId: senderId, agencyName: 'Sở Tài chính', numberAndSymbol: payload.numberAndSymbol },
      ...{ ...order, recalledAt: '2025-03-11T02:00:00.000Z', receivers: [agencyId], readers: [] },
    },
  });
}

const reports = async (sent: Sent) =>
  (await office.bed.events(IncomingCancelled)).filter(
    ({ payload }) => (payload as { outgoingDocumentId: string }).outgoingDocumentId === sent.documentId,
  );
const open = (documentId: string, sha256?: string) =>
  office.bed.ask(OpenIncomingFile, { documentId, act: 'view', ...(sha256 ? { sha256 } : {}) }, office.as('clerk'));

describe('what comes with a document', () => {
  it('R-ORG-06: separate attachments arrive with it and are opened beside it', async () => {
    const sent = await send(['Phụ lục I', 'Phụ lục II']);
    const documentId = await arrives(sent);
    const detail = await office.bed.ask(GetIncoming, { documentId }, office.as('clerk'));
    expect(detail).toMatchObject({ attachments: sent.payload.attachments, recalled: null });
    const [first] = sent.payload.attachments ?? [];
    expect(await open(documentId, first?.sha256)).toMatchObject({ name: 'Phụ lục I.pdf', bytes: first?.bytes });
    expect(await open(documentId)).toMatchObject({ name: 'cong-van.pdf' });
  });
  it('R-ORG-06: a file that did not come with it is not opened', async () => {
    const documentId = await arrives(await send(['Phụ lục']));
    const other = await send(['Của văn bản khác']);
    expect(code(await open(documentId, other.payload.attachments?.[0]?.sha256))).toBe('REQUEST.NOT_FOUND');
  });
});

describe('one series for all ways of arriving', () => {
  it('R-IN-04: what a neighbour sends takes the number behind what was handed in as a file', async () => {
    const fields = fieldsOf();
    const first = await office.register(await office.checked(fields), fields);
    const sent = await send();
    const theirs = fieldsOf({ senderAgencyId: senderId, numberAndSymbol: sent.payload.numberAndSymbol });
    const second = await office.register(await arrives(sent), theirs);
    if (isRefusal(first) || isRefusal(second)) throw new Error('not registered');
    expect(second.arrivalNumber).toBe(first.arrivalNumber + 1);
  });
});

describe('R-REC-03 the issuer recalls', () => {
  it('R-REC-03: a registered document is cancelled and reported; its line and the data of the recall stay', async () => {
    const sent = await send(['Phụ lục']);
    const documentId = await arrives(sent);
    const registered = await office.register(
      documentId,
      fieldsOf({ senderAgencyId: senderId, numberAndSymbol: sent.payload.numberAndSymbol }),
    );
    expect(registered).toMatchObject({ state: 'registered' });
    await recall(sent);
    expect(await rowOf(sent)).toMatchObject({ state: 'recalled', sort_rank: 0 });
    expect(await reports(sent)).toMatchObject([{ payload: { documentId, agencyId, ...order } }]);
    const detail = await office.bed.ask(GetIncoming, { documentId }, office.as('clerk'));
    expect(detail).toMatchObject({ state: 'recalled', recalled: order, acts: [], overdue: false });
    const book = await office.bed.ask(ReadIncomingRegister, { year: 2025, limit: 200 }, office.as('clerk'));
    if (isRefusal(book)) throw new Error(book.code);
    expect(book.items.find((line) => line.documentId === documentId)?.note).toBe(`Đã hủy theo thu hồi: ${order.order}`);
  });
  it('R-REC-03: its content is not opened any more, nor is it registered, returned or recalled twice', async () => {
    const sent = await send(['Phụ lục']);
    const documentId = await arrives(sent);
    expect(code(await open(documentId))).toBe('done');
    await recall(sent);
    await recall(sent);
    const before = await office.traces();
    expect(code(await open(documentId))).toBe('INCOMING.RECALLED');
    expect(code(await open(documentId, sent.payload.attachments?.[0]?.sha256))).toBe('INCOMING.RECALLED');
    expect(code(await office.register(documentId, fieldsOf()))).toBe('INCOMING.NOT_THE_TURN');
    const back = { documentId, reasonCode: 'other' as const, text: 'x' };
    expect(code(await office.bed.ask(incoming.ReturnIncoming, back, office.as('clerk')))).toBe('INCOMING.NOT_THE_TURN');
    expect(await office.traces()).toEqual(before);
    expect(await reports(sent)).toHaveLength(1);
  });
  it('R-REC-03: what routing still tells of a cancelled document changes neither register line nor timeline', async () => {
    const sent = await send();
    const documentId = await arrives(sent);
    const fields = fieldsOf({ senderAgencyId: senderId, numberAndSymbol: sent.payload.numberAndSymbol });
    expect(await office.register(documentId, fields)).toMatchObject({ state: 'registered' });
    await recall(sent);
    const kept = () =>
      office.bed.rows(
        // The words of its text are read in the background.
        `SELECT to_jsonb(line) AS line, to_jsonb(document) - '{text_words,text_attempts}'::text[] AS document,
           (SELECT count(*)::int FROM timeline t WHERE t.document_id = document.id) AS entries
         FROM incoming_document document JOIN register_line line ON line.document_id = document.id WHERE document.id = $1`,
        [documentId],
      );
    const before = await kept();
    expect(before).toHaveLength(1);

    const told = { aggregateId: documentId, occurredAt: '2025-03-11T03:00:00.000Z' };
    const subject = { documentId, agencyId, readers: [] };
    const leader = { toPositionId: randomUUID(), toName: 'Chủ tịch Trần Văn Chủ' };
    await office.bed.emit(routing.Submitted, {
      ...told,
      payload: { ...subject, ...leader, submittedAt: told.occurredAt },
    });
    const lead = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng TC-KH' };
    const taskId = randomUUID();
    const task = {
      ...{ id: taskId, documentId, part: 'lead' as const, assignee: lead, personId: null, personName: null },
      ...{ deadline: '2025-03-13', state: 'given' as const, openedAt: null },
    };
    const direction = { lead, cooperators: [], deadline: '2025-03-13', text: 'Trả lời' };
    await office.bed.emit(routing.Directed, {
      ...told,
      payload: { ...subject, direction, directedBy: leader.toName, directedAt: told.occurredAt, tasks: [task] },
    });
    expect(await kept()).toEqual(before);
    const opened = { taskId, personName: 'Võ Thị Tài', openedAt: told.occurredAt };
    await office.bed.emit(routing.TaskOpened, { ...told, payload: { ...subject, ...opened } });
    expect(await kept()).toEqual(before);
    const outcome = { answerNumberAndSymbol: null, answerDocumentId: null, reason: 'Để biết', late: false };
    await office.bed.emit(routing.Completed, {
      ...told,
      payload: { ...subject, ...outcome, completedAt: told.occurredAt },
    });
    const back = { submittedToPositionId: null, submittedToName: null, deadline: null, tasks: [] };
    await office.bed.emit(routing.Rerouted, {
      ...told,
      payload: { ...subject, ...back, act: 'undo', textVi: 'Lấy lại văn bản đã trình', state: 'registered' },
    });
    expect(await kept()).toEqual(before);
  });
  it('R-REC-03: what was returned before is not cancelled as well', async () => {
    const sent = await send();
    const documentId = await arrives(sent);
    const back = { documentId, reasonCode: 'wrong-address' as const, text: 'Gửi nhầm' };
    await office.bed.ask(incoming.ReturnIncoming, back, office.as('clerk'));
    await recall(sent);
    expect(await rowOf(sent)).toMatchObject({ state: 'returned' });
    expect(await reports(sent)).toEqual([]);
  });
});

describe('R-IN-06 the register of a period as a file', () => {
  const wish = { from: '2025-03-01', to: '2025-03-31', volume: '02' };
  const write = async (format: 'pdf' | 'xlsx' | 'csv') => {
    const answer = await office.bed.ask(WriteIncomingRegister, { ...wish, format }, office.as('clerk'));
    if (isRefusal(answer)) throw new Error(answer.code);
    const passing = new PassingFiles(office.bed.config.files);
    const content = await readFile(passing.pathOf(answer.passingId));
    await passing.remove(answer.passingId);
    return content;
  };
  beforeAll(async () => {
    await office.bed.answer(directory.GetAgency, () => commune);
    const fields = fieldsOf({ abstract: 'Về việc in sổ' });
    await office.register(await office.checked(fields), fields);
  });
  it('R-IN-06: has the ten columns in order and the lines of the period, as a workbook and with its cover as PDF', async () => {
    const table = readTable(await write('xlsx'));
    if (isTableRefusal(table)) throw new Error(table.message);
    const at = table.rows.findIndex((row) => row[0] === 'Ngày đến');
    expect(table.rows[at]).toEqual(incomingRegister.columns.map(({ headingVi }) => headingVi));
    expect(table.rows.slice(at + 1).some((row) => row[5]?.includes('in sổ'))).toBe(true);
    expect((await write('pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect((await write('csv')).toString('utf8')).toContain('Công văn');
  });
  it('R-SYS-06: a period over the new year is refused, and so are people who are no clerks', async () => {
    const over = { ...wish, to: '2026-01-31', format: 'csv' as const };
    expect(code(await office.bed.ask(WriteIncomingRegister, over, office.as('clerk')))).toBe('INCOMING.BOOK_PERIOD');
    const other = { ...wish, format: 'csv' as const };
    expect(code(await office.bed.ask(WriteIncomingRegister, other, office.as('official')))).toBe('ACCESS.NOT_ALLOWED');
  });
});
