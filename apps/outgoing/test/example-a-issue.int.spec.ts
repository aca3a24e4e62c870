import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming, outgoing } from '@vanthu/contracts';
import { people } from './people.js';
import { type Detail, decision, letter, World } from './world.js';

/**
 * Worked example A, rows 7 to 13c: the decision on the working group, signed on 5 March 2025 at 16:30, from its number to what
 * may happen after its issue. Rows 1 to 6 stand in `example-a.int.spec.ts`.
 */
let world: World;
let document: Detail;
const neighbour = { kind: 'agency' as const, agencyId: randomUUID(), name: 'Ủy ban nhân dân xã Tân Thuận' };
const on = (day: string, time: string) => new Date(`2025-03-${day}T${time}+07:00`).toISOString();
const own = { abstract: 'Về việc thành lập Tổ công tác chuyển đổi số', recipients: [neighbour] };
const series = {
  seriesCode: 'QD',
  year: 2025,
  lastNumber: 124,
  lastDate: '2025-03-04',
  decision: 'Quyết định 01/QĐ-UBND',
};
const line = async (number: string) =>
  (await world.done(outgoing.ReadRegister, { year: 2025, limit: 200 }, people.clerk)).items.find(
    ({ numberAndSymbol }) => numberAndSymbol === number,
  );

beforeAll(async () => {
  world = await World.create();
  world.at = on('05', '16:30:00');
  await world.done(outgoing.OpenSeries, series, people.clerk);
  const draft = await world.withAttachments(['Quy chế hoạt động của Tổ công tác'], decision(own));
  document = await world.bring(draft.id, 'signed');
});
afterAll(() => world?.close());

describe('worked example A (§12.1) from the number on', () => {
  it('row 7: the clerk gives the next number of the series with the date of the day, only to what is signed (Art. 15)', async () => {
    world.at = on('05', '16:44:00');
    const unsigned = await world.until('form-checked', decision(own));
    const wish = { ...(await world.seen(document.id)), activationId: randomUUID() };
    await world.refuses(
      'OUTGOING.NOT_THE_TURN',
      outgoing.AllotNumber,
      { ...wish, ...(await world.seen(unsigned.id)) },
      people.clerk,
    );
    const check = await world.done(outgoing.CheckNumbering, { documentId: document.id }, people.clerk);
    expect(check).toMatchObject({ expected: '125/QĐ-UBND', problemVi: null, late: false });
    const given = await world.done(outgoing.AllotNumber, wish, people.clerk);
    expect(given).toMatchObject({ number: 125, numberAndSymbol: '125/QĐ-UBND', documentDate: '2025-03-05' });
    expect(await world.get(document.id)).toMatchObject({ state: 'numbered', numberAndSymbol: '125/QĐ-UBND' });
  });

  it('row 8: it is registered in the ten columns in the same transaction (Art. 16)', async () => {
    expect(await line('125/QĐ-UBND')).toMatchObject({
      ...{ documentId: document.id, documentDate: '2025-03-05', signer: 'Trần Văn Bình', recipients: neighbour.name },
      ...{ kindAndAbstract: 'Quyết định về việc thành lập Tổ công tác chuyển đổi số', fileCopyKeeper: 'VT, VHXH' },
      ...{ copies: 1, handedOverOn: null, receivedBy: '', note: '' },
    });
    const { Identifier } = await world.done(outgoing.GetFields, { documentId: document.id }, people.clerk);
    expect(Identifier).toBe('H58.99.2025.125');
  });

  it('row 9: the organisation signs main file and attachment in one order; only then is there anything to issue (Art. 17.2, 32.2.d)', async () => {
    world.at = on('05', '16:48:07');
    const order = (await world.orders(document.id)).at(-1);
    expect(order).toMatchObject({
      kind: 'organisation',
      attachments: [{ mark: { form: 'attachment', numberAndSymbol: '125/QĐ-UBND' } }],
    });
    expect(order?.fill.map(({ value }) => value)).toEqual(['125', 'ngày 05 tháng 3 năm 2025']);
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.Issue, { documentId: document.id }, people.clerk);
    await world.signOrdered(document.id);
    expect((await world.get(document.id)).state).toBe('sealed');
  });

  it('row 10: it is issued the same day, in time, and nobody served electronically gets paper (Art. 18.1; QĐ 28 Art. 6.2)', async () => {
    world.at = on('05', '16:52:00');
    await world.done(outgoing.Issue, { documentId: document.id }, people.clerk);
    const { violations, open } = await world.done(outgoing.FindDeadlines, { year: 2025 }, people.clerk);
    expect([...violations, ...open].filter(({ documentId }) => documentId === document.id)).toEqual([]);
    expect(await line('125/QĐ-UBND')).toMatchObject({ handedOverOn: '2025-03-05', receivedBy: 'Chuyển trên hệ thống' });
    const paper = { documentId: document.id, places: [0] };
    await world.refuses('OUTGOING.SERVED_ELECTRONICALLY', outgoing.SendPaper, paper, people.clerk);
  });

  it('row 11: the receiver tells how far it has come (Art. 4.2.d)', async () => {
    const subject = { documentId: randomUUID(), agencyId: neighbour.agencyId, readers: [] };
    const fields = {
      ...{ senderAgencyId: people.clerk.agencyId, senderName: 'UBND xã Châu Minh', numberAndSymbol: '125/QĐ-UBND' },
      ...{ documentDate: '2025-03-05', kind: 'quyet-dinh', abstract: own.abstract, signerName: 'Trần Văn Bình' },
      ...{ urgency: 'normal' as const, answerBy: null },
    };
    const told = { outgoingDocumentId: document.id, fields, arrivalNumber: 9, arrivedOn: '2025-03-05' };
    await world.bed.emit(incoming.IncomingRegistered, {
      ...{ aggregateId: subject.documentId, occurredAt: on('05', '16:55:00') },
      payload: { ...subject, ...told, registeredAt: on('05', '16:55:00') },
    });
    const { deliveries } = await world.done(outgoing.GetAfterIssue, { documentId: document.id }, people.clerk);
    expect(deliveries).toMatchObject([{ name: neighbour.name, state: 'registered' }]);
  });

  it('row 12: the original stays as it was issued and lies in its case file with a place given by the system (Art. 19.2, 29.3)', async () => {
    await world.done(outgoing.FileDocument, { documentId: document.id, caseFile: '07.VHKHTT' }, people.drafter);
    const { FileCode } = await world.done(outgoing.GetFields, { documentId: document.id }, people.clerk);
    expect(FileCode).toEqual([{ OrganId: 'H58.99', FileCatalog: 2025, FileNotation: '07.VHKHTT', DocOrdinal: 1 }]);
    const change = 'UPDATE outgoing_document SET file_sha256 = $2 WHERE id = $1';
    await expect(world.bed.rows(change, [document.id, 'f'.repeat(64)])).rejects.toThrow(/does not change/);
  });

  it('row 13a: wrong content is mended by a decision of equivalent form; the old one stays, linked (Art. 18.3)', async () => {
    world.at = on('06', '09:00:00');
    const later = await world.create(decision({ abstract: 'Về việc thay thế Quyết định số 125/QĐ-UBND' }));
    const byLetter = await world.create(letter());
    const mend = { documentId: later, kind: 'replaces' as const, earlierId: document.id };
    await world.refuses(
      'OUTGOING.NOT_EQUIVALENT',
      outgoing.MendDocument,
      { ...mend, documentId: byLetter },
      people.drafter,
    );
    await world.done(outgoing.MendDocument, mend, people.drafter);
    await world.bring(later, 'issued');
    const { links } = await world.done(outgoing.GetAfterIssue, { documentId: document.id }, people.clerk);
    expect(links).toMatchObject([{ kind: 'replaces', other: 'later', documentId: later, inForce: true }]);
    expect((await line('125/QĐ-UBND'))?.note).toBe('Được thay thế bằng 126/QĐ-UBND');
  });

  it('row 13b: wrong form is corrected by a công văn; the original file is not altered (Art. 18.3)', async () => {
    const before = (await world.get(document.id)).manifest;
    const byDecision = await world.create(decision());
    const correction = await world.create(letter({ abstract: 'Đính chính địa danh tại Quyết định số 125/QĐ-UBND' }));
    const mend = { documentId: correction, kind: 'corrects' as const, earlierId: document.id };
    await world.refuses(
      'OUTGOING.ONLY_LETTER_CORRECTS',
      outgoing.MendDocument,
      { ...mend, documentId: byDecision },
      people.drafter,
    );
    await world.done(outgoing.MendDocument, mend, people.drafter);
    await world.bring(correction, 'issued');
    expect((await line('125/QĐ-UBND'))?.note).toContain('Được đính chính bằng 01/UBND-VHXH');
    expect((await world.get(document.id)).manifest).toEqual(before);
  });

  it('row 13c: issued by mistake it is recalled: frozen, every receiver told, the number not used again (Art. 18.4; Annex VI 8)', async () => {
    const order = { order: 'Công văn số 12/UBND-VP ngày 06/3/2025', reason: 'Ban hành nhầm' };
    expect(
      await world.done(outgoing.RecallDocument, { documentId: document.id, ...order }, people.clerk),
    ).toMatchObject({
      told: 1,
    });
    await world.refuses(
      'OUTGOING.FROZEN',
      outgoing.RecallDocument,
      { documentId: document.id, ...order },
      people.clerk,
    );
    expect((await line('125/QĐ-UBND'))?.note).toContain(`Thu hồi theo ${order.order}`);
    const next = await world.until('issued', decision());
    expect(next.numberAndSymbol).toBe('127/QĐ-UBND');
  });
});

describe('the desk of what waits for a number', () => {
  it('R-OUT-03: says why a document gets none, before anybody presses the button', async () => {
    const waiting = await world.until('signed', decision());
    const stop = { seriesCode: 'QD', year: 2025 };
    await world.done(outgoing.StopSeries, { ...stop, reason: 'Mất điện', forGood: false }, people.clerk);
    const why = await world.done(outgoing.CheckNumbering, { documentId: waiting.id }, people.clerk);
    expect(why).toMatchObject({ expected: null, problemVi: 'Sổ này đang đóng.' });
    await world.done(outgoing.ResumeSeries, { ...stop, noneGiven: true, given: [] }, people.clerk);
    world.sealEnrolled = false;
    const unsealable = await world.done(outgoing.CheckNumbering, { documentId: waiting.id }, people.clerk);
    expect(unsealable.problemVi).toBe('Cơ quan chưa có chứng thư còn hiệu lực để đóng dấu số.');
    world.sealEnrolled = true;
    world.at = on('10', '08:00:00');
    const late = await world.done(outgoing.CheckNumbering, { documentId: waiting.id }, people.clerk);
    expect(late).toMatchObject({ expected: '128/QĐ-UBND', late: true });
  });

  it('R-OUT-03: a number without seal is an alarm; nothing is asked about drafts, nor by others than clerks', async () => {
    const numbered = await world.until('signed', decision());
    const wish = { ...(await world.seen(numbered.id)), activationId: randomUUID() };
    await world.done(outgoing.AllotNumber, wish, people.clerk);
    await world.failOrdered(numbered.id, 'needs-activation');
    const check = await world.done(outgoing.CheckNumbering, { documentId: numbered.id }, people.clerk);
    expect(check.problemVi).toBe('Đã cấp số nhưng chưa đóng dấu: Chưa có khóa.');
    const draft = { documentId: await world.create(decision()) };
    await world.refuses('OUTGOING.NOT_THE_TURN', outgoing.CheckNumbering, draft, people.clerk);
    const issued = await world.done(outgoing.CheckNumbering, { documentId: document.id }, people.clerk);
    expect(issued).toEqual({ documentId: document.id, expected: null, problemVi: null, dueAt: null, late: false });
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.CheckNumbering, { documentId: numbered.id }, people.drafter);
  });
});
