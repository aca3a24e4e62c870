import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, type incoming, type OutputOf, outgoing, refusalTable } from '@vanthu/contracts';
import type { Reply } from '@vanthu/testing';
import { plainPdf, truncated, withLaunch, withPassword, withScript } from './support/hostile-pdfs.js';
import { type Refused, refusal } from './support/insist.js';
import { KeptFiles } from './support/kept-files.js';
import { Office, today } from './support/office.js';
import { chauMinh, Paper } from './support/paper.js';
import { Wire } from './support/wire.js';

let office: Office;
let files: KeptFiles;
beforeAll(async () => {
  office = await Office.open();
  files = new KeptFiles(office);
}, 200_000);
afterAll(() => office?.close());

type Drafts = OutputOf<typeof outgoing.FindOutgoing>;
type Arrivals = OutputOf<typeof incoming.FindIncoming>;

/** Everything that a bad input must leave as it was. */
async function state() {
  const outgoingDocuments = (await office.get<Drafts>('vanthu', '/api/outgoing/documents?limit=1')).total;
  const incomingDocuments = (await office.get<Arrivals>('vanthu', '/api/incoming/documents?limit=1')).total;
  return { outgoingDocuments, incomingDocuments, kept: files.names().length, unfinished: files.unfinished() };
}

/** A typed refusal in Vietnamese, with the status that the table of codes gives it. */
function expectRefused(reply: Reply<unknown>, code: string): Refused {
  const refused = refusal(reply, code);
  expect(refused).toMatchObject({ code, message: expect.stringMatching(/[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/iu) });
  expect(reply.status).toBe(refusalTable[code]?.status);
  return refused;
}

/** Asks for something that is refused, and looks whether anything was left behind. */
async function refusedWithoutTrace(code: string, ask: () => Promise<Reply<unknown>>): Promise<void> {
  const before = await state();
  expectRefused(await ask(), code);
  expect(await state()).toEqual(before);
}

const pdfHeaders = { headers: { 'content-type': 'application/pdf' } };
const putFile = async (name: string, bytes: Uint8Array) =>
  (await office.as('vanthu')).put(`/api/uploads?name=${encodeURIComponent(name)}`, bytes, pdfHeaders);
const arrival = (more: object = {}) => ({
  senderAgencyId: null,
  senderName: 'Sở Tài chính',
  numberAndSymbol: '12/STC-NS',
  documentDate: today(),
  kind: 'cong-van',
  abstract: 'thử nhận tệp',
  signerName: null,
  urgency: 'normal',
  answerBy: null,
  ...more,
});
const receive = async (bytes: Uint8Array, more: object = {}) => {
  const ticket = await office.upload('vanthu', 'den.pdf', bytes);
  return (await office.as('vanthu')).post('/api/incoming/documents', { ticket, fields: arrival(more) });
};

describe('files', () => {
  it('an empty upload', () => refusedWithoutTrace('FILE.EMPTY', () => putFile('rong.pdf', new Uint8Array())));

  it('a text that is called .pdf', () =>
    refusedWithoutTrace('FILE.NOT_PDF', () => putFile('van-ban.pdf', Buffer.from('Kính gửi: ...'.repeat(200)))));

  it('a PDF that breaks off', async () => {
    const whole = await (await Paper.draft(office)).file();
    await refusedWithoutTrace('FILE.TRUNCATED', () => receive(truncated(whole)));
  });

  it('a PDF with a password', () => refusedWithoutTrace('FILE.ENCRYPTED', () => receive(withPassword())));

  it('a PDF that runs a script or starts a program', async () => {
    await refusedWithoutTrace('FILE.ACTIVE_CONTENT', () => receive(withScript()));
    await refusedWithoutTrace('FILE.ACTIVE_CONTENT', () => receive(withLaunch()));
  });

  it('300 MB, announced or not: refused as soon as that is known, and nothing stays', async () => {
    const before = await state();
    for (const announced of [true, false]) {
      const { reply, sentBytes } = await sendLazily(300 * 1_048_576, announced);
      expectRefused(reply, 'FILE.TOO_LARGE');
      expect(sentBytes).toBeLessThan(150 * 1_048_576);
    }
    expect(await state()).toEqual(before);
  }, 60_000);

  it('a ticket of somebody else, a forged one, and one that is none', async () => {
    const ticket = await office.upload('tt.vanthu', 'cua-nguoi-khac.pdf', plainPdf());
    const clerk = await office.as('vanthu');
    const use = (one: string) => () => clerk.post('/api/incoming/documents', { ticket: one, fields: arrival() });
    await refusedWithoutTrace('FILE.BAD_TICKET', use(ticket));
    await refusedWithoutTrace('FILE.BAD_TICKET', use(`${ticket.slice(0, -4)}AAAA`));
    await refusedWithoutTrace('FILE.BAD_TICKET', use('phieu'));
  });
});

/** Sends as many zeros as are taken, a piece at a time, and stops when the door has answered. */
async function sendLazily(bytes: number, announced: boolean): Promise<{ reply: Reply<unknown>; sentBytes: number }> {
  const { credentials } = await office.as('vanthu');
  const url = new URL('/api/uploads?name=lon.pdf', office.system.url);
  const piece = Buffer.alloc(1_048_576);
  Buffer.from('%PDF-1.7\n').copy(piece);
  let sentBytes = 0;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'PUT',
      headers: {
        ...credentials,
        'content-type': 'application/pdf',
        'idempotency-key': randomUUID(),
        ...(announced ? { 'content-length': bytes } : {}),
      },
    });
    let answered = false;
    sent.on('response', (response) => {
      answered = true;
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
        resolve({ reply: { status: response.statusCode ?? 0, headers: new Headers(), body }, sentBytes });
        sent.destroy();
      });
    });
    sent.on('error', (error) => answered || reject(error));
    const more = () => {
      while (!answered && sentBytes < bytes && !sent.destroyed) {
        sentBytes += piece.length;
        if (!sent.write(piece)) return void sent.once('drain', more);
      }
    };
    more();
  });
}

describe('words', () => {
  const drafter = () => office.as('cvvanhoa');
  const draft = async (more: object) => {
    const input = await Paper.input(office, {}, chauMinh);
    return (await drafter()).post('/api/outgoing/documents', { ...input, ...more });
  };

  it('a kind that is not among the 29, and a body that is not of its kind', async () => {
    await refusedWithoutTrace('OUTGOING.UNKNOWN_KIND', () => draft({ kind: 'chi-du' }));
    await refusedWithoutTrace('OUTGOING.BODY_DOES_NOT_FIT_KIND', () => draft({ kind: 'cong-van' }));
    await refusedWithoutTrace('INCOMING.UNKNOWN_KIND', () => receive(plainPdf(), { kind: 'chi-du' }));
  });

  it('an agency that nobody knows', async () => {
    const stranger = { kind: 'agency', agencyId: randomUUID(), name: 'Không có cơ quan này' };
    await refusedWithoutTrace('DIRECTORY.UNKNOWN_AGENCY', () => draft({ recipients: [stranger] }));
    await refusedWithoutTrace('DIRECTORY.UNKNOWN_AGENCY', () => receive(plainPdf(), { senderAgencyId: randomUUID() }));
  });

  it('input that is not as the contract says, and no JSON at all', async () => {
    await refusedWithoutTrace('REQUEST.INVALID', () => draft({ abstract: '' }));
    await refusedWithoutTrace('REQUEST.INVALID', () => draft({ recipients: 'mọi nơi' }));
    const headers = { 'content-type': 'application/json' };
    await refusedWithoutTrace('GATEWAY.BAD_REQUEST', async () =>
      (await drafter()).post('/api/outgoing/documents', '{"kind":', { headers }),
    );
  });

  it('a secret document is neither drafted nor kept (R-GEN-04)', () =>
    refusedWithoutTrace('OUTGOING.SECRET', () => draft({ abstract: 'TUYỆT MẬT: phương án bảo vệ' })));
});

describe('commands', () => {
  it('the same twice, with the same content: one effect, one answer', async () => {
    const input = await Paper.input(office, {}, chauMinh);
    const before = await state();
    const commandId = randomUUID();
    const drafter = await office.as('cvvanhoa');
    const ask = () => drafter.post<{ id: string }>('/api/outgoing/documents', input, { commandId });
    const [first, second] = await Promise.all([ask(), ask()]);
    const third = await ask();
    expect([first.status, second.status, third.status].every((status) => status < 300)).toBe(true);
    expect(new Set([first, second, third].map(({ body }) => body.id)).size).toBe(1);
    expect((await state()).outgoingDocuments).toBe(before.outgoingDocuments + 1);
  });

  it('the same twice, with other content or by somebody else: refused', async () => {
    const input = await Paper.input(office, {}, chauMinh);
    const commandId = randomUUID();
    await office.post('cvvanhoa', '/api/outgoing/documents', input, commandId);
    const { outgoingDocuments } = await state();
    const other = { ...input, abstract: 'Về việc khác' };
    const again = await (await office.as('cvvanhoa')).post('/api/outgoing/documents', other, { commandId });
    expectRefused(again, 'COMMAND.REUSED_ID');
    const thief = await (await office.as('cvkinhte')).post('/api/outgoing/documents', input, { commandId });
    expectRefused(thief, 'COMMAND.REUSED_ID');
    expect((await state()).outgoingDocuments).toBe(outgoingDocuments);
  });

  it('without an id: refused', async () => {
    const input = await Paper.input(office, {}, chauMinh);
    await refusedWithoutTrace('COMMAND.ID_REQUIRED', async () =>
      (await office.as('cvvanhoa')).post('/api/outgoing/documents', input, { headers: { 'idempotency-key': '' } }),
    );
  });

  it('two clerks at once on one document: one number, and the other is told', async () => {
    const paper = await (await Paper.draft(office)).bring('signed');
    const orders = await Promise.all(
      ['vanthu', 'vanthu2'].map(async (clerk) => {
        const activationId = await office.activate(clerk, 'organisation', [await paper.version()]);
        return { clerk: await office.as(clerk), body: { ...(await paper.seen()), activationId } };
      }),
    );
    const replies = await Promise.all(orders.map(({ clerk, body }) => clerk.post(`${paper.path}/allot-number`, body)));
    expect(replies.filter(({ status }) => status < 300)).toHaveLength(1);
    const told = replies.find(({ status }) => status >= 300) as Reply<unknown>;
    expectRefused(told, 'OUTGOING.ALREADY_DONE');
    const sealed = await paper.until('sealed');
    expect(sealed.timeline.filter(({ act }) => act === 'allot-number')).toHaveLength(1);
  }, 30_000);

  it('two clerks at once in one series: two numbers, one after the other', async () => {
    const hands = [chauMinh, { ...chauMinh, clerk: 'vanthu2' }];
    const papers = await Promise.all(
      hands.map(async (those) => (await Paper.draft(office, { hands: those })).bring('signed')),
    );
    const given = await Promise.all(papers.map((paper) => paper.orderNumber()));
    const numbers = given.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
    await Promise.all(papers.map((paper) => paper.until('sealed')));
  }, 30_000);

  it('two edits at once: the later one is told that its version is old', async () => {
    const paper = await Paper.draft(office);
    const { version } = await paper.detail();
    const drafter = await office.as('cvvanhoa');
    const edit = (abstract: string) =>
      drafter.put(paper.path, { ...(paper.input as object), abstract, documentId: paper.id, version });
    const replies = await Promise.all([edit('Về việc thứ nhất'), edit('Về việc thứ hai')]);
    expect(replies.filter(({ status }) => status < 300)).toHaveLength(1);
    expectRefused(replies.find(({ status }) => status >= 300) as Reply<unknown>, 'REQUEST.STALE_VERSION');
  });
});

describe('signatures', () => {
  it('R-SIG-08: a document cannot be planned for somebody without authority', async () => {
    const draft = async (signer: string, more: object = {}) => {
      const input = await Paper.input(office, {}, { ...chauMinh, signer });
      return (await office.as('cvvanhoa')).post('/api/outgoing/documents', { ...input, ...more });
    };
    await refusedWithoutTrace('DIRECTORY.NO_AUTHORITY', () => draft('cvkinhte'));
    // TL. is given to the head of the office for letters alone.
    await refusedWithoutTrace('DIRECTORY.NO_AUTHORITY', () => draft('chanhvanphong'));
    await refusedWithoutTrace('DIRECTORY.NO_AUTHORITY', () => draft('tt.chutich'));
  });

  it('R-DRF-08: nobody but the planned signer signs, and nothing is signed before its turn', async () => {
    const paper = await (await Paper.draft(office)).bring('submitted');
    const activationId = await office.activate('chutich', 'personal', [await paper.version()]);
    const order = { ...(await paper.seen()), activationId };
    const leader = await office.as('chutich');
    await refusedWithoutTrace('OUTGOING.NOT_THE_TURN', () => leader.post(`${paper.path}/sign`, order));
    await paper.bring('form-checked');
    const deputy = await office.as('phochutich');
    // The deputy is no reader of it: to him it does not exist.
    await refusedWithoutTrace('REQUEST.NOT_FOUND', () => deputy.post(`${paper.path}/sign`, order));
    const clerk = await office.as('vanthu');
    await refusedWithoutTrace('ACCESS.NOT_ALLOWED', () => clerk.post(`${paper.path}/sign`, order));
    expect((await paper.detail()).state).toBe('form-checked');
  }, 30_000);

  it('R-DRF-07: what was changed between view and signature is not signed', async () => {
    const paper = await (await Paper.draft(office)).bring('form-checked');
    const seen = await paper.seen('chutich');
    const { version } = await paper.detail();
    const changed = { ...(paper.input as object), abstract: 'Về việc khác hẳn', documentId: paper.id, version };
    const drafter = await office.as('cvvanhoa');
    expect((await drafter.put(paper.path, changed)).status).toBeLessThan(300);
    await paper.bring('form-checked');
    const leader = await office.as('chutich');
    const activationId = await office.activate('chutich', 'personal', [await paper.version()]);
    await refusedWithoutTrace('OUTGOING.OTHER_MANIFEST', () =>
      leader.post(`${paper.path}/sign`, { ...seen, activationId }),
    );
    expect((await paper.detail()).state).toBe('form-checked');
    // Whoever checks decides on what he saw, too.
    expectRefused(
      await (await office.as('chanhvanphong')).post(`${paper.path}/check-form`, seen),
      'OUTGOING.ALREADY_DONE',
    );
  }, 30_000);
});

describe('tokens sent straight to a service', () => {
  let gateway: Wire;
  let leader: Actor;
  beforeAll(async () => {
    gateway = await Wire.tap(office, 'gateway');
    const position = await office.positionOf('chutich');
    leader = {
      personId: await office.personIdOf('chutich'),
      personName: 'Nguyễn Thành Long',
      positionId: position.positionId,
      positionTitle: position.title,
      agencyId: position.agencyId,
      unitId: null,
      roles: ['signer', 'director', 'leadership', 'clerk'],
      headOf: [],
    };
  });
  afterAll(() => gateway?.close());

  const aud = outgoing.FindOutgoing.subject;
  const find = { limit: 1, text: '' };
  const refusedAs = (code: string) => ({ outcome: 'refused', refusal: { code } });

  it('signed by the door, fresh and for this request: answered', async () => {
    const token = gateway.token(await gateway.keyOf('gateway'), { iss: 'gateway', aud, actor: leader });
    expect(await gateway.ask(outgoing.FindOutgoing, token, find)).toMatchObject({ outcome: 'done' });
  });

  it('forged, expired, for another request, unsigned or in the name of a service that may not: refused', async () => {
    const real = await gateway.keyOf('gateway');
    const signed = (claims: object, key = real) =>
      gateway.token(key, { iss: 'gateway', aud, actor: leader, ...claims });
    const [head, body] = signed({}).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const bad = [
      signed({}, gateway.ownKey()),
      signed({ ageSeconds: 90 }),
      signed({ aud: outgoing.GetOutgoing.subject }),
      `${head}.${body}.AAAA`,
      none,
      signed({ iss: 'cli' }),
      'mã',
    ];
    for (const token of bad)
      expect(await gateway.ask(outgoing.FindOutgoing, token, find)).toMatchObject(refusedAs('ACCESS.BAD_TOKEN'));
    // A real key, of a service that nobody lets speak for a person here.
    const stats = gateway.token(await gateway.keyOf('stats'), { iss: 'stats', aud, actor: leader });
    expect(await gateway.ask(outgoing.FindOutgoing, stats, find)).toMatchObject(refusedAs('ACCESS.NOT_ALLOWED'));
    const asService = gateway.token(real, { iss: 'gateway', aud });
    expect(await gateway.ask(outgoing.FindOutgoing, asService, find)).toMatchObject(refusedAs('ACCESS.NOT_ALLOWED'));
  });

  it('the broker lets a service neither tell what others do nor answer for them', async () => {
    const stats = await Wire.tap(office, 'stats');
    try {
      await expect(stats.publish('ev.outgoing.outgoing-document.issued.x')).rejects.toThrow(/permission/i);
      await expect(stats.publish('rq.stats.get-coverage')).rejects.toThrow(/permission/i);
    } finally {
      await stats.close();
    }
  });
});
