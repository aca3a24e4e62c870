import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { people, stranger } from './people.js';
import { World } from './world.js';

const { AllotNumber, FindBatches, GetBatch, OpenBatch, Sign, WriteBatch } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

const checked = async () => (await world.until('form-checked')).id;
const sheetOf = (batchId: string, actor = people.signer) => world.done(GetBatch, { batchId }, actor);
const order = async (documentId: string, activationId: string) =>
  world.done(Sign, { ...(await world.seen(documentId)), activationId }, people.signer);
const outcomesIn = async (batchId: string) =>
  (await sheetOf(batchId)).lines.map(({ outcome, reasonVi, mayTryAgain }) => [outcome, reasonVi, mayTryAgain]);

describe('the result sheet of a batch', () => {
  it('tells of each document: signed, refused and why, failed and why, not signed and why', async () => {
    const documentIds = [await checked(), await checked(), await checked(), await checked()];
    const [signed = '', refused = '', failed = '', otherVersion = ''] = documentIds;
    const activationId = randomUUID();
    const { batchId } = await world.done(OpenBatch, { act: 'sign', activationId, documentIds }, people.signer);
    expect((await sheetOf(batchId)).counts).toMatchObject({ waiting: 4, done: 0 });
    for (const one of [signed, refused, failed]) await order(one, activationId);
    // Refused at the order itself: it has left nothing behind but this line.
    const wrong = { documentId: otherVersion, manifestHash: 'a'.repeat(64), activationId };
    const refusal = await world.refuses('OUTGOING.OTHER_MANIFEST', Sign, wrong, people.signer);
    await world.signOrdered(signed);
    await world.failOrdered(refused, 'refused');
    await world.failOrdered(failed, 'failed');
    expect(await outcomesIn(batchId)).toEqual([
      ['done', null, false],
      ['refused', 'Chưa có khóa.', true],
      ['failed', 'Chưa có khóa.', true],
      ['refused', refusal.message, true],
    ]);

    // The rest is taken up again under another key, on the same sheet.
    const again = randomUUID();
    const rest = { act: 'sign' as const, activationId: again, documentIds: [refused, failed], batchId };
    await world.done(OpenBatch, rest, people.signer);
    for (const one of [refused, failed]) await order(one, again);
    await world.signOrdered(refused);
    await world.failOrdered(failed, 'needs-activation');
    expect(await outcomesIn(batchId)).toEqual([
      ['done', null, false],
      ['done', null, false],
      ['needs-activation', 'Chưa có khóa.', true],
      ['refused', refusal.message, true],
    ]);
    // What is done stays done, whoever names it again.
    await world.done(OpenBatch, { ...rest, activationId: randomUUID(), documentIds: [signed] }, people.signer);
    expect((await outcomesIn(batchId))[0]).toEqual(['done', null, false]);
    const [latest] = (await world.done(FindBatches, { limit: 20 }, people.signer)).batches;
    expect(latest).toMatchObject({ id: batchId, act: 'sign', counts: { done: 2, refused: 1, 'needs-activation': 1 } });
  });

  it('numbered, sealed and issued in a batch: the line carries the number', async () => {
    const { id } = await world.until('signed');
    const activationId = randomUUID();
    const wish = { act: 'allot-number' as const, activationId, documentIds: [id] };
    const { batchId } = await world.done(OpenBatch, wish, people.clerk);
    await world.done(AllotNumber, { ...(await world.seen(id)), activationId, thenIssue: true }, people.clerk);
    await world.signOrdered(id);
    expect((await sheetOf(batchId, people.clerk)).lines).toMatchObject([
      { outcome: 'done', numberAndSymbol: expect.stringMatching(/^\d+\/QĐ-UBND$/), mayTryAgain: false },
    ]);
  });

  it('what was never ordered, because the page was closed, is said to be unsigned', async () => {
    const documentIds = [await checked()];
    const opening = { act: 'sign' as const, activationId: randomUUID(), documentIds };
    const { batchId } = await world.done(OpenBatch, opening, people.signer);
    const { at } = world;
    world.at = new Date(Date.parse(at) + 20 * 60_000).toISOString();
    expect(await outcomesIn(batchId)).toEqual([['needs-activation', 'Chưa được gửi đi ký trước khi khóa đóng.', true]]);
    world.at = at;
  });

  it('is for whoever began it, and only until it is old', async () => {
    const documentIds = [await checked()];
    const opening = { act: 'sign' as const, activationId: randomUUID(), documentIds };
    const { batchId } = await world.done(OpenBatch, opening, people.signer);
    await world.refuses('REQUEST.NOT_FOUND', GetBatch, { batchId }, people.clerk);
    await world.refuses('REQUEST.NOT_FOUND', OpenBatch, { ...opening, batchId }, people.clerk);
    await world.refuses('REQUEST.NOT_FOUND', OpenBatch, opening, { ...stranger, roles: ['signer'] });
    expect((await world.done(FindBatches, { limit: 20 }, people.clerk)).batches.map(({ id }) => id)).not.toContain(
      batchId,
    );
    const { at } = world;
    world.at = new Date(Date.parse(at) + 31 * 86_400_000).toISOString();
    expect((await world.done(FindBatches, { limit: 20 }, people.signer)).batches).toEqual([]);
    world.at = at;
  });

  it('is written as PDF and as a workbook with a row for each document', async () => {
    const documentIds = [await checked(), await checked()];
    const activationId = randomUUID();
    const opening = { act: 'sign' as const, activationId, documentIds };
    const { batchId } = await world.done(OpenBatch, opening, people.signer);
    for (const one of documentIds) await order(one, activationId);
    await world.signOrdered(documentIds[0] ?? '');
    await world.failOrdered(documentIds[1] ?? '', 'refused');
    const passing = new PassingFiles(world.bed.config.files);
    const written = async (format: 'pdf' | 'xlsx') => {
      const { passingId, name } = await world.done(WriteBatch, { batchId, format }, people.signer);
      return { name, content: await readFile(passing.pathOf(passingId)) };
    };
    const pdf = await written('pdf');
    expect([pdf.name, pdf.content.subarray(0, 5).toString()]).toEqual(['Ket qua ky theo lo 2025-03-05.pdf', '%PDF-']);
    const table = readTable((await written('xlsx')).content);
    if (isTableRefusal(table)) throw new Error(table.message);
    expect(table.rows.slice(-2).map((row) => [row[0], row[3], row[4]])).toEqual([
      ['1', 'Đã ký', ''],
      ['2', 'Bị từ chối', 'Chưa có khóa.'],
    ]);
  });
});
