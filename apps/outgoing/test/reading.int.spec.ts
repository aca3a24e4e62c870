import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { office, people, stranger } from './people.js';
import { decision, stations, World } from './world.js';

const { GetOutgoing, OpenOutgoingFile } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

describe('readers', () => {
  it('while it is made: clerks, drafter, head of the unit, signer', async () => {
    const { id: documentId } = await world.until('draft');
    for (const actor of [people.clerk, people.drafter, people.head, people.signer]) {
      expect(await world.get(documentId, actor)).toMatchObject({ id: documentId });
    }
    for (const actor of [people.otherDrafter, people.officeHead, people.chair, people.leadership, stranger]) {
      await world.refuses('REQUEST.NOT_FOUND', GetOutgoing, { documentId }, actor);
      await world.refuses('REQUEST.NOT_FOUND', OpenOutgoingFile, { documentId, act: 'view' }, actor);
    }
  });
  it('administrators are not readers', async () => {
    const { id: documentId } = await world.until('issued');
    await world.refuses('ACCESS.NOT_ALLOWED', GetOutgoing, { documentId }, people.administrator);
  });
  it('after issue: recipients and leadership too, and they see the issued file only', async () => {
    const recipients = [
      { kind: 'unit' as const, unitId: office.id, name: office.name },
      { kind: 'person' as const, personId: people.otherDrafter.personId, name: people.otherDrafter.personName },
    ];
    const { id: documentId, manifest } = await world.until('issued', decision({ recipients }));
    const draft = manifest.files[0]?.sha256 ?? '';
    for (const actor of [people.otherDrafter, people.leadership]) {
      const file = await world.done(OpenOutgoingFile, { documentId, act: 'download' }, actor);
      expect(file).toMatchObject({
        mediaType: 'application/pdf',
        name: expect.stringMatching(/^quyet-dinh-ve-viec-.*\.pdf$/),
      });
      expect(file.sha256).not.toBe(draft);
      await world.refuses('REQUEST.NOT_FOUND', OpenOutgoingFile, { documentId, sha256: draft, act: 'view' }, actor);
    }
    const earlier = await world.done(OpenOutgoingFile, { documentId, sha256: draft, act: 'view' }, people.drafter);
    expect(earlier.sha256).toBe(draft);
    await world.refuses('REQUEST.NOT_FOUND', GetOutgoing, { documentId }, stranger);
    const [issued] = (await world.bed.events(outgoing.Issued)).filter((e) => e.aggregateId === documentId);
    expect(issued?.payload).toMatchObject({
      readers: expect.arrayContaining([
        `leadership:${people.clerk.agencyId}`,
        `head:${office.id}`,
        `person:${people.otherDrafter.personId}`,
      ]),
    });
  });
  it('a file that is not of this document is not given', async () => {
    const [one, two] = [await world.until('signed'), await world.until('sealed')];
    const file = await world.done(OpenOutgoingFile, { documentId: two.id, act: 'view' }, people.clerk);
    await world.refuses(
      'REQUEST.NOT_FOUND',
      OpenOutgoingFile,
      { documentId: one.id, sha256: file.sha256, act: 'view' },
      people.clerk,
    );
  });
  it('R-SYS-02 every view, download and print is recorded', async () => {
    const { id: documentId } = await world.until('signed');
    for (const act of ['view', 'download', 'print'] as const) {
      await world.done(OpenOutgoingFile, { documentId, act }, people.signer);
    }
    const log = await world.bed.rows<{ act: string }>(
      'SELECT act FROM access_log WHERE document_id = $1 AND person_id = $2 ORDER BY id',
      [documentId, people.signer.personId],
    );
    expect(log.map(({ act }) => act)).toEqual(['view', 'download', 'print']);
  });
  it('R-SYS-02 who was refused has seen nothing', async () => {
    const { id: documentId } = await world.until('draft');
    await world.refuses('REQUEST.NOT_FOUND', OpenOutgoingFile, { documentId, act: 'view' }, stranger);
    const log = await world.bed.rows('SELECT FROM access_log WHERE document_id = $1 AND person_id = $2', [
      documentId,
      stranger.personId,
    ]);
    expect(log).toHaveLength(0);
  });
});

describe('the list', () => {
  it('R-GEN-03 Hỏa tốc before Thượng khẩn before Khẩn before the rest, across pages', async () => {
    for (const urgency of ['normal', 'express', 'urgent', 'very-urgent'] as const) {
      await world.until('submitted', decision({ urgency, abstract: 'Về việc thứ tự khẩn' }));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { text: 'thu tu khan', limit: '3', ...(cursor === null ? {} : { cursor }) };
      const page = await world.find(people.head, query);
      expect(page.total).toBe(4);
      seen.push(...page.items.map(({ urgency }) => urgency));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['express', 'very-urgent', 'urgent', 'normal']);
  });
  it('R-GEN-03 an urgency outside the three and normal is refused', () =>
    world.refuses('REQUEST.INVALID', outgoing.CreateDraft, decision({ urgency: 'sometime' as never }), people.drafter));
  it('finds without diacritics, by number, and takes wildcards literally', async () => {
    const { id, numberAndSymbol } = await world.until('issued', decision({ abstract: 'Về việc đắp đê Gò Công' }));
    const ids = async (text: string) => (await world.find(people.clerk, { text })).items.map((item) => item.id);
    expect(await ids('dap de go cong')).toEqual([id]);
    expect(await ids('ĐẮP ĐÊ')).toEqual([id]);
    expect(await ids(`${numberAndSymbol} đắp`)).toEqual([id]);
    expect(await ids('%')).toEqual([]);
  });
  it('mine is what waits for the actor, by the same guards as the commands', async () => {
    for (const station of stations) await world.until(station);
    await world.done(outgoing.SubmitDraft, { documentId: await world.create(decision(), people.head) }, people.head);
    for (const actor of Object.values(people).filter(({ roles }) => !roles.includes('administrator'))) {
      const all = await world.find(actor, { limit: '200' });
      const mine = await world.find(actor, { limit: '200', mine: 'true' });
      // A draft under way may still be edited by whoever wrote it; that is no reason to have it on the desk.
      const waiting = all.items.filter(({ acts, state }) => acts.some((act) => act !== 'edit' || state === 'draft'));
      const own = waiting.filter((item) => item.state !== 'draft' || item.drafterName === actor.personName);
      expect(new Set(mine.items.map(({ id }) => id))).toEqual(new Set(own.map(({ id }) => id)));
      expect(mine.total).toBe(own.length);
    }
  });
  it('shows nothing to another agency', async () => {
    expect(await world.find(stranger)).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});
