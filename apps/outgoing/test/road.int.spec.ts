import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { people } from './people.js';
import { decision, letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

describe('the whole road', () => {
  it('leads from a draft to an issued decision', async () => {
    const issued = await world.until('issued');
    expect(issued).toMatchObject({
      state: 'issued',
      numberAndSymbol: '01/QĐ-UBND',
      documentDate: '2025-03-05',
      issuedAt: world.at,
      waitingFor: null,
      acts: [],
      signerName: 'Trần Văn Bình',
      job: { state: 'done', step: 2 },
    });
    expect(issued.plan.map(({ field, signedAt }) => [field, signedAt])).toEqual([
      ['ky_ca_nhan_1', world.at],
      ['ky_co_quan_1', world.at],
    ]);
    expect(issued.timeline.map(({ act, personName }) => [act, personName])).toEqual([
      ['create-draft', 'Lê Thị Hoa'],
      ['submit', 'Lê Thị Hoa'],
      ['check-content', 'Phạm Văn Dũng'],
      ['check-form', 'Ngô Văn Sáu'],
      ['sign', 'Trần Văn Bình'],
      ['signed', null],
      ['allot-number', 'Nguyễn Văn Tư'],
      ['sealed', null],
      ['issue', 'Nguyễn Văn Tư'],
    ]);
    const events = (await world.bed.events()).filter((e) => e.aggregateId === issued.id);
    expect(events.map(({ type }) => type.split('.')[2])).toEqual([
      'draft-created',
      'draft-submitted',
      'content-checked',
      'form-checked',
      'signature-requested',
      'personally-signed',
      'numbered',
      'signature-requested',
      'sealed',
      'issued',
    ]);
    expect(events.at(-1)?.payload).toMatchObject({
      numberAndSymbol: '01/QĐ-UBND',
      kindName: 'Quyết định',
      agencyCode: 'H58.99',
      issuedOn: '2025-03-05',
      signerPersonId: people.signer.personId,
      signerTitle: 'Phó Chủ tịch',
      pages: 1,
      excludedFromCoverage: null,
    });
  });

  it('leads from a draft to an issued công văn that answers an incoming one', async () => {
    const answers = randomUUID();
    const issued = await world.until('issued', letter({ answers }));
    expect(issued).toMatchObject({ numberAndSymbol: '01/UBND-VHXH', answers });
    const [event] = (await world.bed.events(outgoing.Issued)).filter((e) => e.aggregateId === issued.id);
    expect(event?.payload).toMatchObject({ answers });
  });

  it('the same layout is stored byte for byte once and grows only at its end', async () => {
    const issued = await world.until('issued', decision());
    const files = await world.bed.rows<{ sha256: string; stage: string }>(
      'SELECT sha256, stage FROM document_file WHERE document_id = $1 ORDER BY bytes',
      [issued.id],
    );
    expect(files.map(({ stage }) => stage)).toEqual(['draft', 'signed', 'sealed']);
    const [draft, signed, sealed] = await Promise.all(files.map(({ sha256 }) => world.files.readBytes(sha256)));
    expect(draft?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(signed?.subarray(0, draft?.length).equals(draft as Buffer)).toBe(true);
    expect(sealed?.subarray(0, signed?.length).equals(signed as Buffer)).toBe(true);
  });
});
