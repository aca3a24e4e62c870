import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { collect, isPrefix } from '@vanthu/pades';
import { type Made, made, type Order, outcomes, PIN, type SigningBed, signingBed } from './signing-bed.js';
import { SigningProcess } from './signing-process.js';

/** One PIN for many documents, and what becomes of each. */
const minutes = 60_000;

/** Orders for so many documents that are laid out alike, each with an id and manifest of its own. */
async function orders(bed: SigningBed, count: number): Promise<Order[]> {
  const draft = await bed.draft();
  return Array.from({ length: count }, () => bed.order(draft));
}
async function sendAll(bed: SigningBed, many: readonly Order[], activationId: string): Promise<void> {
  for (const order of many) {
    const payload = { ...order, activationId };
    await bed.emit(
      outgoing.SignatureRequested,
      { aggregateId: order.documentId, payload, actor: bed.signer },
      { wait: false },
    );
  }
}
const madeOf = async (bed: SigningBed): Promise<Made[]> =>
  (await bed.events(signing.SignatureMade)).map(({ payload }) => payload as Made);
/** Asked often: a count, not the rows. */
async function count(bed: SigningBed, from: string): Promise<number> {
  const [row] = await bed.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return row?.count ?? 0;
}
const TOLD = `outbox WHERE aggregate = 'signing-job'`;
const documentsOf = (many: readonly { documentId: string }[]) => many.map(({ documentId }) => documentId).sort();

describe('two hundred documents, and the power goes in the middle', () => {
  let bed: SigningBed;
  let service: SigningProcess;

  beforeAll(async () => {
    bed = await signingBed({ logLevel: 'silent' });
    await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
    await bed.service.close();
    service = new SigningProcess(bed);
    service.start();
  }, 2 * minutes);
  afterAll(async () => {
    await service?.kill();
    await bed?.close();
  }, minutes);

  it(
    'after a new activation exactly two hundred have been signed, each once',
    async () => {
      const all = await orders(bed, 200);
      const first = await eventually(
        () => bed.activate(bed.signer, 'personal', all).catch(() => undefined),
        'the process answers',
        minutes,
      );
      await sendAll(bed, all, first);
      await eventually(async () => (await count(bed, TOLD)) >= 70, 'seventy signatures', minutes);
      await service.kill();
      const before = documentsOf(await madeOf(bed));
      expect(before.length).toBeLessThan(200);
      service.start();
      // What the dead process had opened is gone: the rest asks for the PIN again, document by document.
      const rest = await eventually(
        async () => {
          const open = `signing_job WHERE state NOT IN ('done', 'needs-activation')`;
          const isSettled = (await count(bed, 'signing_job')) === 200 && (await count(bed, open)) === 0;
          const done = new Set(isSettled ? documentsOf(await madeOf(bed)) : []);
          return isSettled && all.filter(({ documentId }) => !done.has(documentId));
        },
        'every document is signed or waits for a key',
        2 * minutes,
      );
      const second = await bed.activate(bed.signer, 'personal', rest);
      // Ordered all once more: a clerk does not know which were done.
      await sendAll(bed, all, second);
      await eventually(
        async () => (await count(bed, `signing_job WHERE state = 'done'`)) === 200,
        'two hundred signatures',
        2 * minutes,
      );
      const jobs = await bed.rows<{ state: string; output: string }>(
        `SELECT state, result->>'outputSha256' AS output FROM signing_job`,
      );
      expect(jobs.map(({ state }) => state)).toEqual(Array(200).fill('done'));
      // Told again is told the same: one output per document, with one signature behind the draft.
      const outputs = new Map<string, Set<string>>();
      for (const { documentId, outputSha256 } of await madeOf(bed))
        outputs.set(documentId, (outputs.get(documentId) ?? new Set()).add(outputSha256));
      expect([...outputs.keys()].sort()).toEqual(documentsOf(all));
      expect([...outputs.values()].every((hashes) => hashes.size === 1)).toBe(true);
      const draft = await bed.store.readBytes(all[0]?.fileSha256 ?? '');
      for (const { output } of jobs) {
        const bytes = await bed.store.readBytes(output);
        expect(isPrefix(draft, bytes)).toBe(true);
        expect(collect(bytes).signatures).toHaveLength(1);
      }
    },
    5 * minutes,
  );
});

describe('large and odd batches', () => {
  let bed: SigningBed;

  beforeAll(async () => {
    bed = await signingBed({ logLevel: 'silent' });
    await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  }, minutes);
  afterAll(() => bed?.close());

  const known = () => count(bed, TOLD);
  const toldSince = (from: number, many: number) =>
    eventually(
      async () => {
        if ((await count(bed, TOLD)) < from + many) return null;
        return (await outcomes(bed)).slice(from);
      },
      `${many} outcomes`,
      2 * minutes,
    );

  it(
    'a thousand documents with one PIN, an outcome for each',
    async () => {
      const from = await known();
      const all = await orders(bed, 1000);
      await sendAll(bed, all, await bed.activate(bed.signer, 'personal', all));
      const told = await toldSince(from, 1000);
      expect(documentsOf(told.map(made))).toEqual(documentsOf(all));
      const jobs = await bed.rows(`SELECT 1 FROM signing_job WHERE state = 'done' AND started = 1`);
      expect(jobs).toHaveLength(1000);
    },
    4 * minutes,
  );

  it('more than a thousand are refused before the PIN is looked at', async () => {
    const documents = (await orders(bed, 1001)).map(({ documentId, manifestHash }) => ({ documentId, manifestHash }));
    const input = { purpose: 'personal' as const, sealedPin: await bed.seal(PIN), documents };
    expect(await bed.ask(signing.OpenActivation, input, { actor: bed.signer })).toMatchObject({
      code: 'REQUEST.INVALID',
    });
  });

  it('the same document in two batches is signed once; both are told the same', async () => {
    const [order] = await orders(bed, 1);
    if (!order) throw new Error('no order');
    const from = await known();
    const [first, second] = [
      await bed.activate(bed.signer, 'personal', [order]),
      await bed.activate(bed.signer, 'personal', [order]),
    ];
    await Promise.all([first, second].map((activationId) => bed.send({ ...order, activationId }, bed.signer)));
    await toldSince(from, 1);
    await bed.send({ ...order, activationId: second }, bed.signer);
    const told = (await toldSince(from, 2)).map(made);
    expect(new Set(told.map(({ outputSha256 }) => outputSha256)).size).toBe(1);
    expect(await bed.rows(`SELECT started FROM signing_job WHERE document_id = $1`, [order.documentId])).toEqual([
      { started: 1 },
    ]);
  });

  it('an activation that has expired between opening and use signs nothing; the document waits for the next', async () => {
    const [order] = await orders(bed, 1);
    if (!order) throw new Error('no order');
    const activationId = await bed.activate(bed.signer, 'personal', [order]);
    const { now } = Date;
    try {
      Date.now = () => now() + 11 * minutes;
      expect(await bed.sign({ ...order, activationId }, bed.signer)).toMatchObject({
        outcome: 'needs-activation',
        code: 'SIGNING.NO_ACTIVATION',
      });
    } finally {
      Date.now = now;
    }
    made(await bed.sign(await bed.opened(bed.signer, order), bed.signer));
  });

  it('R-SIG-09: a certificate revoked in mid-batch signs nothing from the next document on', async () => {
    const issued = await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
    const all = await orders(bed, 3);
    const activationId = await bed.activate(bed.signer, 'personal', all);
    const [first, ...rest] = all;
    if (!first) throw new Error('no order');
    made(await bed.sign({ ...first, activationId }, bed.signer));
    bed.pki.revoke(issued.certificate, { at: new Date(Date.now() - minutes) });
    bed.publishCrl();
    for (const order of rest)
      expect(await bed.sign({ ...order, activationId }, bed.signer)).toMatchObject({
        outcome: 'refused',
        code: 'SIGNING.CERTIFICATE_REVOKED',
      });
  });
});
