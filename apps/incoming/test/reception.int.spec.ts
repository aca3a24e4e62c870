import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { directory, incoming, isRefusal, outgoing } from '@vanthu/contracts';
import { agencyId, fieldsOf, Office, people, unknownAgencyId } from './office.js';
import { judgements, monday, senderId } from './sample-judgements.js';
import { hostileUploads, samplePdf } from './sample-pdf.js';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.bed.close());
beforeEach(() => {
  office.judgement = judgements.valid;
});

const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

describe('hostile uploads', () => {
  it.each(hostileUploads)('$name is refused with $code and nothing is stored', async ({ bytes, code: expected }) => {
    const ticket = await office.ticket(bytes);
    const before = await office.traces();
    expect(code(await office.bed.ask(incoming.Receive, { ticket, fields: fieldsOf() }, office.as('clerk')))).toBe(
      expected,
    );
    expect(await office.traces()).toEqual(before);
  });

  it('a ticket of another person, a forged one and a lost content are refused', async () => {
    const before = await office.traces();
    const ask = async (ticket: string) =>
      code(await office.bed.ask(incoming.Receive, { ticket, fields: fieldsOf() }, office.as('clerk')));
    expect(await ask(await office.ticket(samplePdf(), people.secondClerk))).toBe('FILE.BAD_TICKET');
    expect(await ask(await office.ticket(samplePdf(), { ...people.clerk, agencyId: randomUUID() }))).toBe(
      'FILE.BAD_TICKET',
    );
    expect(await ask('eyJhbGciOiJub25lIn0.e30.')).toBe('FILE.BAD_TICKET');
    const { personId } = people.clerk;
    const facts = { sha256: 'a'.repeat(64), bytes: 5, name: 'a.pdf', mediaType: 'application/pdf', personId, agencyId };
    expect(await ask(await office.tickets.issue(facts))).toBe('FILE.LOST');
    expect(await office.traces()).toEqual(before);
  });
});

describe('the check follows an arrival by itself', () => {
  it('R-IN-01: a document is registered only with a stored check', async () => {
    office.judgement = null;
    const fields = fieldsOf();
    const id = await office.receive(fields);
    const before = await office.traces();
    expect(code(await office.register(id, fields, { reason: 'gấp' }))).toBe('INCOMING.NOT_CHECKED');
    expect(await office.traces()).toEqual(before);
    expect(await office.state(id)).toBe('arrived');
    office.judgement = judgements.valid;
    await office.until(async () => (await office.state(id)) === 'checked', 'signing is back');
    expect(await office.register(id, fields)).toMatchObject({ state: 'registered' });
    expect(await office.bed.events(incoming.IncomingChecked)).toMatchObject([
      { payload: { documentId: id, advice: 'accept' } },
    ]);
  });

  it('a file that takes long to judge does not keep the others waiting, and is judged once', async () => {
    let asked = 0;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    office.beforeJudging = () => (++asked === 1 ? held : Promise.resolve());
    const slow = await office.receive();
    await office.until(async () => asked === 1, 'signing has the first');
    await office.checked();
    // Due again meanwhile: it is not taken to signing a second time while the first question stands.
    await office.bed.rows('UPDATE owed_check SET next_at = now() WHERE document_id = $1', [slow]);
    await office.checked();
    expect(await office.state(slow)).toBe('arrived');
    letGo();
    await office.until(async () => (await office.state(slow)) === 'checked', 'the first is judged');
    expect(asked).toBe(3);
    office.beforeJudging = () => Promise.resolve();
  });

  it('survives a restart: what is owed stands in the table', async () => {
    office.judgement = null;
    const id = await office.receive();
    await office.bed.restart();
    expect(await office.state(id)).toBe('arrived');
    office.judgement = judgements.valid;
    await office.until(async () => (await office.state(id)) === 'checked', 'the restarted service checks');
  });

  it('R-IN-02: what fails the check gets no number and is returned with a reason', async () => {
    const fields = fieldsOf();
    const id = await office.checked(fields, judgements.altered);
    const before = await office.traces();
    expect(code(await office.register(id, fields, { reason: 'vẫn muốn' }))).toBe('INCOMING.MUST_RETURN');
    expect(await office.traces()).toEqual(before);
    const input = { documentId: id, reasonCode: 'altered' as const, text: 'Nội dung đã thay đổi sau khi ký' };
    expect(await office.bed.ask(incoming.ReturnIncoming, input, office.as('clerk'))).toMatchObject({
      state: 'returned',
    });
    expect(await office.bed.rows('SELECT arrival_number FROM incoming_document WHERE id = $1', [id])).toEqual([
      { arrival_number: null },
    ]);
    expect(await office.bed.events(incoming.IncomingReturned)).toMatchObject([
      { payload: { documentId: id, reasonCode: 'altered' } },
    ]);
    expect(code(await office.bed.ask(incoming.ReturnIncoming, input, office.as('clerk')))).toBe(
      'INCOMING.NOT_THE_TURN',
    );
  });

  it('R-EX-02: a return needs a reason text', async () => {
    const id = await office.checked();
    const input = { documentId: id, reasonCode: 'wrong-address' as const, text: '   ' };
    expect(code(await office.bed.ask(incoming.ReturnIncoming, input, office.as('clerk')))).toBe('REQUEST.INVALID');
    expect(await office.state(id)).toBe('checked');
    const told = { ...input, text: 'Gửi nhầm cơ quan' };
    expect(await office.bed.ask(incoming.ReturnIncoming, told, office.as('clerk'))).toMatchObject({
      state: 'returned',
    });
  });

  it('an undetermined check asks the clerk for a reason, and can be asked again', async () => {
    const fields = fieldsOf();
    const id = await office.checked(fields, judgements.undetermined);
    expect(code(await office.register(id, fields))).toBe('INCOMING.REASON_REQUIRED');
    office.judgement = judgements.valid;
    expect(await office.bed.ask(incoming.CheckAgain, { documentId: id }, office.as('clerk'))).toMatchObject({
      state: 'checked',
    });
    await office.until(
      async () => (await office.bed.rows('SELECT 1 FROM reception_check WHERE document_id = $1', [id])).length === 2,
      'the second check',
    );
    expect(await office.register(id, fields)).toMatchObject({ state: 'registered' });
  });
});

describe('what could not be decided', () => {
  const dueNow = (id: string) =>
    office.bed.rows('UPDATE owed_check SET next_at = now() WHERE document_id = $1 RETURNING 1', [id]);
  const checks = async (id: string) =>
    (await office.bed.rows('SELECT 1 FROM reception_check WHERE document_id = $1', [id])).length;
  const waits = (id: string) =>
    office.bed.rows<{ minutes: number }>(
      'SELECT round(extract(epoch FROM next_at - now()) / 60)::int AS minutes FROM owed_check WHERE document_id = $1',
      [id],
    );

  it('R-IN-01: is asked again by itself, later and later, and stands decided when it can be', async () => {
    const id = await office.checked(fieldsOf(), judgements.undetermined);
    expect(await waits(id)).toEqual([{ minutes: 10 }]);
    await dueNow(id);
    await office.until(async () => (await checks(id)) === 2, 'the second check');
    expect(await waits(id)).toEqual([{ minutes: 60 }]);
    office.judgement = judgements.valid;
    await dueNow(id);
    await office.until(async () => (await checks(id)) === 3, 'the third check');
    expect(await waits(id)).toEqual([]);
    expect(await office.bed.ask(incoming.GetIncoming, { documentId: id }, office.as('clerk'))).toMatchObject({
      ...{ state: 'checked', advice: 'accept' },
    });
  });

  it('R-IN-01: is asked again after the clerk has registered it with a reason; number and line stand, the finding is told', async () => {
    const fields = fieldsOf();
    const id = await office.checked(fields, judgements.undetermined);
    const reason = 'Đã gọi điện xác minh với nơi gửi';
    const registered = await office.register(id, fields, { reason });
    office.judgement = judgements.altered;
    const lines = () => office.bed.rows('SELECT * FROM register_line WHERE document_id = $1', [id]);
    const before = await lines();
    await dueNow(id);
    await office.until(async () => (await checks(id)) === 2, 'the check after the number');
    expect(await lines()).toEqual(before);
    const seen = await office.bed.ask(incoming.GetIncoming, { documentId: id }, office.as('clerk'));
    expect(seen).toMatchObject({
      state: 'registered',
      arrivalNumber: isRefusal(registered) ? 0 : registered.arrivalNumber,
      check: { advice: 'return' },
    });
    expect(isRefusal(seen) ? '' : seen.timeline.at(-1)?.textVi).toContain(
      'Kiểm tra lại chữ ký số sau khi vào sổ: Chữ ký số của cơ quan không hợp lệ',
    );
    const told = (await office.bed.events(incoming.IncomingChecked)).filter(({ aggregateId }) => aggregateId === id);
    expect(told).toMatchObject([{ payload: { advice: 'decide' } }, { payload: { advice: 'return' } }]);
  });
});

describe('a sender that is named by id', () => {
  it('is one of the directory', async () => {
    await office.checked(fieldsOf({ senderAgencyId: senderId }));
    const ticket = await office.ticket(samplePdf());
    const before = await office.traces();
    const fields = fieldsOf({ senderAgencyId: unknownAgencyId });
    expect(code(await office.bed.ask(incoming.Receive, { ticket, fields }, office.as('clerk')))).toBe(
      'DIRECTORY.UNKNOWN_AGENCY',
    );
    expect(await office.traces()).toEqual(before);
  });
});

describe('hosted delivery', () => {
  const issued = (documentId: string, fileSha256: string, recipients: string[]) => ({
    documentId,
    agencyId: senderId,
    unitId: null,
    kind: 'cong-van',
    abstract: 'Về việc báo cáo',
    urgency: 'normal' as const,
    readers: [],
    kindName: 'Công văn',
    agencyName: 'Sở Tài chính',
    agencyCode: 'H53.01',
    number: 7,
    symbol: 'STC-NS',
    numberAndSymbol: `${documentId.slice(0, 8)}/STC-NS`,
    documentDate: '2025-03-10',
    issuedAt: monday,
    issuedOn: '2025-03-10',
    signerPersonId: randomUUID(),
    signerName: 'Đỗ Văn Ký',
    signerTitle: 'GIÁM ĐỐC',
    fileSha256,
    fileBytes: 100,
    fileName: 'cong-van.pdf',
    pages: 1,
    recipients: recipients.map((id) => ({ kind: 'agency' as const, agencyId: id, name: 'Cơ quan nhận' })),
    answers: null,
    excludedFromCoverage: null,
  });

  it('puts one reception into each hosted agency among the recipients, whatever is repeated, also when directory was away', async () => {
    const outside = randomUUID();
    const documentId = randomUUID();
    const { sha256 } = await office.content.put(samplePdf({ text: documentId }));
    const payload = issued(documentId, sha256, [agencyId, outside, agencyId, senderId]);
    const event = { aggregateId: documentId, payload, occurredAt: monday, id: randomUUID() };
    await office.bed.emit(outgoing.Issued, event);
    expect(
      await office.bed.rows('SELECT 1 FROM incoming_document WHERE outgoing_document_id = $1', [documentId]),
    ).toEqual([]);
    await office.bed.answer(directory.FindAgencies, ({ ids = [] }) => ({
      agencies: ids.map((id) => ({
        id,
        code: 'H53',
        name: 'x',
        hosted: id !== outside,
        superiorId: null,
        validTo: null,
      })),
    }));
    const rows = () =>
      office.bed.rows<{ id: string; state: string }>(
        `SELECT id, agency_id, state, source, fields->>'senderName' AS sender FROM incoming_document WHERE outgoing_document_id = $1`,
        [documentId],
      );
    await office.until(async () => (await rows())[0]?.state === 'checked', 'the delivery is received and checked');
    expect(await rows()).toMatchObject([{ agency_id: agencyId, source: 'hosted', sender: 'Sở Tài chính' }]);
    await office.bed.emit(outgoing.Issued, { ...event, aggregateSequence: 1, position: 1 }, { wait: false });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await rows()).toHaveLength(1);
  });
});
