import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { incoming, isRefusal } from '@vanthu/contracts';
import { fieldsOf, Office, people } from './office.js';
import { judgements } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

jest.setTimeout(60_000);

describe('search over all fields and the text of incoming documents', () => {
  let office: Office;
  let documentId: string;
  const found = async (query: object, who: keyof typeof people = 'clerk') => {
    const page = await office.bed.ask(incoming.FindIncoming, query as never, office.as(who));
    if (isRefusal(page)) throw new Error(page.code);
    return page.items.map(({ id }) => id);
  };

  beforeAll(async () => {
    office = await Office.open();
    const fields = fieldsOf({
      numberAndSymbol: '07/STC-NS',
      abstract: 'Về việc quyết toán ngân sách',
      senderName: 'Sở Tài chính tỉnh Đồng Tháp',
      urgency: 'urgent',
    });
    documentId = await office.checked(
      fields,
      judgements.valid,
      undefined,
      samplePdf({ page: 'Kinh phi thuy loi 2024' }),
    );
    await office.checked(
      fieldsOf({ abstract: 'Mời họp', kind: 'giay-moi', numberAndSymbol: '12/GM-STC', signerName: 'Lê Văn Hai' }),
    );
  });
  afterAll(() => office.bed.close());

  it('R-SYS-04: every field is searched, with diacritics and without', async () => {
    for (const text of [
      'quyết toán',
      'quyet toan',
      'đồng tháp',
      'Đỗ Văn Ký',
      '7/stc',
      '07/STC-NS',
      'công văn quyết toán',
    ]) {
      expect([text, await found({ text })]).toEqual([text, [documentId]]);
    }
    for (const text of ['quyết toan', 'quyêt', '17/stc', 'to']) {
      expect([text, await found({ text })]).toEqual([text, text === 'quyết toan' ? [documentId] : []]);
    }
  });

  it('R-SYS-04: the text of the file is read by itself and found from then on', async () => {
    await office.until(async () => (await found({ text: 'thuy loi' })).length === 1, 'the text has been read', 30_000);
    expect(await found({ text: 'kinh phi ngan sach' })).toEqual([documentId]);
    // What is written later keeps it.
    const registered = await office.register(
      documentId,
      fieldsOf({ numberAndSymbol: '07/STC-NS', abstract: 'Về việc quyết toán' }),
    );
    expect(isRefusal(registered)).toBe(false);
    expect(await found({ text: 'thuy loi quyet toan' })).toEqual([documentId]);
  });

  it('R-SYS-04: kind, urgency, number of arrival, state and days narrow the list', async () => {
    expect(await found({ kind: 'cong-van', state: 'registered' })).toEqual([documentId]);
    expect(await found({ number: 1 })).toEqual([documentId]);
    expect(await found({ number: 2 })).toEqual([]);
    expect(await found({ kind: 'giay-moi', urgency: 'express' })).toEqual([]);
    expect(await found({ from: '2025-03-10', to: '2025-03-10' })).toHaveLength(2);
    expect(await found({ to: '2025-03-09' })).toEqual([]);
  });

  it('R-SYS-04: another agency and those whom it does not concern find nothing', async () => {
    for (const query of [{ text: 'quyet toan' }, { text: 'thuy loi' }, { number: 1 }, { kind: 'cong-van' }]) {
      expect(await found(query, 'strangerClerk')).toEqual([]);
      expect(await found(query, 'official')).toEqual([]);
    }
  });
});
