import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClosedRegister, closedRegisterText, outgoing, signing as signed, type signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { ClosedRegisters } from '@vanthu/register';
import { writeCsv } from '@vanthu/spreadsheets';
import { people } from './people.js';
import { judgedSignature, judgementOf } from './signers.js';
import { decision, World } from './world.js';

const { AllotNumber, CloseRegister, FindClosedRegisters, OpenClosedRegister, RecallDocument, SealClosedRegister } =
  outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

/** A year of its own for each test, in April, with two documents issued in March. */
let nextYear = 2040;
const inApril = async (work: (year: number, march: { from: string; to: string }) => Promise<void>) => {
  const [before, year] = [world.at, nextYear++];
  world.at = `${year}-03-05T02:00:00.000Z`;
  await world.until('issued');
  await world.until('issued');
  world.at = `${year}-04-02T02:00:00.000Z`;
  try {
    await work(year, { from: `${year}-03-01`, to: `${year}-03-31` });
  } finally {
    world.at = before;
  }
};
const close = (period: { from: string; to: string }) =>
  world.done(CloseRegister, { ...period, volume: '01' }, people.clerk);
const lastOrder = async (closedId: string) => {
  const events = await world.bed.events(outgoing.RegisterSealRequested);
  const found = events.findLast((one) => one.aggregateId === closedId);
  if (!found) throw new Error('nothing was ordered');
  return outgoing.RegisterSealRequested.payload.parse(found.payload);
};

/** What `signing` tells when it has signed the book. */
async function sign(
  { id }: ClosedRegister,
  change: { owner?: signing.SignatureJudgement['owner']; prefix?: Uint8Array } = {},
): Promise<void> {
  const order = await lastOrder(id);
  const before = change.prefix ?? (await world.files.readBytes(order.file.sha256));
  const after = Buffer.concat([before, Buffer.from('\n% sealed\n')]);
  const owner = change.owner ?? { kind: 'organisation' as const, agencyId: order.agencyId, name: order.agencyName };
  const { sha256, bytes } = await world.files.put(after);
  await world.bed.emit(signed.SignatureMade, {
    aggregateId: order.jobId,
    occurredAt: world.at,
    payload: {
      ...{ documentId: id, service: 'outgoing', readers: order.readers, jobId: order.jobId, step: 1 },
      ...{ kind: 'organisation', manifestHash: order.manifestHash, inputSha256: order.file.sha256 },
      ...{ outputSha256: sha256, outputBytes: bytes, signedAt: world.at, attachments: [] },
      judgement: judgementOf(after, world.at, [judgedSignature('ky_co_quan_so', owner)]),
    },
  });
}
const order = async ({ id: closedId, file }: ClosedRegister) =>
  world.done(
    SealClosedRegister,
    { closedId, manifestHash: file?.manifestHash ?? '', activationId: randomUUID() },
    people.clerk,
  );
const found = async (year: number) =>
  (await world.done(FindClosedRegisters, { year }, people.leadership)).registers.at(-1) as ClosedRegister;

describe('a month of the register is closed', () => {
  it('R-OUT-14: as a book written from its lines, signed by the organisation, kept and opened by its readers', () =>
    inApril(async (year, march) => {
      const closed = await close(march);
      expect(closed).toMatchObject({ ...march, file: { lines: 2, lateFacts: 0 }, seal: { state: 'none' } });
      const { sha256, bytes, manifestHash } = closed.file ?? { sha256: '', bytes: 0, manifestHash: '' };
      const name = `So dang ky van ban di ${march.from} ${march.to} da chot.pdf`;
      const seen = createHash('sha256').update(closedRegisterText(closed.id, { name, sha256, bytes }));
      expect(seen.digest('hex')).toBe(manifestHash);
      await order(closed);
      // Nobody answers: ordered again while it waits, it is the same job with the key opened anew.
      const first = await lastOrder(closed.id);
      expect((await order(closed)).seal).toMatchObject({ state: 'waiting', reasonVi: null });
      const second = await lastOrder(closed.id);
      expect(second.jobId).toBe(first.jobId);
      expect(second.activationId).not.toBe(first.activationId);
      await sign(closed);
      expect((await found(year)).seal).toMatchObject({ state: 'signed', signedAt: world.at });
      const opened = await world.done(OpenClosedRegister, { closedId: closed.id, act: 'download' }, people.leadership);
      const book = await world.files.readBytes(opened.sha256);
      expect(createHash('sha256').update(book.subarray(0, bytes)).digest('hex')).toBe(sha256);
      const looked = await world.bed.rows('SELECT act, sha256 FROM closed_register_access WHERE closed_id = $1', [
        closed.id,
      ]);
      expect(looked).toEqual([{ act: 'download', sha256: opened.sha256 }]);
    }));

  it('R-OUT-14: is refused before it is over, for a part of it, twice, and to others than clerks', () =>
    inApril(async (year, march) => {
      const wish = { ...march, volume: '01' };
      await world.refuses('REGISTER.PERIOD', CloseRegister, { ...wish, to: `${year}-03-30` }, people.clerk);
      const april = { ...wish, from: `${year}-04-01`, to: `${year}-04-30` };
      await world.refuses('REGISTER.NOT_OVER', CloseRegister, april, people.clerk);
      await world.refuses('ACCESS.NOT_ALLOWED', CloseRegister, wish, people.leadership);
      await close(march);
      await world.refuses('REGISTER.CLOSED', CloseRegister, wish, people.clerk);
    }));

  it('R-OUT-01: is refused while a number of it is neither issued nor voided', () =>
    inApril(async (year, march) => {
      const now = world.at;
      world.at = `${year}-03-31T02:00:00.000Z`;
      const { id: documentId } = await world.until('sealed');
      world.at = now;
      const refusal = await world.refuses(
        'REGISTER.UNFINISHED',
        CloseRegister,
        { ...march, volume: '01' },
        people.clerk,
      );
      expect(refusal.message).toContain('03/QĐ-UBND');
      await world.done(outgoing.Issue, { documentId }, people.clerk);
      expect((await close(march)).file?.lines).toBe(3);
    }));

  it('R-ORG-01: takes no signature of another agency, on another file, or for another book than was seen', () =>
    inApril(async (year, march) => {
      const closed = await close(march);
      const { id: closedId } = closed;
      const wish = { closedId, manifestHash: 'a'.repeat(64), activationId: randomUUID() };
      await world.refuses('REGISTER.OTHER_FILE', SealClosedRegister, wish, people.clerk);
      await order(closed);
      await sign(closed, { owner: { kind: 'organisation', agencyId: randomUUID(), name: 'Cơ quan khác' } });
      expect((await found(year)).seal).toMatchObject({
        state: 'failed',
        reasonVi: 'chứng thư không phải của cơ quan này',
      });
      await order(closed);
      await sign(closed, { prefix: Buffer.from('%PDF-1.7 another book') });
      expect((await found(year)).seal).toMatchObject({ state: 'failed', signedAt: null });
      await order(closed);
      await sign(closed);
      await world.refuses(
        'REGISTER.SIGNED',
        SealClosedRegister,
        { ...wish, manifestHash: closed.file?.manifestHash ?? '' },
        people.clerk,
      );
    }));

  it('R-OUT-07: no line of it is voided, taken over or changed by anything; the database says no as well', () =>
    inApril(async (year, march) => {
      await close(march);
      const csv = writeCsv([
        [
          'Số, ký hiệu văn bản',
          'Ngày tháng văn bản',
          'Tên loại và trích yếu nội dung văn bản',
          'Người ký',
          'Nơi nhận văn bản',
        ],
        ['03/CV-UBND', `05/03/${year}`, 'Công văn về việc họp', 'Trần Văn Bình', 'Các thôn'],
      ]);
      const series = { seriesCode: 'CV', year };
      const before = { ...series, lastNumber: 5, lastDate: `${year}-03-20`, decision: 'Quyết định số 05/QĐ-UBND' };
      await world.done(outgoing.OpenSeries, before, people.clerk);
      const file = Buffer.from(csv).toString('base64');
      await world.refuses('REGISTER.CLOSED', outgoing.TakeOverLines, { ...series, file, dryRun: false }, people.clerk);
      const line = `agency_id = '${people.clerk.agencyId}' AND year = ${year} AND number = 1`;
      for (const change of [
        `UPDATE register_line SET note = 'sửa' WHERE ${line}`,
        `DELETE FROM register_line WHERE ${line}`,
        `UPDATE register_entry SET voided_at = now(), voided_reason = 'sai' WHERE ${line}`,
      ]) {
        await expect(world.bed.rows(change)).rejects.toThrow(/register from .* is closed/);
      }
      await expect(world.bed.rows('DELETE FROM closed_register')).rejects.toThrow(/stays as it is/);
      await expect(world.bed.rows(`UPDATE closed_register SET date_to = date_to + 1`)).rejects.toThrow(
        /stays as it is/,
      );
    }));

  it('R-OUT-07: a number of it that was left standing is not voided any more', () =>
    inApril(async (year, march) => {
      const now = world.at;
      world.at = `${year}-03-31T02:00:00.000Z`;
      const { id: documentId, manifest } = await world.until('signed');
      const wish = { documentId, manifestHash: manifest.hash, activationId: randomUUID() };
      await world.done(AllotNumber, wish, people.clerk);
      await world.failOrdered(documentId, 'failed');
      world.at = now;
      // However it came about: the book is closed around it.
      await world.bed.rows(
        `INSERT INTO closed_register (id, agency_id, direction, date_from, date_to, volume, closed_at, closed_by, closed_by_person)
         VALUES ($1, $2, 'outgoing', $3, $4, '01', now(), 'x', $1)`,
        [randomUUID(), people.clerk.agencyId, march.from, march.to],
      );
      const why = { documentId, reason: 'Không đóng dấu được' };
      await world.refuses('REGISTER.CLOSED', outgoing.VoidNumber, why, people.clerk);
    }));
});

describe('what happens after the closing', () => {
  it('R-REC-03: a recall stands in the book of the month in which it happens; the closed book keeps its bytes', () =>
    inApril(async (year, march) => {
      const closed = await close(march);
      const order = { order: 'Công văn số 12/UBND-VP', reason: 'Ban hành nhầm' };
      const mine = (await world.bed.rows(
        `SELECT document_id FROM register_line WHERE agency_id = $1 AND year = $2 AND number = 2`,
        [people.clerk.agencyId, year],
      )) as { document_id: string }[];
      await world.done(RecallDocument, { documentId: mine[0]?.document_id ?? '', ...order }, people.clerk);
      world.at = `${year}-05-02T02:00:00.000Z`;
      const april = await close({ from: `${year}-04-01`, to: `${year}-04-30` });
      expect(april.file).toMatchObject({ lines: 0, lateFacts: 1 });
      const all = await world.done(FindClosedRegisters, { year }, people.clerk);
      expect(all.registers.map(({ file }) => file?.sha256)).toEqual([closed.file?.sha256, april.file?.sha256]);
      const read = await world.done(outgoing.ReadRegister, { year, limit: 9 }, people.clerk);
      expect(read.items[1]?.note).toBe('Thu hồi theo Công văn số 12/UBND-VP');
    }));

  it('R-REC-03: a recall while the book is being closed stands in the next one, and not in none', () =>
    inApril(async (year, march) => {
      const { agencyId, personId, personName } = people.clerk;
      const [mine] = await world.bed.rows<{ document_id: string }>(
        `SELECT document_id FROM register_line WHERE agency_id = $1 AND year = $2 AND number = 2`,
        [agencyId, year],
      );
      const closing = new ClosedRegisters('outgoing');
      const wish = { documentId: mine?.document_id ?? '', order: 'Công văn số 14/UBND-VP', reason: 'Nhầm' };
      const recalled = await world.bed.service.connected.transactions.run(async (tx) => {
        await closing.lock(tx, agencyId);
        const book = { id: randomUUID(), agencyId, volume: '01', ...march };
        await closing.add(tx, book, { personId, personName, at: new Date(world.at) });
        const recall = world.ask(RecallDocument, wish, people.clerk);
        await eventually(
          async () =>
            (await world.bed.rows(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length > 0,
          'the recall waits for the closing',
        );
        return { recall };
      });
      expect(await recalled.recall).toMatchObject({ documentId: wish.documentId });
      world.at = `${year}-05-02T02:00:00.000Z`;
      const april = await close({ from: `${year}-04-01`, to: `${year}-04-30` });
      expect(april.file).toMatchObject({ lines: 0, lateFacts: 1 });
    }));

  it('R-OUT-07: a recall before the closing stands in column 10 of the line itself', () =>
    inApril(async (year, march) => {
      const late = await world.until('issued', decision());
      await world.done(
        RecallDocument,
        { documentId: late.id, order: 'Công văn số 13/UBND-VP', reason: 'Nhầm' },
        people.clerk,
      );
      expect((await close(march)).file).toMatchObject({ lines: 2, lateFacts: 0 });
      world.at = `${year}-05-02T02:00:00.000Z`;
      expect((await close({ from: `${year}-04-01`, to: `${year}-04-30` })).file).toMatchObject({
        lines: 1,
        lateFacts: 0,
      });
    }));

  it('R-OUT-06: a number given on paper in an outage that came to light late is booked in the next month', () =>
    inApril(async (year, march) => {
      await close(march);
      const series = { seriesCode: 'QD', year };
      await world.done(outgoing.StopSeries, { ...series, reason: 'Mất điện', forGood: false }, people.clerk);
      const given = [
        {
          ...{ numberAndSymbol: '03/QĐ-UBND', documentDate: `${year}-03-31`, kindAndAbstract: 'Quyết định chi hỗ trợ' },
          ...{ signer: 'Trần Văn Bình', recipients: 'Các hộ dân' },
        },
      ];
      await world.done(outgoing.ResumeSeries, { ...series, noneGiven: false, given }, people.clerk);
      world.at = `${year}-05-02T02:00:00.000Z`;
      expect((await close({ from: `${year}-04-01`, to: `${year}-04-30` })).file).toMatchObject({ lines: 1 });
    }));

  it('R-OUT-06: one of the year before, whose December is closed, is booked in January', async () => {
    const [before, year] = [world.at, nextYear];
    nextYear += 2;
    try {
      world.at = `${year}-12-05T02:00:00.000Z`;
      await world.until('issued');
      world.at = `${year + 1}-01-08T02:00:00.000Z`;
      expect((await close({ from: `${year}-12-01`, to: `${year}-12-31` })).file).toMatchObject({ lines: 1 });
      const series = { seriesCode: 'QD', year };
      await world.done(outgoing.StopSeries, { ...series, reason: 'Mất điện', forGood: false }, people.clerk);
      const given = [
        {
          ...{ numberAndSymbol: '02/QĐ-UBND', documentDate: `${year}-12-31`, kindAndAbstract: 'Quyết định chi hỗ trợ' },
          ...{ signer: 'Trần Văn Bình', recipients: 'Các hộ dân' },
        },
      ];
      await world.done(outgoing.ResumeSeries, { ...series, noneGiven: false, given }, people.clerk);
      world.at = `${year + 1}-02-03T02:00:00.000Z`;
      const january = await close({ from: `${year + 1}-01-01`, to: `${year + 1}-01-31` });
      expect(january.file).toMatchObject({ lines: 1 });
    } finally {
      world.at = before;
    }
  });
});
