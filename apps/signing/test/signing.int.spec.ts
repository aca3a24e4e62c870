import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { inspectPdf, isPrefix } from '@vanthu/pades';
import { colleagueOf, sampleActor } from '@vanthu/testing';
import type { Issued } from '@vanthu/testpki';
import { isMade, made, type Order, outcomes, type SigningBed, signingBed } from './signing-bed.js';

let bed: SigningBed;
let personal: Issued;
let organisation: Issued;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  personal = await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh', keyType: 'rsa' });
  organisation = await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

const keptFiles = () => readdirSync(bed.keptPath('').replace(/[^/]*$/, ''), { recursive: true }).length;
const evidenceRows = (documentId: string) => bed.rows('SELECT * FROM evidence WHERE document_id = $1', [documentId]);
const job = async ({ documentId, step }: Order) =>
  (
    await bed.rows<{ state: string; started: number }>(
      'SELECT state, started FROM signing_job WHERE document_id = $1 AND step = $2',
      [documentId, step],
    )
  )[0];

describe('a document with both signatures', () => {
  it('is signed by its leader, then numbered, dated and sealed in one increment; both signatures are judged valid', async () => {
    const draft = await bed.draft();
    const order = await bed.opened(bed.signer, bed.order(draft));
    const signed = made(await bed.sign(order, bed.signer));
    expect(signed).toMatchObject({
      documentId: order.documentId,
      jobId: order.jobId,
      step: 1,
      kind: 'personal',
      manifestHash: order.manifestHash,
      inputSha256: draft,
      judgement: {
        answer: 'valid',
        fileSha256: signed.outputSha256,
        signatures: [
          {
            field: 'ky_ca_nhan_1',
            covers: 'file',
            integrity: 'ok',
            changes: 'none',
            indication: 'TOTAL_PASSED',
            level: 'B-B',
            certificateSha256: personal.certificate.fingerprintSha256,
            owner: { kind: 'person', personId: bed.signer.personId },
          },
        ],
      },
    });

    const sealOrder = await bed.opened(bed.clerk, bed.sealOrder(signed));
    const sealed = made(await bed.sign(sealOrder, bed.clerk));
    expect(sealed.judgement).toMatchObject({
      answer: 'valid',
      signatures: [
        { field: 'ky_ca_nhan_1', covers: 'revision', integrity: 'ok', changes: 'form', indication: 'TOTAL_PASSED' },
        {
          field: 'ky_co_quan_1',
          covers: 'file',
          changes: 'none',
          indication: 'TOTAL_PASSED',
          certificateSha256: organisation.certificate.fingerprintSha256,
          owner: { kind: 'organisation', agencyId: bed.agencyId },
        },
      ],
    });

    const [first, second, third] = await Promise.all(
      [draft, signed.outputSha256, sealed.outputSha256].map((sha256) => bed.store.readBytes(sha256)),
    );
    expect(isPrefix(first as Uint8Array, second as Uint8Array)).toBe(true);
    expect(isPrefix(second as Uint8Array, third as Uint8Array)).toBe(true);
    expect(sealed.outputBytes).toBe(third?.length);

    const judged = (await bed.events(signing.DocumentJudged)).filter((e) => e.aggregateId === order.documentId);
    expect(judged.map((e) => e.aggregateSequence)).toEqual([1, 2]);
  });

  it('R-VER-08: the certificates, the lists of revoked ones and the result are kept with the document', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    const signed = made(await bed.sign(order, bed.signer));
    await bed.sign(await bed.opened(bed.clerk, bed.sealOrder(signed)), bed.clerk);
    const [, last] = await bed.rows<{ certificates: Buffer[]; revocation: Buffer[]; answer: string }>(
      'SELECT certificates, revocation, answer FROM evidence WHERE document_id = $1 ORDER BY evidence_id',
      [order.documentId],
    );
    const used = [personal, organisation].map(({ certificate }) => certificate);
    const expected = [...used, bed.pki.intermediate, bed.pki.root].map(({ der }) => Buffer.from(der).toString('hex'));
    expect(last?.certificates.map((der) => der.toString('hex')).sort()).toEqual(expected.sort());
    // The issuing CA's list and the root's.
    expect(last?.revocation).toHaveLength(2);
    expect(last?.answer).toBe('valid');
    const seen = await bed.ask(signing.GetEvidence, { documentId: order.documentId }, { actor: bed.signer });
    expect(seen).toMatchObject({ judgement: { answer: 'valid' }, history: [{ answer: 'valid' }, { answer: 'valid' }] });
  });

  it('R-VER-08: the evidence of a document is not for those who may not read it', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    await bed.sign(order, bed.signer);
    for (const actor of [colleagueOf(bed.signer, ['official']), sampleActor({ roles: ['clerk', 'leadership'] })])
      expect(await bed.ask(signing.GetEvidence, { documentId: order.documentId }, { actor })).toMatchObject({
        code: 'REQUEST.NOT_FOUND',
      });
  });
});

describe('one signature per document, step and manifest', () => {
  it('ordered twice, it is made once, and the stored result is told again', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    const first = made(await bed.sign(order, bed.signer));
    const again = made(await bed.sign({ ...order, jobId: randomUUID() }, bed.signer));
    expect(again).toEqual(first);
    expect(await bed.rows('SELECT 1 FROM signing_job WHERE document_id = $1', [order.documentId])).toHaveLength(1);
    expect(await evidenceRows(order.documentId)).toHaveLength(1);
    expect((await job(order))?.started).toBe(1);
  });

  it('R-OUT-07: after a voided number the seal is made with the next one, not told from store with the old', async () => {
    const draft = await bed.draft();
    const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(draft)), bed.signer));
    const order = await bed.opened(bed.clerk, bed.sealOrder(signed));
    const first = made(await bed.sign(order, bed.clerk));
    const fill = [{ field: 'so_van_ban', value: '08' }, order.fill[1] as Order['fill'][number]];
    const next = made(await bed.sign(await bed.opened(bed.clerk, { ...order, fill }), bed.clerk));
    expect(next.outputSha256).not.toBe(first.outputSha256);
    const numberOf = async ({ outputSha256 }: { outputSha256: string }) =>
      inspectPdf(await bed.store.readBytes(outputSha256)).textFields.find(({ name }) => name === 'so_van_ban')?.value;
    expect([await numberOf(first), await numberOf(next)]).toEqual(['07', '08']);
  });

  it('ordered twice at once, it is made once', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    await Promise.all([bed.send(order, bed.signer), bed.send(order, bed.signer)]);
    await eventually(async () => (await job(order))?.state === 'done', 'the job is done');
    expect((await job(order))?.started).toBe(1);
    expect(await evidenceRows(order.documentId)).toHaveLength(1);
  });
});

/** Nothing signed: no file, no evidence, no event that says so. */
async function expectNothingSigned(order: Order, by: Actor, code: string, outcome: string): Promise<void> {
  const before = keptFiles();
  const answer = await bed.sign(order, by);
  expect(answer).toMatchObject({ jobId: order.jobId, outcome, code, reasonVi: expect.any(String) });
  expect(keptFiles()).toBe(before);
  expect(await evidenceRows(order.documentId)).toEqual([]);
  const said = (await bed.events()).filter(({ payload }) => (payload as Order).documentId === order.documentId);
  expect(said.map(({ type }) => type)).toEqual([signing.SignatureNotMade.type]);
}

/** A signer whose key and certificate are as the case wants them. */
async function signerWith(issued: Issued, enrolled = true) {
  const actor = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
  await bed.giveKey({ kind: 'person', personId: actor.personId }, { issued, enrolled });
  const signer = { kind: 'person' as const, personId: actor.personId, name: actor.personName };
  const order = await bed.opened(actor, bed.order(await bed.draft(), { signer }));
  return { actor, order };
}

describe('a revocation that is seen is acted upon', () => {
  it('R-SIG-09: the key is marked, no PIN is asked for, and its owner is told once', async () => {
    const person = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
    const issued = bed.pki.issuePerson({ commonName: 'Lê Văn Thôi' });
    await bed.giveKey({ kind: 'person', personId: person.personId }, { issued });
    bed.pki.revoke(issued.certificate, { at: new Date(Date.now() - 60_000) });
    bed.publishCrl();
    for (let i = 0; i < 2; i++)
      await expect(bed.activate(person, 'personal')).rejects.toThrow('SIGNING.CERTIFICATE_REVOKED');
    const [key] = await bed.rows<{ failed_tries: number; revoked_seen_at: Date | null }>(
      'SELECT failed_tries, revoked_seen_at FROM signing_key WHERE owner_id = $1',
      [person.personId],
    );
    expect(key).toEqual({ failed_tries: 0, revoked_seen_at: expect.any(Date) });
    const said = (await bed.events(signing.KeyRevoked)).map(({ payload }) => payload);
    const owner = { kind: 'person', personId: person.personId };
    const ofPerson = said.filter((payload) => JSON.stringify(payload).includes(person.personId));
    expect(ofPerson).toMatchObject([{ owner, certificateSha256: issued.certificate.fingerprintSha256 }]);
  });
});

describe('R-SIG-09: the certificate must belong to the signer and be valid now, or the key is not used', () => {
  it('R-SIG-09: a valid, enrolled certificate signs', async () => {
    const { actor, order } = await signerWith(
      bed.pki.issuePerson({ commonName: 'Trần Thị Mai Hương', keyType: 'rsa' }),
    );
    expect(isMade(await bed.sign(order, actor))).toBe(true);
  });

  const cases: [string, string, () => Issued, boolean][] = [
    ['expired', 'SIGNING.CERTIFICATE_EXPIRED', () => bed.pki.issueExpired(), true],
    [
      'not yet valid',
      'SIGNING.CERTIFICATE_EXPIRED',
      () => bed.pki.issuePerson({ commonName: 'Ngày Mai', validFrom: new Date(Date.now() + 86_400_000) }),
      true,
    ],
    ['for another use of the key', 'SIGNING.CERTIFICATE_UNFIT', () => bed.pki.issueWrongUsage(), true],
    ['of a timestamp authority', 'SIGNING.CERTIFICATE_UNFIT', () => bed.pki.issueTimestampAuthority(), true],
    ['of an unknown root', 'SIGNING.CERTIFICATE_UNTRUSTED', () => bed.pki.issueFromUnknownRoot(), true],
    ['enrolled for nobody', 'SIGNING.CERTIFICATE_NOT_ENROLLED', () => bed.pki.issuePerson({ commonName: 'Lạ' }), false],
  ];
  it.each(cases)('R-SIG-09: a certificate %s is refused (%s)', async (_what, code, issued, enrolled) => {
    const { actor, order } = await signerWith(issued(), enrolled);
    await expectNothingSigned(order, actor, code, 'refused');
  });

  it("R-SIG-09: somebody else's certificate is refused", async () => {
    const issued = bed.pki.issuePerson({ commonName: 'Người Khác' });
    bed.enrol(issued, { kind: 'person', personId: randomUUID() });
    const { actor, order } = await signerWith(issued, false);
    await expectNothingSigned(order, actor, 'SIGNING.CERTIFICATE_NOT_ENROLLED', 'refused');
  });

  it("R-SIG-09: the organisation's certificate does not make a personal signature", async () => {
    const issued = bed.pki.issueOrganisation({ commonName: 'UBND' });
    bed.enrol(issued, { kind: 'organisation', agencyId: bed.agencyId });
    const { actor, order } = await signerWith(issued, false);
    await expectNothingSigned(order, actor, 'SIGNING.CERTIFICATE_NOT_ENROLLED', 'refused');
  });

  it('R-SIG-09: an enrolment that has ended is none', async () => {
    const { actor, order } = await signerWith(bed.pki.issuePerson({ commonName: 'Đã thôi' }));
    const ended = bed.enrolments.at(-1);
    if (ended) ended.validTo = new Date(Date.now() - 1000).toISOString();
    await expectNothingSigned(order, actor, 'SIGNING.CERTIFICATE_NOT_ENROLLED', 'refused');
  });

  it('R-SIG-09: a certificate on a list published meanwhile is refused without a restart', async () => {
    const issued = bed.pki.issuePerson({ commonName: 'Bị Thu Hồi' });
    const { actor, order } = await signerWith(issued);
    bed.pki.revoke(issued.certificate, { at: new Date(Date.now() - 60_000) });
    bed.publishCrl();
    await expectNothingSigned(order, actor, 'SIGNING.CERTIFICATE_REVOKED', 'refused');
  });

  it('a refusal costs no use: the same activation signs when the reason is gone', async () => {
    const issued = bed.pki.issuePerson({ commonName: 'Gắn Sau' });
    const { actor, order } = await signerWith(issued, false);
    expect(isMade(await bed.sign(order, actor))).toBe(false);
    bed.enrol(issued, { kind: 'person', personId: actor.personId });
    expect(made(await bed.sign(order, actor)).jobId).toBe(order.jobId);
  });
});

describe('the activation', () => {
  it("another person's activation does not sign, and loses no use by it", async () => {
    const thief = colleagueOf(bed.signer, ['signer']);
    const stolen = await bed.opened(bed.signer, bed.order(await bed.draft()));
    await expectNothingSigned(stolen, thief, 'SIGNING.NO_ACTIVATION', 'needs-activation');
    expect(isMade(await bed.sign(stolen, bed.signer))).toBe(true);
  });

  it('R-ORG-02: a personal activation does not seal', async () => {
    const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
    const order = bed.sealOrder(signed);
    order.activationId = await bed.activate(bed.signer, 'personal', [order]);
    const answer = await bed.sign(order, bed.signer);
    expect(answer).toMatchObject({ outcome: 'needs-activation', code: 'SIGNING.NO_ACTIVATION' });
  });

  it('opened for another document, it is asked for again, and the job goes on with a new one', async () => {
    const first = await bed.opened(bed.signer, bed.order(await bed.draft()));
    expect(isMade(await bed.sign(first, bed.signer))).toBe(true);
    const order = bed.order(await bed.draft(), { activationId: first.activationId });
    await expectNothingSigned(order, bed.signer, 'SIGNING.NO_ACTIVATION', 'needs-activation');
    expect(made(await bed.sign(await bed.opened(bed.signer, order), bed.signer)).jobId).toBe(order.jobId);
  });

  it('a seal that waits goes on with the activation of another clerk', async () => {
    const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
    const order = bed.sealOrder(signed);
    expect(await bed.sign(order, bed.clerk)).toMatchObject({ outcome: 'needs-activation' });
    const other = colleagueOf(bed.clerk, ['clerk']);
    expect(made(await bed.sign(await bed.opened(other, order), other)).kind).toBe('organisation');
  });

  it('is gone after a restart: the job waits for a new one and is then done once', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    await bed.restart();
    expect(await bed.sign(order, bed.signer)).toMatchObject({ outcome: 'needs-activation' });
    expect(isMade(await bed.sign(await bed.opened(bed.signer, order), bed.signer))).toBe(true);
    expect(await evidenceRows(order.documentId)).toHaveLength(1);
  }, 20_000);
});

describe('an opened key signs what was seen and nothing else', () => {
  it('R-ORG-01: neither another file under the hash that was seen, nor the seal before the person', async () => {
    const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
    const { sha256 } = await bed.store.put(
      Buffer.concat([await bed.store.readBytes(order.fileSha256), Buffer.from('\n')]),
    );
    await expectNothingSigned({ ...order, fileSha256: sha256 }, bed.signer, 'SIGNING.NOT_WHAT_WAS_SEEN', 'refused');
    const unsigned = bed.order(await bed.draft(), {
      kind: 'organisation',
      field: 'ky_co_quan_1',
      signer: { kind: 'organisation', agencyId: bed.agencyId, name: 'UBND xã Châu Minh' },
    });
    const early = await bed.opened(bed.clerk, unsigned);
    await expectNothingSigned(early, bed.clerk, 'SIGNING.NOT_WHAT_WAS_SEEN', 'refused');
  });
});

describe('files that cannot be signed', () => {
  it('a file that is gone from the store', async () => {
    const order = await bed.opened(bed.signer, bed.order('f'.repeat(64)));
    await expectNothingSigned(order, bed.signer, 'FILE.LOST', 'refused');
  });

  it('R-VER-02: a file whose bytes were changed in the store after the checks', async () => {
    const draft = await bed.draft();
    const whole = await bed.store.readBytes(draft);
    await bed.change(draft, (bytes) => Buffer.concat([bytes, Buffer.from('\n')]));
    const order = await bed.opened(bed.signer, bed.order(draft));
    await expectNothingSigned(order, bed.signer, 'SIGNING.PDF_REFUSED', 'refused');
    await bed.change(draft, () => whole);
  });

  it('a file without the field, and one that is no PDF', async () => {
    const without = await bed.opened(bed.signer, bed.order(await bed.draft(), { field: 'ky_ca_nhan_9' }));
    await expectNothingSigned(without, bed.signer, 'SIGNING.PDF_REFUSED', 'refused');
    const { sha256 } = await bed.store.put(Buffer.from('không phải PDF'));
    const text = await bed.opened(bed.signer, bed.order(sha256));
    await expectNothingSigned(text, bed.signer, 'SIGNING.PDF_REFUSED', 'refused');
  });
});

it('what was signed while the database of a neighbour was away is tried again and announced once', async () => {
  const { directory } = await import('@vanthu/contracts');
  const order = await bed.opened(bed.signer, bed.order(await bed.draft()));
  let asked = 0;
  await bed.answer(directory.FindEnrolments, ({ certificates }) => {
    asked += 1;
    if (asked < 3) throw new Error('the directory is not well');
    return { enrolments: bed.enrolments.filter((e) => certificates?.includes(e.certificateSha256)) };
  });
  expect(isMade(await bed.sign(order, bed.signer))).toBe(true);
  expect((await outcomes(bed)).filter((o) => o.documentId === order.documentId)).toHaveLength(1);
});
