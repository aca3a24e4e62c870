import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { incoming as contract, isRefusal, routing } from '@vanthu/contracts';
import { meetingOf } from '../src/incoming-document/reading/meeting-of.js';
import { agencyId, fieldsOf, Office, people } from './office.js';
import { judgementOf, judgements, monday, senderId, signatureOf } from './sample-judgements.js';
import { samplePdf } from './sample-pdf.js';

/** Citizens' letters and invitations: kinds with a handling of their own. */

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.bed.close());
beforeEach(() => {
  office.judgement = judgements.valid;
});
const citizens = (own: Parameters<typeof signatureOf>[0]) =>
  signatureOf({ owner: { kind: 'unknown' }, signerSubject: 'CN=Trần Thị Dân, C=VN', ...own });
const code = (answer: unknown) => (isRefusal(answer) ? answer.code : `done ${JSON.stringify(answer)}`);

describe('a letter of a citizen', () => {
  const letter = (own = {}) => fieldsOf({ kind: 'don-thu', senderName: 'Nguyễn Thị Dân', ...own });

  it('R-IN-02: no signature of an organisation is asked for; of an agency’s letter it is', async () => {
    const fields = letter();
    const id = await office.checked(fields, judgements.unsigned);
    expect(await office.register(id, fields)).toMatchObject({ state: 'registered' });
    const official = fieldsOf();
    const other = await office.checked(official, judgements.unsigned);
    expect(code(await office.register(other, official))).toBe('INCOMING.REASON_REQUIRED');
    const badly = judgementOf('invalid', [citizens({ integrity: 'bad', indication: 'TOTAL_FAILED' })]);
    const altered = await office.checked(letter(), badly);
    expect(code(await office.register(altered, letter()))).toBe('INCOMING.REASON_REQUIRED');
  });

  it.each([
    ['an organisation', {}],
    ['an official', { owner: { kind: 'person' as const, personId: people.official.personId, name: 'Ngô Văn Viên' } }],
    [
      'a certificate that names an organisation',
      { owner: { kind: 'unknown' as const }, signerSubject: 'CN=Sở Tài chính, O=UBND tỉnh, C=VN' },
    ],
  ])(
    'R-IN-02: what %s has signed is no letter, and a broken signature gets no number under that name',
    async (_, own) => {
      const fields = letter();
      const broken = judgementOf('invalid', [signatureOf({ integrity: 'bad', indication: 'TOTAL_FAILED', ...own })]);
      const altered = await office.checked(fields, broken);
      const whole = await office.checked(letter(), judgementOf('valid', [signatureOf(own)]));
      const before = await office.traces();
      expect(code(await office.register(altered, fields, { reason: 'Cứ vào sổ' }))).toBe('INCOMING.MUST_RETURN');
      expect(code(await office.register(whole, fields, { reason: 'Cứ vào sổ' }))).toBe('INCOMING.NOT_CITIZENS');
      expect(await office.traces()).toEqual(before);
    },
  );

  it('R-IN-02: an official document is not called a letter at the number: its kind is changed before, told, and it is checked anew', async () => {
    const official = fieldsOf({ senderName: 'Trần Thị Dân' });
    const badly = judgementOf('invalid', [citizens({ integrity: 'bad', indication: 'TOTAL_FAILED' })]);
    const id = await office.checked(official, badly);
    const fields = letter({ numberAndSymbol: official.numberAndSymbol });
    const before = await office.traces();
    expect(code(await office.register(id, fields, { reason: 'Đơn của dân' }))).toBe('INCOMING.KIND_CHANGES_POLICY');
    expect(await office.traces()).toEqual(before);

    office.judgement = null;
    const change = (kind: string, documentId = id) =>
      office.bed.ask(contract.ChangeIncomingKind, { documentId, kind, letterAbout: null }, office.as('clerk'));
    expect(await change('don-thu')).toMatchObject({ state: 'arrived' });
    // Until it has been judged as a letter there is no number (R-IN-01).
    expect(code(await office.register(id, fields, { reason: 'Đơn của dân' }))).toBe('INCOMING.NOT_CHECKED');
    office.judgement = badly;
    await office.until(async () => (await office.state(id)) === 'checked', 'it is checked anew');
    expect(await office.register(id, fields, { reason: 'Đơn của dân' })).toMatchObject({ state: 'registered' });
    const seen = await office.bed.ask(contract.GetIncoming, { documentId: id }, office.as('clerk'));
    expect(isRefusal(seen) ? [] : seen.timeline.map(({ act, personName }) => [act, personName])).toEqual([
      ['receive', people.clerk.personName],
      ['check', null],
      ['change-kind', people.clerk.personName],
      ['check', null],
      ['register', people.clerk.personName],
    ]);
    expect(isRefusal(seen) ? '' : seen.timeline[2]?.textVi).toContain('từ “Công văn” sang “Đơn, thư”');
  });

  it('R-IN-02: a signed official document cannot be made a letter, nor one whose sender the directory has', async () => {
    const signed = await office.checked(fieldsOf(), judgements.altered);
    const ofAgency = await office.checked(fieldsOf({ senderName: 'sở TÀI chính' }), judgements.unsigned);
    const before = await office.traces();
    const change = (documentId: string, as: 'clerk' | 'official' | 'strangerClerk' = 'clerk') =>
      office.bed.ask(contract.ChangeIncomingKind, { documentId, kind: 'don-thu', letterAbout: null }, office.as(as));
    expect(code(await change(signed))).toBe('INCOMING.NOT_CITIZENS');
    office.agencyNames = ['Sở Tài chính'];
    expect(code(await change(ofAgency))).toBe('INCOMING.CITIZEN_SENDER');
    office.agencyNames = [];
    expect(code(await change(ofAgency, 'official'))).toBe('ACCESS.NOT_ALLOWED');
    expect(code(await change(ofAgency, 'strangerClerk'))).toBe('REQUEST.NOT_FOUND');
    expect(await office.traces()).toEqual(before);
  });

  it.each([
    ['denunciation', '2025-03-19', 'Tố cáo; xử lý lần đầu trước hết ngày 19/03/2025'],
    ['complaint', '2025-03-20', 'Khiếu nại; xử lý lần đầu trước hết ngày 20/03/2025'],
    ['petition', '2025-03-24', 'Kiến nghị, phản ánh; xử lý lần đầu trước hết ngày 24/03/2025'],
  ] as const)('a %s of Monday 10 March is due on %s, and the register says so', async (letterAbout, due, note) => {
    const fields = letter({ letterAbout });
    const id = await office.checked(fields, judgements.unsigned);
    await office.register(id, fields);
    expect(await office.bed.ask(contract.GetIncoming, { documentId: id }, office.as('clerk'))).toMatchObject({
      letterDueOn: due,
    });
    expect(await office.bed.rows('SELECT note FROM register_line WHERE document_id = $1', [id])).toEqual([{ note }]);
  });

  it('its days run from when it came, also when it is registered later', async () => {
    const fields = letter({ letterAbout: 'complaint', documentDate: '2025-03-06' });
    const id = await office.checked(fields, judgements.unsigned, '2025-03-07T02:00:00.000Z');
    expect(await office.register(id, fields)).toMatchObject({ arrivedOn: '2025-03-10' });
    expect(await office.bed.ask(contract.GetIncoming, { documentId: id }, office.as('clerk'))).toMatchObject({
      letterDueOn: '2025-03-17',
    });
    expect(await office.bed.rows('SELECT note FROM register_line WHERE document_id = $1', [id])).toEqual([
      { note: 'Khiếu nại; xử lý lần đầu trước hết ngày 17/03/2025' },
    ]);
  });

  it('is of a person and not of an agency; only a letter complains', async () => {
    const ticket = await office.ticket(samplePdf());
    const before = await office.traces();
    const receive = async (fields: ReturnType<typeof letter>) =>
      code(await office.bed.ask(contract.Receive, { ticket, fields }, office.as('clerk')));
    expect(await receive(letter({ senderAgencyId: senderId }))).toBe('INCOMING.CITIZEN_SENDER');
    expect(await receive(fieldsOf({ letterAbout: 'complaint' }))).toBe('INCOMING.NOT_A_LETTER');
    expect(await office.traces()).toEqual(before);
  });

  it('is found by its kind', async () => {
    const query = { limit: 50, text: '', mine: false, kind: 'don-thu' };
    const page = await office.bed.ask(contract.FindIncoming, query, office.as('clerk'));
    expect(isRefusal(page) ? [] : [...new Set(page.items.map(({ fields }) => fields.kind))]).toEqual(['don-thu']);
  });
});

describe('an invitation', () => {
  async function invited(hour: string, abstract: string): Promise<string> {
    const startsAt = `2025-03-14T${hour}:00.000Z`;
    const fields = fieldsOf({ kind: 'giay-moi', abstract, meeting: { startsAt, place: 'Hội trường A, số 2 Lê Lợi' } });
    const documentId = await office.checked(fields);
    await office.register(documentId, fields);
    const { director } = people;
    await office.bed.emit(routing.Submitted, {
      ...{ aggregateId: documentId, occurredAt: monday },
      payload: {
        ...{ documentId, agencyId, readers: [`person:${director.personId}`] },
        ...{ toPositionId: director.positionId, toName: 'Chủ tịch Trần Văn Chủ', submittedAt: monday },
      },
    });
    return documentId;
  }
  const calendar = (as: keyof typeof people, from = '2025-03-10', to = '2025-03-16') =>
    office.bed.ask(contract.FindMeetings, { from, to }, office.as(as));

  it('goes to the calendar of the leader to whom it is submitted, with what it runs into', async () => {
    const first = await invited('01:00', 'Họp giao ban; tuần 11');
    const second = await invited('02:30', 'Hội nghị sơ kết');
    const third = await invited('07:00', 'Họp thẩm định');
    const found = await calendar('director');
    if (isRefusal(found)) throw new Error(found.code);
    expect(
      found.meetings.map(({ documentId, conflictsWith, attendee }) => [documentId, conflictsWith, attendee]),
    ).toEqual([
      [first, [second], 'Chủ tịch Trần Văn Chủ'],
      [second, [first], 'Chủ tịch Trần Văn Chủ'],
      [third, [], 'Chủ tịch Trần Văn Chủ'],
    ]);
    // RFC 5545: CRLF, times in UTC, commas and semicolons escaped.
    const lines = found.icalendar.split('\r\n');
    expect(lines).toContain('DTSTART:20250314T010000Z');
    expect(lines).toContain('SUMMARY:Họp giao ban\\; tuần 11');
    expect(lines).toContain('LOCATION:Hội trường A\\, số 2 Lê Lợi');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  it('is in nobody else’s, nor in another week, nor in a period without end', async () => {
    expect(await calendar('official')).toMatchObject({ meetings: [] });
    expect(await calendar('director', '2025-03-17', '2025-03-23')).toMatchObject({ meetings: [] });
    expect(code(await calendar('director', '2025-03-16', '2025-03-10'))).toBe('INCOMING.CALENDAR_PERIOD');
    expect(code(await calendar('director', '2025-01-01', '2026-12-31'))).toBe('INCOMING.CALENDAR_PERIOD');
  });
});

it.each([
  [
    'Thời gian: 08 giờ 00, ngày 14 tháng 3 năm 2025. Địa điểm: Hội trường A, Ủy ban nhân dân xã. Thành phần: ...',
    ['2025-03-14T01:00:00.000Z', 'Hội trường A, Ủy ban nhân dân xã'],
  ],
  [
    '1. Thời gian: Từ 13h30 ngày 02/4/2025 (thứ Tư); 2. Địa điểm họp: Phòng họp số 1; 3. Nội dung',
    ['2025-04-02T06:30:00.000Z', 'Phòng họp số 1'],
  ],
  [
    '- Thời gian: 7 giờ 30 phút, ngày 05/3/2025 - ĐỊA ĐIỂM: Trụ sở UBND huyện - Chủ trì: Chủ tịch',
    ['2025-03-05T00:30:00.000Z', 'Trụ sở UBND huyện'],
  ],
  ['Thời gian: 25 giờ ngày 05/3/2025. Địa điểm: Trụ sở.', null],
  ['Thời gian: 8 giờ ngày 31/2/2025. Địa điểm: Trụ sở.', null],
  ['Địa điểm: Trụ sở. Sẽ báo giờ sau.', null],
])('"%s" calls to %j', (text, expected) => {
  const found = meetingOf(text);
  expect(found && [found.startsAt, found.place]).toEqual(expected);
});
