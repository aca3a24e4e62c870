import { createHash, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming, outgoing } from '@vanthu/contracts';
import { people, stranger } from './people.js';
import { type Detail, decision, letter, World } from './world.js';

const { GetAfterIssue, MendDocument, OpenOutgoingFile, RecallDocument } = outgoing;

let world: World;
const school = { kind: 'agency' as const, agencyId: randomUUID(), name: 'Trường Tiểu học Châu Minh' };
const neighbour = { kind: 'agency' as const, agencyId: randomUUID(), name: 'Ủy ban nhân dân xã Tân Thuận' };
const toBoth = { recipients: [school, neighbour, school, { kind: 'other' as const, name: 'Báo Đồng Tháp' }] };
const order = { order: 'Công văn số 12/UBND-VP ngày 05/3/2025', reason: 'Ban hành nhầm bản dự thảo' };
const morning = '2025-03-05T09:30:00.000Z';

beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(() => {
  world.at = morning;
});

const after = (documentId: string, actor = people.clerk) => world.done(GetAfterIssue, { documentId }, actor);
const recall = ({ id: documentId }: Detail) => world.done(RecallDocument, { documentId, ...order }, people.clerk);

/** What the receiver's system tells. */
const tells = {
  arrived: (documentId: string, agencyId: string) =>
    world.bed.emit(incoming.IncomingReceived, {
      aggregateId: randomUUID(),
      occurredAt: world.at,
      payload: { ...subject(agencyId), source: 'hosted', outgoingDocumentId: documentId, ...received() },
    }),
  registered: (documentId: string, agencyId: string) =>
    world.bed.emit(incoming.IncomingRegistered, {
      aggregateId: randomUUID(),
      occurredAt: world.at,
      payload: {
        ...{ ...subject(agencyId), outgoingDocumentId: documentId, fields: received().fields },
        ...{ arrivalNumber: 9, arrivedOn: '2025-03-05', registeredAt: world.at },
      },
    }),
  returned: (documentId: string, agencyId: string, text: string) =>
    world.bed.emit(incoming.IncomingReturned, {
      aggregateId: randomUUID(),
      occurredAt: world.at,
      payload: { ...subject(agencyId), outgoingDocumentId: documentId, reasonCode: 'wrong-address', text },
    }),
  cancelled: (documentId: string, agencyId: string) =>
    world.bed.emit(incoming.IncomingCancelled, {
      aggregateId: randomUUID(),
      occurredAt: world.at,
      payload: {
        ...subject(agencyId),
        outgoingDocumentId: documentId,
        ...order,
        arrivalNumber: 9,
        cancelledAt: world.at,
      },
    }),
};
const subject = (agencyId: string) => ({ documentId: randomUUID(), agencyId, readers: [] });
const received = () => ({
  fileSha256: 'a'.repeat(64),
  arrivedAt: world.at,
  fields: {
    ...{ senderAgencyId: null, senderName: 'UBND xã Châu Minh', numberAndSymbol: '01/QĐ-UBND' },
    ...{ documentDate: '2025-03-05', kind: 'quyet-dinh', abstract: 'x', signerName: null },
    ...{ urgency: 'normal' as const, answerBy: null },
  },
});

describe('receipts of the receivers', () => {
  it('R-IN-03: each receiving agency is named once, with the notice of the same day, its registering or its refusal', async () => {
    const { id } = await world.until('issued', decision(toBoth));
    expect((await after(id)).deliveries.map(({ name, state }) => [name, state])).toEqual([
      [school.name, 'sent'],
      [neighbour.name, 'sent'],
    ]);
    world.at = '2025-03-05T09:31:00.000Z';
    await tells.arrived(id, school.agencyId);
    await tells.arrived(id, neighbour.agencyId);
    await tells.registered(id, school.agencyId);
    await tells.returned(id, neighbour.agencyId, 'Gửi nhầm nơi nhận');
    const [first, second] = (await after(id)).deliveries;
    expect(first).toMatchObject({ state: 'registered', arrivedAt: world.at, registeredAt: world.at });
    expect(second).toMatchObject({ state: 'returned', arrivedAt: world.at, returnReason: 'Gửi nhầm nơi nhận' });
    expect((await world.get(id)).timeline.at(-1)?.textVi).toBe(`${neighbour.name} từ chối nhận: Gửi nhầm nơi nhận`);
  });
  it('R-IN-03: the notice of an agency that nothing was sent to is not believed', async () => {
    const { id } = await world.until('issued', decision(toBoth));
    await tells.arrived(id, randomUUID());
    expect((await after(id)).deliveries.every(({ state }) => state === 'sent')).toBe(true);
  });
  it('are not shown to people of another agency', async () => {
    const { id } = await world.until('issued', decision(toBoth));
    await world.refuses('REQUEST.NOT_FOUND', GetAfterIssue, { documentId: id }, stranger);
  });
});

describe('recall', () => {
  it('R-REC-02: the order reaches every receiver and stays with the document', async () => {
    const document = await world.until('issued', decision(toBoth));
    expect(await recall(document)).toMatchObject({ told: 2 });
    const told = (await world.bed.events(outgoing.Recalled)).find(({ aggregateId }) => aggregateId === document.id);
    expect(told?.payload).toMatchObject({ ...order, receivers: [school.agencyId, neighbour.agencyId] });
    const seen = await after(document.id);
    expect(seen).toMatchObject({ recall: { ...order, orderedBy: people.clerk.personName, open: 2 }, acts: [] });
    expect((await world.get(document.id)).timeline.at(-1)).toMatchObject({ act: 'recall', authority: order.order });
  });
  it('R-REC-02: nothing is recalled that was not issued, nor by anybody but a clerk of the agency', async () => {
    const { id: documentId } = await world.until('sealed', decision(toBoth));
    await world.refuses('OUTGOING.NOT_THE_TURN', RecallDocument, { documentId, ...order }, people.clerk);
    await world.refuses('ACCESS.NOT_ALLOWED', RecallDocument, { documentId, ...order }, people.signer);
    await world.refuses('REQUEST.NOT_FOUND', RecallDocument, { documentId, ...order }, stranger);
  });
  it('R-REC-01: a recalled document stays as it was, readable, with its number in the register', async () => {
    const document = await world.until('issued', decision(toBoth));
    await recall(document);
    expect(await world.get(document.id)).toMatchObject({
      ...{ state: 'issued', numberAndSymbol: document.numberAndSymbol, manifest: document.manifest, acts: [] },
    });
  });
  it('R-REC-01: it is frozen: neither recalled again nor mended', async () => {
    const document = await world.until('issued', decision(toBoth));
    await recall(document);
    const again = { documentId: document.id, ...order };
    await world.refuses('OUTGOING.FROZEN', RecallDocument, again, people.clerk);
    const draft = await world.create();
    const mend = { documentId: draft, kind: 'replaces' as const, earlierId: document.id };
    await world.refuses('OUTGOING.FROZEN', MendDocument, mend, people.drafter);
  });
  it('R-SYS-05: what is not frozen may be mended, what is frozen keeps every metadatum, whoever writes', async () => {
    const [free, frozen] = [await world.until('issued'), await world.until('issued')];
    const mend = { documentId: await world.create(), kind: 'amends' as const, earlierId: free.id };
    await world.done(MendDocument, mend, people.drafter);
    await recall(frozen);
    await expect(
      world.bed.rows(`UPDATE outgoing_document SET abstract = 'khác' WHERE id = $1`, [frozen.id]),
    ).rejects.toThrow('does not change');
  });
  it("R-REC-03: the receivers' reports are counted until none is missing; one that had sent it back owes none", async () => {
    const document = await world.until('issued', decision(toBoth));
    await tells.returned(document.id, neighbour.agencyId, 'Gửi nhầm nơi nhận');
    await recall(document);
    expect((await after(document.id)).recall?.open).toBe(1);
    await tells.cancelled(document.id, school.agencyId);
    const { recall: state, deliveries } = await after(document.id);
    expect(state?.open).toBe(0);
    expect(deliveries[0]).toMatchObject({ state: 'recalled', cancelledAt: world.at });
  });
  it('R-OUT-07: the number of a recalled document is not given again', async () => {
    const document = await world.until('issued');
    await recall(document);
    const next = await world.until('issued');
    expect(Number.parseInt(next.numberAndSymbol ?? '', 10)).toBe(
      Number.parseInt(document.numberAndSymbol ?? '', 10) + 1,
    );
  });
});

describe('what mends an issued document', () => {
  const mended = async (kind: outgoing.LinkKind, draft = decision()) => {
    const earlier = await world.until('issued', decision(toBoth));
    const documentId = await world.create(draft);
    await world.done(MendDocument, { documentId, kind, earlierId: earlier.id }, people.drafter);
    return { earlier, documentId };
  };

  it('R-ISS-05: wrong content is amended by a document of the same form; the link holds from its issue on', async () => {
    const { earlier, documentId } = await mended('amends');
    expect((await after(earlier.id)).links).toEqual([]);
    expect((await after(documentId, people.drafter)).links).toMatchObject([
      { kind: 'amends', other: 'earlier', inForce: false },
    ]);
    const later = await world.bring(documentId, 'issued');
    expect((await after(earlier.id)).links).toMatchObject([
      { kind: 'amends', other: 'later', documentId, numberAndSymbol: later.numberAndSymbol, inForce: true },
    ]);
    expect(await world.get(earlier.id)).toMatchObject({ manifest: earlier.manifest, plan: earlier.plan });
    expect((await world.get(earlier.id)).timeline.at(-1)?.textVi).toBe(`Được sửa đổi bằng ${later.numberAndSymbol}`);
  });
  it('R-ISS-05: a letter does not amend a decision', async () => {
    const earlier = await world.until('issued');
    const documentId = await world.create(letter());
    const mend = { documentId, kind: 'replaces' as const, earlierId: earlier.id };
    await world.refuses('OUTGOING.NOT_EQUIVALENT', MendDocument, mend, people.drafter);
  });
  it('R-ISS-05: an issued document is not written again, not even by whoever holds the database', async () => {
    const { id } = await world.until('issued');
    for (const change of [`file_sha256 = repeat('0', 64)`, 'number = 999', `recipients = '[]'`, `state = 'sealed'`]) {
      await expect(world.bed.rows(`UPDATE outgoing_document SET ${change} WHERE id = $1`, [id])).rejects.toThrow(
        'does not change',
      );
    }
    await expect(world.bed.rows('DELETE FROM outgoing_document WHERE id = $1', [id])).rejects.toThrow(
      'does not change',
    );
  });
  it('R-ISS-06: wrong form is corrected by a công văn', async () => {
    const { earlier, documentId } = await mended('corrects', letter());
    const later = await world.bring(documentId, 'issued');
    expect((await after(earlier.id)).links).toMatchObject([
      { kind: 'corrects', numberAndSymbol: later.numberAndSymbol },
    ]);
  });
  it('R-ISS-06: a decision does not correct', async () => {
    const earlier = await world.until('issued');
    const mend = { documentId: await world.create(), kind: 'corrects' as const, earlierId: earlier.id };
    await world.refuses('OUTGOING.ONLY_LETTER_CORRECTS', MendDocument, mend, people.drafter);
  });
  it('R-ISS-08: a replacement carries the identifier of what it replaces and those who had received it', async () => {
    const { earlier, documentId } = await mended('replaces');
    await world.bring(documentId, 'issued');
    const issued = (await world.bed.events(outgoing.Issued)).find(({ aggregateId }) => aggregateId === documentId);
    const number = Number.parseInt(earlier.numberAndSymbol ?? '', 10);
    expect(issued?.payload).toMatchObject({
      mends: [
        {
          ...{ kind: 'replaces', documentId: earlier.id, identifier: `H58.99.2025.${number}` },
          recipients: earlier.recipients,
        },
      ],
    });
  });
  it('R-REC-01: what was recalled after the link was made is not touched by the issue of what was to mend it', async () => {
    const { earlier, documentId } = await mended('replaces');
    await recall(earlier);
    const before = (await world.get(earlier.id)).timeline;
    const later = await world.bring(documentId, 'issued');
    expect((await world.get(earlier.id)).timeline).toEqual(before);
    expect((await after(earlier.id)).links).toEqual([]);
    expect((await world.get(later.id)).timeline.map(({ textVi }) => textVi).join()).toContain('đã bị thu hồi');
    const issued = (await world.bed.events(outgoing.Issued)).find(({ aggregateId }) => aggregateId === documentId);
    expect(issued?.payload).toMatchObject({ documentId });
    expect(issued?.payload).not.toHaveProperty('mends');
  });
  it('R-DRF-07: what a document does to another is settled before it is checked, not behind the back of the signer', async () => {
    const earlier = await world.until('issued');
    const documentId = await world.create();
    await world.bring(documentId, 'content-checked');
    const mend = { documentId, kind: 'replaces' as const, earlierId: earlier.id };
    await world.refuses('OUTGOING.ALREADY_DONE', MendDocument, mend, people.drafter);
  });
  it('R-ISS-08: nothing replaces what this agency has not issued, and nothing is added after the issue', async () => {
    const draft = { documentId: await world.create(), kind: 'replaces' as const };
    const unissued = (await world.until('sealed')).id;
    await world.refuses('OUTGOING.NOT_ISSUED_HERE', MendDocument, { ...draft, earlierId: unissued }, people.drafter);
    const [one, two] = [await world.until('issued'), await world.until('issued')];
    const late = { documentId: two.id, kind: 'replaces' as const, earlierId: one.id };
    await world.refuses('OUTGOING.ALREADY_DONE', MendDocument, late, people.drafter);
  });
});

describe('R-KEEP-01 the original is kept by the issuer', () => {
  it('R-KEEP-01: the file that is opened is the file that was sealed and issued, byte for byte', async () => {
    const sealed = await world.until('sealed');
    const before = await world.done(OpenOutgoingFile, { documentId: sealed.id, act: 'view' }, people.clerk);
    await world.bring(sealed.id, 'issued');
    const kept = await world.done(OpenOutgoingFile, { documentId: sealed.id, act: 'download' }, people.clerk);
    expect(kept).toEqual(before);
    const bytes = await world.files.readBytes(kept.sha256);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(kept.sha256);
    const issued = (await world.bed.events(outgoing.Issued)).find(({ aggregateId }) => aggregateId === sealed.id);
    expect(issued?.payload).toMatchObject({ fileSha256: kept.sha256, fileBytes: kept.bytes });
  });
  it('R-KEEP-01: another file is refused in its place', async () => {
    const { id: documentId } = await world.until('issued');
    const other = { documentId, sha256: 'c'.repeat(64), act: 'view' as const };
    await world.refuses('REQUEST.NOT_FOUND', OpenOutgoingFile, other, people.clerk);
  });
});
