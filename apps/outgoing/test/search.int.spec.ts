import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, outgoing } from '@vanthu/contracts';
import { id, people } from './people.js';
import { decision, letter, World } from './world.js';

const stranger: Actor = { ...people.clerk, personId: randomUUID(), positionId: randomUUID(), agencyId: id() };

describe('search over all fields and the text', () => {
  let world: World;
  let dike: { id: string; numberAndSymbol: string | null };
  let report: { id: string };
  const found = async (query: Record<string, string>, actor: Actor = people.clerk) =>
    (await world.find(actor, query)).items.map((item) => item.id);

  beforeAll(async () => {
    world = await World.create();
    const last = { paragraphs: ['Giao Trạm thuỷ nông theo dõi mực nước, áp dụng 09/QĐ-SNN.'] };
    const body = decision().body;
    if (body.form !== 'decision') throw new Error('another form');
    dike = await world.until(
      'issued',
      decision({
        abstract: 'Về việc đắp đê Gò Công',
        body: { ...body, articles: [...body.articles, last] },
        recipients: [{ kind: 'other', name: 'Ban quản lý rừng phòng hộ' }],
      }),
    );
    report = await world.until('submitted', letter({ abstract: 'báo cáo tình hình hạn mặn', urgency: 'urgent' }));
  });
  afterAll(() => world.close());

  it('R-SYS-04: every field and the text of the document are searched, with diacritics and without', async () => {
    for (const text of [
      'mực nước',
      'muc nuoc',
      'THỦY NÔNG',
      'thuỷ nông',
      'rừng phòng hộ',
      'Lê Thị Hoa đắp đê',
      '9/QĐ-SNN',
      '09/qd',
    ]) {
      expect([text, await found({ text })]).toEqual([text, [dike.id]]);
    }
    expect(await found({ text: dike.numberAndSymbol ?? '' })).toEqual([dike.id]);
    // A word with another tone is another word, and part of a word is none.
    for (const text of ['mức nước', 'mự', 'mực nước hạn', "' | x", '%'])
      expect([text, await found({ text })]).toEqual([text, []]);
  });

  it('R-SYS-04: what another agency may not read it does not find, whatever it asks', async () => {
    for (const query of [{ text: 'mực nước' }, { number: '1' }, { kind: 'quyet-dinh' }, { from: '2025-01-01' }]) {
      expect(await found(query as never, stranger)).toEqual([]);
    }
    // Who is asked to check the form sees it without being a reader; who only drafts beside him does not.
    expect(await found({ text: 'hạn mặn' }, people.head)).toEqual([report.id]);
    expect(await found({ text: 'hạn mặn' }, people.officeHead)).toEqual([]);
  });

  it('R-SYS-04: number, kind, urgency, state and days narrow the list', async () => {
    expect(await found({ number: '1' })).toEqual([dike.id]);
    expect(await found({ kind: 'cong-van' })).toEqual([report.id]);
    expect(await found({ urgency: 'urgent', state: 'submitted' })).toEqual([report.id]);
    expect(await found({ from: '2025-03-05', to: '2025-03-05' })).toEqual([dike.id]);
    expect(await found({ from: '2025-03-06' })).toEqual([]);
    expect(await found({ to: '2025-03-04' })).toEqual([]);
  });

  it('R-SYS-04: a revised draft is found by what it says now, by nothing that it no longer says', async () => {
    const documentId = await world.create(letter({ abstract: 'kiểm kê tài sản' }));
    const { version } = await world.get(documentId);
    await world.done(
      outgoing.ReviseDraft,
      { documentId, version, ...letter({ abstract: 'thanh lý xe công' }) },
      people.drafter,
    );
    expect(await found({ text: 'kiem ke' })).toEqual([]);
    expect(await found({ text: 'xe công các chỉ tiêu' })).toEqual([documentId]);
  });

  it('counts so far and no further, and pages by keys', async () => {
    const made = Array.from({ length: 1_005 }, () => randomUUID());
    await world.bed.rows(
      `INSERT INTO outgoing_document (${copied}, id, words, changed_at)
       SELECT ${copied}, made.id, array_to_tsvector(ARRAY['nhieu']), '2025-01-01T00:00:00Z'::timestamptz + made.n * interval '1 second'
       FROM outgoing_document d, unnest($2::uuid[]) WITH ORDINALITY AS made (id, n) WHERE d.id = $1`,
      [report.id, made],
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { text: 'nhiều'.normalize('NFD').replace(/\p{M}/gu, ''), limit: '200' };
      const page = await world.find(people.clerk, { ...query, ...(cursor === null ? {} : { cursor }) });
      expect(page.total).toBe(1_001);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(made.reverse());
  });

  it('begins at the beginning for a cursor that nobody wrote', async () => {
    const forged = [99_999, '2025-01-01T00:00:00Z', randomUUID(), 7];
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
    expect(await found({ limit: '3', cursor })).toEqual(await found({ limit: '3' }));
  });
});

/** Every column that a row must have. */
const copied = [
  ...['agency_id', 'agency_name', 'agency_code', 'unit_id', 'state', 'kind', 'abstract', 'urgency', 'urgency_rank'],
  ...['recipients', 'drafter', 'draft_number', 'file_sha256', 'file_bytes', 'file_name', 'pages', 'manifest', 'plan'],
  ...['signer_title', 'symbol', 'readers', 'waits_for', 'created_at'],
].join(', ');
