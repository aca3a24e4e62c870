import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClosedRegister, directory, incoming, isRefusal, routing, signing } from '@vanthu/contracts';
import { scannedPdf } from '@vanthu/testing';
import { agencyId, fieldsOf, Office, people } from './office.js';
import { judgements, monday } from './sample-judgements.js';

const { CloseRegister, FindClosedRegisters, OpenClosedRegister, SealClosedRegister } = incoming;
/** March is over on this day; the documents came on Monday 10 March. */
const april = '2025-04-02T02:00:00.000Z';
const march = { from: '2025-03-01', to: '2025-03-31', volume: '01' };

let office: Office;
const ids: string[] = [];
beforeAll(async () => {
  office = await Office.open();
  await office.bed.answer(directory.GetAgency, () => ({
    ...{ id: agencyId, code: 'H58.99', name: 'Ủy ban nhân dân xã Châu Minh', printedName: ['UBND', 'XÃ CHÂU MINH'] },
    ...{ superiorName: null, superiorId: null, abbreviation: 'UBND', place: 'Châu Minh', collective: true },
    ...{ collectiveName: 'ỦY BAN NHÂN DÂN', headTitle: 'CHỦ TỊCH', sealMm: 36, validFrom: '2025-01-01', validTo: null },
    ...{ successorId: null, hosted: true, units: [] },
  }));
  for (const fields of [fieldsOf(), fieldsOf()]) {
    const documentId = await office.checked(fields);
    await office.register(documentId, fields);
    ids.push(documentId);
  }
});
afterAll(() => office.bed.close());

const close = (input: typeof march, as: keyof typeof people = 'clerk', at = april) =>
  office.bed.ask(CloseRegister, input, office.as(as, at));
const done = <T>(answer: T): Exclude<T, { refused: true }> => {
  if (isRefusal(answer)) throw new Error(`${answer.code} ${answer.message}`);
  return answer as Exclude<T, { refused: true }>;
};
const refusedWith = async (code: string, ask: () => Promise<unknown>) => {
  const before = await office.traces();
  expect(await ask()).toMatchObject({ refused: true, code });
  expect(await office.traces()).toEqual(before);
};
const lineOf = async (documentId: string) =>
  (
    await office.bed.rows('SELECT handed_to, received_by, note FROM register_line WHERE document_id = $1', [documentId])
  )[0];

describe('R-IN-06 a month of the register of incoming documents is closed', () => {
  let closed: ClosedRegister;

  it('R-IN-06: is refused before it is over, for a part of it, and to whom it does not belong', async () => {
    await refusedWith('REGISTER.NOT_OVER', () => close(march, 'clerk', monday));
    await refusedWith('REGISTER.PERIOD', () => close({ ...march, to: '2025-03-15' }));
    await refusedWith('ACCESS.NOT_ALLOWED', () => close(march, 'director'));
  });

  it('R-IN-06: the book is written from its lines, ordered to be signed, and taken with the signature', async () => {
    closed = done(await close(march));
    expect(closed).toMatchObject({ file: { lines: 2, lateFacts: 0 }, seal: { state: 'none' } });
    const manifestHash = closed.file?.manifestHash ?? '';
    const wish = { closedId: closed.id, manifestHash, activationId: randomUUID() };
    done(await office.bed.ask(SealClosedRegister, wish, office.as('clerk', april)));
    const [ordered] = await office.bed.events(incoming.RegisterSealRequested);
    const order = incoming.RegisterSealRequested.payload.parse(ordered?.payload);
    const book = await office.content.readBytes(order.file.sha256);
    const after = await office.content.put(Buffer.concat([book, Buffer.from('\n% sealed\n')]));
    const owner = { kind: 'organisation' as const, agencyId, name: order.agencyName };
    const [signature] = judgements.valid.signatures;
    if (!signature) throw new Error('the sample has no signature');
    const judgement = { ...judgements.valid, fileSha256: after.sha256, signatures: [{ ...signature, owner }] };
    await office.bed.emit(signing.SignatureMade, {
      ...{ aggregateId: order.jobId, occurredAt: april },
      payload: {
        ...{ documentId: closed.id, service: 'incoming', readers: order.readers, jobId: order.jobId, step: 1 },
        ...{ kind: 'organisation', manifestHash, inputSha256: order.file.sha256, outputSha256: after.sha256 },
        ...{ outputBytes: after.bytes, signedAt: april, attachments: [], judgement },
      },
    });
    const found = done(await office.bed.ask(FindClosedRegisters, { year: 2025 }, office.as('clerk', april)));
    expect(found.registers).toMatchObject([{ id: closed.id, seal: { state: 'signed', signedAt: april } }]);
    const open = { closedId: closed.id, act: 'download' as const };
    expect(done(await office.bed.ask(OpenClosedRegister, open, office.as('clerk', april))).sha256).toBe(after.sha256);
    await refusedWith('REQUEST.NOT_FOUND', () =>
      office.bed.ask(OpenClosedRegister, open, office.as('strangerClerk', april)),
    );
  });

  it('R-IN-06: what is handed over afterwards leaves the closed line alone and stands in the next book', async () => {
    const [documentId = ''] = ids;
    const before = await lineOf(documentId);
    const lead = { kind: 'unit' as const, unitId: randomUUID(), name: 'Phòng Kinh tế' };
    const subject = { documentId, agencyId, readers: [] };
    const told = { aggregateId: documentId, occurredAt: april };
    const position = { toPositionId: randomUUID(), toName: 'Chủ tịch' };
    await office.bed.emit(routing.Submitted, { ...told, payload: { ...subject, ...position, submittedAt: april } });
    await office.bed.emit(routing.Directed, {
      ...told,
      payload: {
        ...{ ...subject, tasks: [], directedBy: 'Chủ tịch', directedAt: april },
        direction: { lead, cooperators: [], deadline: '2025-04-14', text: 'Xử lý' },
      },
    });
    expect(await lineOf(documentId)).toEqual(before);
    const inApril = { from: '2025-04-01', to: '2025-04-30', volume: '01' };
    const next = done(await close(inApril, 'clerk', '2025-05-05T02:00:00.000Z'));
    expect(next.file).toMatchObject({ lines: 0, lateFacts: 1 });
    const read = done(
      await office.bed.ask(incoming.ReadIncomingRegister, { year: 2025, limit: 9 }, office.as('clerk')),
    );
    expect(read.items[0]?.note).toBe('Chuyển Phòng Kinh tế (chủ trì) ngày 02/04/2025');
  });

  it('R-IN-06: no line written on paper comes into a closed book', async () => {
    const fields = fieldsOf();
    const check = { copies: 1, envelopeIntact: true, contentsMatch: true, remark: null };
    const ticket = await office.ticket(scannedPdf());
    const received = await office.bed.ask(incoming.ReceivePaper, { ticket, fields, check }, office.as('clerk', april));
    const documentId = done(received).id;
    const [{ last } = { last: 0 }] = await office.bed.rows<{ last: number }>(
      'SELECT last_number AS last FROM series WHERE year = 2025',
    );
    const paperLine = { number: last + 1, arrivedOn: '2025-03-31' };
    await refusedWith('REGISTER.CLOSED', () =>
      office.bed.ask(incoming.RegisterIncoming, { documentId, fields, paperLine }, office.as('clerk', april)),
    );
  });

  it('R-IN-06: the database itself refuses to change a line of it, and a second closing is refused', async () => {
    const text = `UPDATE register_line SET note = 'sửa' WHERE document_id = $1`;
    await expect(office.bed.rows(text, [ids[1]])).rejects.toThrow(/register from .* is closed/);
    await refusedWith('REGISTER.CLOSED', () => close(march));
  });
});
