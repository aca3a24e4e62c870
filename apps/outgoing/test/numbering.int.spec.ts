import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, isRefusal, outgoing } from '@vanthu/contracts';
import { RequestFailed } from '@vanthu/messaging';
import { commune, people } from './people.js';
import { judgedSignature, judgementOf } from './signers.js';
import { type Detail, decision, letter, World } from './world.js';

const { AllotNumber, Issue, RetryJob, ReturnDraft, VoidNumber } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(async () => {
  await world.bed.rows('DELETE FROM series_rule WHERE agency_id IS NOT NULL');
  world.agency = commune;
  world.sealEnrolled = true;
  world.judge = () => undefined;
});

const wish = (document: Pick<Detail, 'id' | 'manifest'>) => ({
  documentId: document.id,
  manifestHash: document.manifest.hash,
  activationId: randomUUID(),
});
const allot = (document: Detail) => world.done(AllotNumber, wish(document), people.clerk);
const on = async <T>(at: string, work: () => Promise<T>): Promise<T> => {
  const before = world.at;
  world.at = at;
  try {
    return await work();
  } finally {
    world.at = before;
  }
};

/** As a clerk's browser does it: no answer within two seconds, and the same command is sent again. */
async function again(document: Detail, clerk: Actor) {
  const [input, commandId] = [wish(document), randomUUID()];
  for (let attempt = 1; ; attempt++) {
    try {
      return await world.ask(AllotNumber, input, clerk, commandId);
    } catch (error) {
      if (!(error instanceof RequestFailed && error.reason === 'timeout' && attempt < 5)) throw error;
    }
  }
}

describe('R-OUT-03 a number only after the competent signature', () => {
  it('R-OUT-03 is allotted to a signed document with register line and order to seal', async () => {
    const signed = await world.until('signed');
    const input = wish(signed);
    const given = await world.done(AllotNumber, input, people.clerk);
    expect(given).toMatchObject({
      state: 'numbered',
      number: 1,
      numberAndSymbol: '01/QĐ-UBND',
      documentDate: '2025-03-05',
    });
    const order = (await world.orders(signed.id)).at(-1);
    expect(order).toMatchObject({
      jobId: given.jobId,
      step: 2,
      kind: 'organisation',
      field: 'ky_co_quan_1',
      fill: [
        { field: 'so_van_ban', value: '01' },
        { field: 'ngay_ban_hanh', value: 'ngày 05 tháng 3 năm 2025' },
      ],
      activationId: input.activationId,
      signer: { kind: 'organisation', agencyId: commune.id },
    });
    await world.signOrdered(signed.id);
  });
  it('R-OUT-03 is refused before the signature, and to others than clerks', async () => {
    const checked = await world.until('form-checked');
    await world.refuses('OUTGOING.NOT_THE_TURN', AllotNumber, wish(checked), people.clerk);
    await world.refuses('ACCESS.NOT_ALLOWED', AllotNumber, wish(checked), people.signer);
  });
  it.each([
    ['invalid', { integrity: 'bad' as const }],
    ['undetermined', { indication: 'INDETERMINATE' as const }],
    ["another person's", { owner: { kind: 'person' as const, personId: randomUUID(), name: 'Ai đó' } }],
    ['of nobody known', { owner: { kind: 'unknown' as const } }],
  ])('R-ORG-01 is refused when the personal signature is %s now', async (_, own) => {
    const signed = await world.until('signed');
    const owner = { kind: 'person' as const, personId: people.signer.personId, name: 'Trần Văn Bình' };
    world.judge = () => judgementOf(Buffer.from(''), world.at, [judgedSignature('ky_ca_nhan_1', owner, own)]);
    await world.refuses('OUTGOING.NOT_SIGNED', AllotNumber, wish(signed), people.clerk);
  });
  it('R-ORG-01 the seal follows the valid personal signature', async () => {
    expect(await world.until('sealed')).toMatchObject({
      state: 'sealed',
      waitingFor: 'Văn thư phát hành',
      acts: ['issue'],
    });
  });
});

describe('everything that could refuse is asked before the number', () => {
  it('refused without a certificate of the organisation', async () => {
    const signed = await world.until('signed');
    world.sealEnrolled = false;
    await world.refuses('OUTGOING.NO_SEAL_CERTIFICATE', AllotNumber, wish(signed), people.clerk);
  });
  it('R-SYS-07 refused for a closed agency', async () => {
    const signed = await world.until('signed');
    world.agency = { ...commune, validTo: '2025-03-04' };
    await world.refuses('DIRECTORY.AGENCY_CLOSED', AllotNumber, wish(signed), people.clerk);
  });
  it('R-SYS-07 its last day is still a day', async () => {
    const signed = await world.until('signed');
    world.agency = { ...commune, validTo: '2025-03-05' };
    expect((await allot(signed)).state).toBe('numbered');
  });
  it('refused on another manifest than the one seen', async () => {
    const signed = await world.until('signed');
    const input = { ...wish(signed), manifestHash: 'b'.repeat(64) };
    await world.refuses('OUTGOING.OTHER_MANIFEST', AllotNumber, input, people.clerk);
  });
  it('refused when the series is closed', async () => {
    const signed = await world.until('signed');
    await world.bed.rows(`UPDATE series SET open = false WHERE code = 'QD'`);
    await world.refuses('OUTGOING.SERIES_CLOSED', AllotNumber, wish(signed), people.clerk);
    await world.bed.rows(`UPDATE series SET open = true WHERE code = 'QD'`);
  });
  it('a neighbour that fails leaves the document unnumbered', async () => {
    const signed = await world.until('signed');
    world.judge = () => {
      throw new Error('the judge is ill');
    };
    const before = await world.traces();
    await expect(world.ask(AllotNumber, wish(signed), people.clerk)).rejects.toThrow();
    expect(await world.traces()).toEqual(before);
  });
});

describe('R-OUT-02, R-OUT-08 years and dates', () => {
  it('R-OUT-02 a year begins with 01 at midnight of Viet Nam', async () => {
    const [last, first] = await on('2027-12-31T16:30:00.000Z', async () => [
      await world.until('signed'),
      await world.until('signed'),
    ]);
    const old = await on('2027-12-31T16:59:59.000Z', () => allot(last));
    const fresh = await on('2027-12-31T17:00:00.000Z', () => allot(first));
    expect([old.documentDate, old.number]).toEqual(['2027-12-31', 1]);
    expect([fresh.documentDate, fresh.number]).toEqual(['2028-01-01', 1]);
  });
  it('R-OUT-02 the second document of a year is no first', async () => {
    const next = await on('2028-01-03T02:00:00.000Z', async () => allot(await world.until('signed')));
    expect(next.number).toBe(2);
  });
  it('R-OUT-08 a later number may bear the same or a later date', async () => {
    const next = await on('2028-01-05T02:00:00.000Z', async () => allot(await world.until('signed')));
    expect(next.number).toBe(3);
  });
  it('R-OUT-08 an earlier date is refused', async () => {
    const signed = await on('2028-01-04T02:00:00.000Z', () => world.until('signed'));
    const refusal = await on('2028-01-04T03:00:00.000Z', () =>
      world.refuses('OUTGOING.DATE_BEHIND', AllotNumber, wish(signed), people.clerk),
    );
    expect(refusal.details).toMatchObject({ lastDate: '2028-01-05' });
  });
});

describe('R-OUT-05, R-OUT-06, R-OUT-10 series', () => {
  it('R-OUT-10 decisions and the rest are numbered apart, as the table of the agency says', async () => {
    const given = await on('2029-02-01T02:00:00.000Z', async () => [
      await allot(await world.until('signed')),
      await allot(await world.until('signed', letter())),
      await allot(await world.until('signed')),
    ]);
    expect(given.map(({ numberAndSymbol }) => numberAndSymbol)).toEqual(['01/QĐ-UBND', '01/UBND-VHXH', '02/QĐ-UBND']);
  });
  it('R-OUT-05 two series with the same symbol cannot give the same number', async () => {
    await on('2030-02-01T02:00:00.000Z', async () => {
      await allot(await world.until('signed'));
      const rule = { agencyId: commune.id, kind: 'quyet-dinh', seriesCode: 'QD2', decision: 'Quyết định số 1/QĐ-UBND' };
      await world.done(outgoing.SetSeriesRule, rule, people.administrator);
      const signed = await world.until('signed');
      await world.refuses('OUTGOING.NUMBER_TAKEN', AllotNumber, wish(signed), people.clerk);
    });
  });
  it('R-OUT-10 the head decides which series there are, for the own agency and kinds of Art. 7', async () => {
    const rule = {
      agencyId: commune.id,
      kind: 'cong-van',
      seriesCode: 'CV-RIENG',
      decision: 'Quyết định số 2/QĐ-UBND',
    };
    await world.refuses('ACCESS.NOT_ALLOWED', outgoing.SetSeriesRule, rule, people.clerk);
    await world.refuses(
      'ACCESS.OTHER_AGENCY',
      outgoing.SetSeriesRule,
      { ...rule, agencyId: randomUUID() },
      people.administrator,
    );
    await world.refuses(
      'OUTGOING.UNKNOWN_KIND',
      outgoing.SetSeriesRule,
      { ...rule, kind: 'nghi-dinh' },
      people.administrator,
    );
  });
  it('R-OUT-06 fifty at once on one series are 1 to 50 without gap', async () => {
    await on('2031-02-03T02:00:00.000Z', async () => {
      const documents: Detail[] = [];
      for (let i = 0; i < 50; i++) documents.push(await world.until('signed'));
      const given = await Promise.all(
        documents.map((document, i) => again(document, i % 2 ? people.clerk : people.otherClerk)),
      );
      const numbers = given
        .map((one) => (isRefusal(one) ? one.code : one.number))
        .sort((a, b) => Number(a) - Number(b));
      expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
      const lines = await world.bed.rows<{ number: number }>(
        'SELECT number FROM register_line WHERE year = 2031 ORDER BY number',
      );
      expect(lines.map(({ number }) => number)).toEqual(numbers);
    });
  }, 120_000);
  it('R-OUT-06 two clerks at once number a document once', async () => {
    const signed = await world.until('signed');
    const answers = await Promise.all(
      [people.clerk, people.otherClerk].map((clerk) => world.ask(AllotNumber, wish(signed), clerk)),
    );
    expect(answers.filter((answer) => !isRefusal(answer))).toHaveLength(1);
    expect(answers.find(isRefusal)).toMatchObject({ code: 'OUTGOING.ALREADY_DONE' });
    expect(await world.bed.rows('SELECT FROM register_entry WHERE document_id = $1', [signed.id])).toHaveLength(1);
  });
  it('the same command, at once and later, gives the same number', async () => {
    const signed = await world.until('signed');
    const input = wish(signed);
    const commandId = randomUUID();
    const [one, two] = await Promise.all([1, 2].map(() => world.ask(AllotNumber, input, people.clerk, commandId)));
    expect(one).toMatchObject({ state: 'numbered' });
    expect(two).toEqual(one);
    await world.signOrdered(signed.id);
    expect(await world.ask(AllotNumber, input, people.clerk, commandId)).toEqual(one);
    expect(await world.orders(signed.id)).toHaveLength(2);
  });
  it('R-OUT-07 a number of a document that could not be sealed is not given again', async () => {
    const first = await world.until('signed');
    const { number } = await allot(first);
    await world.failOrdered(first.id, 'failed');
    const second = await allot(await world.until('signed'));
    expect(second.number).toBe(number + 1);
    await world.refuses('OUTGOING.ALREADY_DONE', AllotNumber, wish(first), people.clerk);
    await world.refuses('OUTGOING.ALREADY_DONE', ReturnDraft, { documentId: first.id, reason: 'Hỏng' }, people.clerk);
  });
});

describe('R-OUT-07 a number whose seal is impossible for good', () => {
  const reason = 'Thiết bị lưu khóa hỏng, thay ngày hôm sau';
  it('R-OUT-07 is voided with a reason: the line stays, the signed file takes the next number', async () => {
    await on('2035-02-05T02:00:00.000Z', async () => {
      const signed = await world.until('signed');
      await allot(signed);
      await world.failOrdered(signed.id, 'failed');
      await world.done(VoidNumber, { documentId: signed.id, reason }, people.clerk);
      expect(await world.get(signed.id)).toMatchObject({ state: 'signed', numberAndSymbol: null, job: null });
      expect((await allot(signed)).numberAndSymbol).toBe('02/QĐ-UBND');
      await world.signOrdered(signed.id);
      await world.done(Issue, { documentId: signed.id }, people.clerk);
      const { items } = await world.done(outgoing.ReadRegister, { year: 2035, limit: 9 }, people.clerk);
      expect(items).toMatchObject([
        { numberAndSymbol: '01/QĐ-UBND', note: `Hủy số: ${reason}`, handedOverOn: null },
        { numberAndSymbol: '02/QĐ-UBND', note: '', handedOverOn: '2035-02-05' },
      ]);
      const [voided] = (await world.bed.events(outgoing.NumberVoided)).filter((e) => e.aggregateId === signed.id);
      expect(voided?.payload).toMatchObject({ number: 1, reason });
    });
  });
  it('R-OUT-07 is refused while the seal may yet come, and once it is there', async () => {
    const signed = await world.until('signed');
    await world.refuses('OUTGOING.NOT_THE_TURN', VoidNumber, { documentId: signed.id, reason }, people.clerk);
    await allot(signed);
    await world.refuses('OUTGOING.BUSY_JOB', VoidNumber, { documentId: signed.id, reason }, people.clerk);
    await world.signOrdered(signed.id);
    await world.refuses('OUTGOING.ALREADY_DONE', VoidNumber, { documentId: signed.id, reason }, people.clerk);
  });
});

describe('R-OUT-11, R-OUT-13, R-OUT-14 print', () => {
  it('R-OUT-11 numbers below ten have a zero before, others none', async () => {
    const first = await on('2032-02-02T02:00:00.000Z', async () => allot(await world.until('signed')));
    await world.bed.rows(`UPDATE series SET last_number = 9 WHERE year = 2032`);
    const tenth = await on('2032-02-02T02:00:00.000Z', async () => allot(await world.until('signed')));
    expect([first, tenth].map(({ numberAndSymbol }) => numberAndSymbol)).toEqual(['01/QĐ-UBND', '10/QĐ-UBND']);
  });
  it('R-OUT-13 day below ten and months 1, 2 have a zero before', async () => {
    const signed = await world.until('signed');
    await on('2033-02-01T02:00:00.000Z', () => allot(signed));
    expect((await world.orders(signed.id)).at(-1)?.fill[1]?.value).toBe('ngày 01 tháng 02 năm 2033');
  });
  it('R-OUT-14 the register has ten columns, in order', async () => {
    const issued = await on('2034-04-03T02:00:00.000Z', () => world.until('issued', letter()));
    await on('2034-04-03T02:00:00.000Z', () => world.until('sealed'));
    const book = await world.done(outgoing.ReadRegister, { year: 2034, limit: 1 }, people.clerk);
    expect(book).toMatchObject({ total: 2 });
    expect(book.items).toEqual([
      {
        documentId: issued.id,
        numberAndSymbol: '01/UBND-VHXH',
        documentDate: '2034-04-03',
        kindAndAbstract: 'Công văn: báo cáo tình hình chuyển đổi số',
        signer: 'Trần Văn Bình',
        recipients: 'Sở Khoa học và Công nghệ tỉnh Đồng Tháp',
        fileCopyKeeper: 'VT, VHXH',
        copies: 1,
        handedOverOn: '2034-04-03',
        receivedBy: 'Chuyển trên hệ thống',
        note: '',
      },
    ]);
    const cursor = book.nextCursor ?? '';
    const forged = Buffer.from(JSON.stringify(["2034-01-01' OR true", 'x', 1])).toString('base64url');
    const begun = await world.done(outgoing.ReadRegister, { year: 2034, limit: 1, cursor: forged }, people.leadership);
    expect(begun.items).toEqual(book.items);
    const rest = await world.done(outgoing.ReadRegister, { year: 2034, limit: 5, cursor }, people.leadership);
    expect(rest.items).toMatchObject([
      {
        numberAndSymbol: '01/QĐ-UBND',
        handedOverOn: null,
        kindAndAbstract: 'Quyết định về việc thành lập Tổ công tác chuyển đổi số',
      },
    ]);
    expect(rest.nextCursor).toBeNull();
  });
  it('R-OUT-14 the register is refused to others than clerks and leadership', () =>
    world.refuses('ACCESS.NOT_ALLOWED', outgoing.ReadRegister, { year: 2034, limit: 5 }, people.drafter));
});

describe('R-OUT-01 the order of the steps', () => {
  it('R-OUT-01 number, register, seal, issue', async () => {
    expect(await world.until('issued')).toMatchObject({ state: 'issued' });
  });
  it('R-OUT-01 issue before the seal is refused', async () => {
    const signed = await world.until('signed');
    await world.refuses('OUTGOING.NOT_THE_TURN', Issue, { documentId: signed.id }, people.clerk);
    await allot(signed);
    await world.refuses('OUTGOING.NOT_THE_TURN', Issue, { documentId: signed.id }, people.clerk);
    await world.refuses(
      'OUTGOING.BUSY_JOB',
      RetryJob,
      { documentId: signed.id, activationId: randomUUID() },
      people.clerk,
    );
  });
  it('R-OUT-01 issued twice is refused; the same command is answered again', async () => {
    const { id: documentId } = await world.until('sealed');
    const commandId = randomUUID();
    const first = await world.ask(Issue, { documentId }, people.clerk, commandId);
    expect(await world.ask(Issue, { documentId }, people.clerk, commandId)).toEqual(first);
    await world.refuses('OUTGOING.ALREADY_DONE', Issue, { documentId }, people.otherClerk);
    expect((await world.bed.events(outgoing.Issued)).filter((e) => e.aggregateId === documentId)).toHaveLength(1);
  });
  it('an answer to an incoming document says so when issued', async () => {
    const answers = randomUUID();
    const issued = await world.until('issued', decision({ answers }));
    const event = (await world.bed.events(outgoing.Issued)).find((e) => e.aggregateId === issued.id);
    expect(event?.payload).toMatchObject({ answers });
  });
});
