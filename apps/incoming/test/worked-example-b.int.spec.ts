import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, incoming, isRefusal, outgoing, type PayloadOf } from '@vanthu/contracts';
import { scannedPdf } from '@vanthu/testing';
import { agencyId, fieldsOf, Office } from './office.js';
import { judgementOf, judgements, monday, senderId, signatureOf } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

/** Công văn khẩn 128/STC-NS of Sở Tài chính, 10 March 2025: what reception does of it. Rows 4 to 11 are routing's. */

const at = { arrived: '2025-03-10T03:02:11.000Z', registered: '2025-03-10T03:05:00.000Z' };

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.FindAgencies, ({ ids = [] }) => ({
    agencies: ids.map((id) => ({ id, code: 'H53', name: 'x', hosted: true, superiorId: null, validTo: null })),
  }));
});
afterAll(() => office.bed.close());

const byPerson = signatureOf({ owner: { kind: 'person', personId: randomUUID(), name: 'Đỗ Văn Ký' } });
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

/** As the issuer tells of it; each has a number of its own, as no letter comes twice. */
async function packet(numberAndSymbol: string): Promise<{ id: string; outgoingDocumentId: string }> {
  const documentId = randomUUID();
  const { sha256, bytes } = await office.content.put(samplePdf({ text: documentId }));
  const payload: PayloadOf<typeof outgoing.Issued> = {
    ...{ documentId, agencyId: senderId, unitId: null, kind: 'cong-van', abstract: 'Về dự toán ngân sách' },
    ...{ urgency: 'urgent', readers: [], kindName: 'Công văn', agencyName: 'Sở Tài chính', agencyCode: 'H53.01' },
    ...{ number: 128, symbol: 'STC-NS', numberAndSymbol, documentDate: '2025-03-10', issuedAt: at.arrived },
    ...{ issuedOn: '2025-03-10', signerPersonId: randomUUID(), signerName: 'Đỗ Văn Ký', signerTitle: 'PHÓ GIÁM ĐỐC' },
    ...{ fileSha256: sha256, fileBytes: bytes, fileName: 'cong-van.pdf', pages: 1, attachments: [], answers: null },
    ...{ excludedFromCoverage: null, recipients: [{ kind: 'agency', agencyId, name: 'UBND xã' }] },
  };
  await office.bed.emit(outgoing.Issued, { aggregateId: documentId, payload, occurredAt: at.arrived });
  const found = () =>
    office.bed.rows<{ id: string; state: string }>(
      'SELECT id, state FROM incoming_document WHERE outgoing_document_id = $1',
      [documentId],
    );
  await office.until(async () => (await found())[0]?.state === 'checked', 'it has arrived and is checked');
  return { id: (await found())[0]?.id ?? '', outgoingDocumentId: documentId };
}
const detail = async (documentId: string) => {
  const answer = await office.bed.ask(incoming.GetIncoming, { documentId }, office.as('clerk', at.registered));
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
};
const register = (id: string, fields: incoming.IncomingFields, reason?: string) =>
  office.register(id, fields, { at: at.registered, ...(reason === undefined ? {} : { reason }) });

describe('worked example B of §12.2, at the reception', () => {
  it('row 1: the packet is received with its data, its file and its hash, and a copy of it is shown as a duplicate', async () => {
    const { id } = await packet('128/STC-NS');
    expect(await detail(id)).toMatchObject({
      ...{ source: 'hosted', arrivedAt: at.arrived, duplicates: [] },
      fields: {
        numberAndSymbol: '128/STC-NS',
        documentDate: '2025-03-10',
        urgency: 'urgent',
        senderName: 'Sở Tài chính',
      },
    });
    const { id: copy } = await packet('128/STC-NS');
    expect(await detail(copy)).toMatchObject({ duplicates: [{ documentId: id }] });
    const returned = { documentId: copy, reasonCode: 'duplicate' as const, text: 'Đã nhận' };
    await office.bed.ask(incoming.ReturnIncoming, returned, office.as('clerk'));
  });

  it('row 2: both signatures are judged and stored, and what is khẩn stands at the top of the list', async () => {
    const both = [signatureOf({ owner: { kind: 'person', personId: randomUUID(), name: 'Đỗ Văn Ký' } }), signatureOf()];
    const ordinary = fieldsOf({ numberAndSymbol: '1/STC-VP' });
    await office.checked(ordinary, judgements.valid, '2025-03-10T03:04:00.000Z');
    office.judgement = judgementOf('valid', both);
    const { id } = await packet('129/STC-NS');
    const { check } = await detail(id);
    expect([check?.advice, check?.judgement.signatures.map(({ owner }) => owner.kind)]).toEqual([
      'accept',
      ['person', 'organisation'],
    ]);
    const query = { limit: 1, text: '', mine: false };
    expect(await office.bed.ask(incoming.FindIncoming, query, office.as('clerk'))).toMatchObject({
      items: [{ fields: { urgency: 'urgent' } }],
    });
  });

  it.each([
    ['without the seal of the agency', 'no-organisation-signature', [byPerson], '134/STC-NS'],
    ['sent to the wrong place, however valid', 'wrong-address', [byPerson, signatureOf()], '135/STC-NS'],
  ] as const)(
    'row 2b: what came %s is returned with a reason, the sender is told, and no number is used',
    async (_, reasonCode, signatures, numberAndSymbol) => {
      office.judgement = judgementOf('valid', [...signatures]);
      const { id, outgoingDocumentId } = await packet(numberAndSymbol);
      if (reasonCode === 'no-organisation-signature') {
        expect((await detail(id)).check).toMatchObject({
          advice: 'decide',
          adviceVi: expect.stringContaining('chưa có chữ ký số của cơ quan'),
        });
        const before = await office.traces();
        expect(code(await register(id, (await detail(id)).fields))).toBe('INCOMING.REASON_REQUIRED');
        expect(await office.traces()).toEqual(before);
      }
      const numbers = await office.bed.rows('SELECT sum(last_number) AS last FROM series');
      const told = { documentId: id, reasonCode, text: 'Đề nghị gửi lại' };
      expect(await office.bed.ask(incoming.ReturnIncoming, told, office.as('clerk'))).toMatchObject({
        state: 'returned',
      });
      expect(await office.bed.rows('SELECT sum(last_number) AS last FROM series')).toEqual(numbers);
      const event = (await office.bed.events(incoming.IncomingReturned)).find(({ aggregateId }) => aggregateId === id);
      expect(event?.payload).toMatchObject({ reasonCode, text: 'Đề nghị gửi lại', outgoingDocumentId });
    },
  );

  it('row 2b: what was altered is returned with a reason, and uses no number', async () => {
    office.judgement = judgements.altered;
    const { id } = await packet('130/STC-NS');
    const { fields } = await detail(id);
    const before = await office.traces();
    expect(code(await register(id, fields, 'vẫn nhận'))).toBe('INCOMING.MUST_RETURN');
    expect(await office.traces()).toEqual(before);
    const empty = { documentId: id, reasonCode: 'altered' as const, text: ' ' };
    expect(code(await office.bed.ask(incoming.ReturnIncoming, empty, office.as('clerk')))).toBe('REQUEST.INVALID');
    const told = { ...empty, text: 'Nội dung bị thay đổi sau khi ký' };
    expect(await office.bed.ask(incoming.ReturnIncoming, told, office.as('clerk'))).toMatchObject({
      state: 'returned',
    });
    const [after] = await office.traces();
    expect(after).toMatchObject({ last: (before[0] as { last: unknown }).last });
  });

  it('row 3: the next number of the one series, with the day, the line in the register and the notice to the sender', async () => {
    office.judgement = judgements.valid;
    const { id, outgoingDocumentId } = await packet('131/STC-NS');
    const { fields } = await detail(id);
    const answer = await register(id, fields);
    expect(answer).toMatchObject({ state: 'registered', arrivedOn: '2025-03-10' });
    const lines = await office.bed.rows(
      'SELECT arrival_number, author, number_and_symbol FROM register_line WHERE document_id = $1',
      [id],
    );
    const arrivalNumber = isRefusal(answer) ? 0 : answer.arrivalNumber;
    expect(lines).toEqual([{ arrival_number: arrivalNumber, author: 'Sở Tài chính', number_and_symbol: '131/STC-NS' }]);
    const told = (await office.bed.events(incoming.IncomingRegistered)).find(({ aggregateId }) => aggregateId === id);
    expect(told?.payload).toMatchObject({ outgoingDocumentId, registeredAt: at.registered, arrivedOn: '2025-03-10' });
  });

  it('row 12: recalled by the issuer, its content is closed and its line stays', async () => {
    office.judgement = judgements.valid;
    const { id, outgoingDocumentId } = await packet('132/STC-NS');
    await register(id, (await detail(id)).fields);
    const recalledAt = '2025-03-11T02:00:00.000Z';
    await office.bed.emit(outgoing.Recalled, {
      ...{ aggregateId: outgoingDocumentId, occurredAt: recalledAt },
      payload: {
        ...{
          documentId: outgoingDocumentId,
          agencyId: senderId,
          agencyName: 'Sở Tài chính',
          numberAndSymbol: '132/STC-NS',
        },
        ...{ order: 'Công văn 12/STC-VP', reason: 'Ban hành nhầm', recalledAt, receivers: [agencyId], readers: [] },
      },
    });
    await office.until(async () => (await office.state(id)) === 'recalled', 'it is cancelled');
    const open = { documentId: id, act: 'view' as const };
    expect(code(await office.bed.ask(incoming.OpenIncomingFile, open, office.as('clerk')))).toBe('INCOMING.RECALLED');
    expect(await office.bed.rows('SELECT 1 FROM register_line WHERE document_id = $1', [id])).toHaveLength(1);
  });

  it('paper variant: envelope checked, scanned, registered in the same series, stamped', async () => {
    const ticket = await office.ticket(scannedPdf({ text: 'example B' }));
    const fields = fieldsOf({ numberAndSymbol: '133/STC-NS', urgency: 'urgent' });
    const check = { copies: 1, envelopeIntact: true, contentsMatch: true, remark: null };
    const received = await office.bed.ask(incoming.ReceivePaper, { ticket, fields, check }, office.as('clerk', monday));
    const id = isRefusal(received) ? '' : received.id;
    const [{ last } = { last: 0 }] = await office.bed.rows<{ last: number }>('SELECT last_number AS last FROM series');
    expect(await register(id, fields)).toMatchObject({ arrivalNumber: last + 1 });
    // It is owed with the number; the stamp itself is tested where the agency has a name.
    expect(await office.bed.rows('SELECT 1 FROM owed_stamp WHERE document_id = $1', [id])).toHaveLength(1);
  });
});
