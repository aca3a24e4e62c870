import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, incoming, isRefusal } from '@vanthu/contracts';
import { layOutDocument, loadTinos } from '@vanthu/decree30';
import { RequestFailed } from '@vanthu/messaging';
import { findRecogniser, renderFirstPage } from '@vanthu/page-reader';
import { pdfOfPages } from '@vanthu/testing';
import { answerByOf } from '../src/incoming-document/reading/answer-by.js';
import { fieldsOf, Office, people } from './office.js';
import { monday } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

const programs = findRecogniser(process.env.PATH);
let office: Office;
const finance = { id: randomUUID(), name: 'Sở Tài chính tỉnh Đồng Tháp' };
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.FindAgencies, ({ text }) => ({
    agencies:
      text === 'SỞ TÀI CHÍNH' || text === ''
        ? [{ ...finance, code: 'H99', hosted: false, superiorId: null, validTo: null }]
        : [],
  }));
});
afterAll(() => office.bed.close());

async function letter(agencyName: string): Promise<Buffer> {
  const { pdf } = await layOutDocument(
    {
      kind: 'cong-van',
      superiorName: 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP',
      agencyName: [agencyName],
      symbol: 'STC-NS',
      place: 'Đồng Tháp',
      abstract: 'rà soát dự toán ngân sách năm 2025',
      addressees: ['Ủy ban nhân dân các xã, phường'],
      paragraphs: ['Đề nghị gửi báo cáo về Sở trước ngày 14/3/2025 để tổng hợp.'],
      signers: [{ capacityLines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], name: 'Đỗ Văn Ký' }],
      recipients: ['- Như trên;', '- Lưu: VT, NS.'],
      urgency: 'urgent',
    },
    await loadTinos(),
    { createdAt: new Date(monday), paper: { number: '128', date: 'ngày 10 tháng 3 năm 2025' } },
  );
  return Buffer.from(pdf);
}

/** A thread that is still starting on a busy machine is asked again: the next answer comes from a warm one. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask().catch((error: unknown) => {
      if (!(error instanceof RequestFailed) || attempt >= 20) throw error;
      return null;
    });
    const tooLong =
      (answer as { problemVi?: string | null } | null)?.problemVi?.includes('thời gian cho phép') === true;
    if (answer !== null && !(tooLong && attempt < 20)) return answer;
  }
}

const read = async (bytes: Buffer) => {
  const ticket = await office.ticket(bytes);
  for (;;) {
    const answer = await patiently(() => office.bed.ask(incoming.ReadUpload, { ticket }, office.as('clerk')));
    if (isRefusal(answer)) throw new Error(answer.code);
    if (!answer.recognising) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** The letter as a scanner would give it: a picture of 200 dpi without a word of text. */
async function scanOf(pdf: Buffer): Promise<Buffer> {
  const picture = await renderFirstPage(pdf, { renderer: programs?.renderer ?? '', dpi: 200 });
  if (picture === null) throw new Error('the letter could not be drawn');
  return pdfOfPages([picture]);
}

(programs ? describe : describe.skip)('fields read from a scan [skipped without tesseract and pdftoppm]', () => {
  it('are recognised while the clerk goes on, and each is less sure than one that was read', async () => {
    const answer = await read(await scanOf(await letter('SỞ TÀI CHÍNH')));
    expect(answer).toMatchObject({
      ...{ printedSender: 'SỞ TÀI CHÍNH', numberAndSymbol: { value: '128/STC-NS' }, kind: { value: 'cong-van' } },
      ...{ documentDate: { value: '2025-03-10' }, signerName: { value: 'Đỗ Văn Ký' }, urgency: { value: 'urgent' } },
      ...{ answerBy: { value: '2025-03-14' }, problemVi: null },
    });
    for (const field of [answer.numberAndSymbol, answer.documentDate, answer.kind, answer.signerName])
      expect(field?.confidence).toBeLessThan(0.9);
  });
});

describe('fields read from an upload', () => {
  it('are those that the pages print, each with how sure it is', async () => {
    const answer = await read(await letter('SỞ TÀI CHÍNH'));
    expect(answer).toMatchObject({
      printedSender: 'SỞ TÀI CHÍNH',
      senderAgencyId: { value: finance.id },
      senderName: { value: finance.name },
      numberAndSymbol: { value: '128/STC-NS' },
      documentDate: { value: '2025-03-10' },
      kind: { value: 'cong-van' },
      signerName: { value: 'Đỗ Văn Ký' },
      urgency: { value: 'urgent' },
      answerBy: { value: '2025-03-14' },
      problemVi: null,
    });
    expect(answer.abstract?.value.toLowerCase()).toContain('rà soát dự toán ngân sách năm 2025');
  });

  it('a name that the clerk has corrected is remembered for the agency, and for no other', async () => {
    const bytes = await letter('CHI CỤC QUẢN LÝ GIÁ');
    expect(await read(bytes)).toMatchObject({
      senderAgencyId: null,
      senderName: { value: 'CHI CỤC QUẢN LÝ GIÁ', confidence: 0.5 },
    });
    const fields = fieldsOf({ senderAgencyId: finance.id, senderName: finance.name });
    const ticket = await office.ticket(bytes);
    const received = await office.bed.ask(
      incoming.Receive,
      { ticket, fields, printedSender: 'CHI CỤC QUẢN LÝ GIÁ' },
      office.as('clerk'),
    );
    expect(received).toMatchObject({ state: 'arrived' });
    expect(await read(bytes)).toMatchObject({
      senderAgencyId: { value: finance.id },
      senderName: { value: finance.name },
    });
    const theirs = await office.ticket(bytes, people.strangerClerk);
    const others = await patiently(() =>
      office.bed.ask(incoming.ReadUpload, { ticket: theirs }, office.as('strangerClerk')),
    );
    expect(others).toMatchObject({ senderAgencyId: null });
  });

  it('a name that is corrected only at the register is remembered too', async () => {
    const arrived = fieldsOf({ senderName: 'CHI CỤC THỐNG KÊ' });
    const documentId = await office.checked(arrived);
    const corrected = { ...arrived, senderAgencyId: finance.id, senderName: finance.name };
    const reason = 'Đã đối chiếu nơi gửi';
    expect(await office.register(documentId, corrected, { reason })).toMatchObject({ state: 'registered' });
    expect(await read(await letter('CHI CỤC THỐNG KÊ'))).toMatchObject({ senderAgencyId: { value: finance.id } });
  });

  it('a page without words is said to be one; another’s ticket and other roles are refused', async () => {
    const plain = samplePdf({ text: 'scan' });
    expect(await read(plain)).toMatchObject({ numberAndSymbol: null, problemVi: expect.stringMatching(/bản quét/i) });
    const ticket = await office.ticket(plain);
    const ask = (who: 'secondClerk' | 'official') => office.bed.ask(incoming.ReadUpload, { ticket }, office.as(who));
    expect(await ask('secondClerk')).toMatchObject({ code: 'FILE.BAD_TICKET' });
    expect(await ask('official')).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
  });
});

it.each([
  ['gửi về Sở trước ngày 14/3/2025.', '2025-03-14'],
  ['chậm nhất là ngày 05 tháng 4 năm 2025', '2025-04-05'],
  ['trước ngày 20/3/2025 và chậm nhất 18/3/2025', '2025-03-18'],
  ['ban hành trước ngày 01/01/2025', null],
  ['trước ngày 31/2/2025', null],
])('R-IN-10: "%s" asks for an answer by %s', (text, day) => {
  expect(answerByOf(text, '2025-03-10')).toBe(day);
});
