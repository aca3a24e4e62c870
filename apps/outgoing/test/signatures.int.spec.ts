import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { people } from './people.js';
import { type FakeSigner, judgedSignature, judgementOf, stampingSigner } from './signers.js';
import { type Detail, World } from './world.js';

const { AllotNumber, RetryJob, ReturnDraft, Sign } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());
afterEach(() => {
  world.signer = stampingSigner;
});

const wish = (document: Detail) => ({
  documentId: document.id,
  manifestHash: document.manifest.hash,
  activationId: randomUUID(),
});
const signing = async (): Promise<Detail> => {
  const document = await world.until('form-checked');
  await world.done(Sign, wish(document), people.signer);
  return world.get(document.id);
};
const numbered = async (): Promise<Detail> => {
  const document = await world.until('signed');
  await world.done(AllotNumber, wish(document), people.clerk);
  return world.get(document.id);
};
const signer = { kind: 'person' as const, personId: people.signer.personId, name: 'Trần Văn Bình' };
/** Signs as usual and lets the judge say something else of each signature. */
const judgedAs =
  (change: (field: string) => Parameters<typeof judgedSignature>[2]): FakeSigner =>
  async (pdf, order, at) => {
    const made = await stampingSigner(pdf, order, at);
    const signatures = made.judgement.signatures.map((one) => ({ ...one, ...change(one.field) }));
    return { pdf: made.pdf, judgement: { ...made.judgement, signatures } };
  };

describe('a personal signature is taken only as ordered', () => {
  it('the signed file becomes the file of the document, and the event tells the plan', async () => {
    const { id } = await signing();
    await world.signOrdered(id);
    expect(await world.get(id)).toMatchObject({
      state: 'signed',
      waitingFor: 'Văn thư cấp số',
      acts: ['return', 'allot-number'],
    });
    const event = (await world.bed.events(outgoing.PersonallySigned)).find((e) => e.aggregateId === id);
    expect(event?.payload).toMatchObject({ step: 1, plan: [{ signedAt: world.at }, { signedAt: null }] });
  });
  it('signed elsewhere in a field of its own it is taken when that is told; the plan remembers where, and the number follows', async () => {
    const elsewhere: FakeSigner = (pdf, order, at) => stampingSigner(pdf, { ...order, field: 'ChuKy1' }, at);
    world.signer = elsewhere;
    const refused = await signing();
    await world.signOrdered(refused.id);
    expect(await world.get(refused.id)).toMatchObject({ state: 'form-checked', job: { state: 'failed' } });

    const { id } = await signing();
    await world.signOrdered(id, { field: 'ChuKy1' });
    const signed = await world.get(id);
    expect(signed).toMatchObject({ state: 'signed', plan: [{ field: 'ky_ca_nhan_1', signedField: 'ChuKy1' }, {}] });
    world.signer = stampingSigner;
    await world.done(AllotNumber, wish(signed), people.clerk);
    await world.signOrdered(id);
    expect(await world.get(id)).toMatchObject({ state: 'sealed' });
  });
  it.each<[string, FakeSigner]>([
    [
      'a file that does not begin with what was sent',
      async (_, order, at) => {
        const pdf = Buffer.from(`%PDF-1.7 something else ${order.jobId}`);
        return { pdf, judgement: judgementOf(pdf, at, [judgedSignature(order.field, signer)]) };
      },
    ],
    [
      'a judgement of another file',
      async (pdf, order, at) => {
        const made = await stampingSigner(pdf, order, at);
        return { ...made, judgement: { ...made.judgement, fileSha256: 'c'.repeat(64) } };
      },
    ],
    ['a broken signature', judgedAs(() => ({ integrity: 'bad' }))],
    ['a file changed after signing', judgedAs(() => ({ changes: 'form' }))],
    [
      'a signature of somebody else',
      judgedAs(() => ({ owner: { kind: 'person', personId: randomUUID(), name: 'Khác' } })),
    ],
    [
      'a signature of the organisation',
      judgedAs(() => ({ owner: { kind: 'organisation', agencyId: randomUUID(), name: 'Khác' } })),
    ],
    ['a signature in another field', judgedAs(() => ({ field: 'khac' }))],
    ['a failed signature', judgedAs(() => ({ indication: 'TOTAL_FAILED' }))],
  ])('not taken: %s', async (_, fake) => {
    const before = await signing();
    world.signer = fake;
    await world.signOrdered(before.id);
    const after = await world.get(before.id);
    expect(after).toMatchObject({ state: 'form-checked', job: { state: 'failed' }, waitingFor: 'Trần Văn Bình ký' });
    expect(after.job?.reasonVi).toBeTruthy();
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId: before.id, act: 'view' }, people.drafter);
    expect(file.sha256).toBe(before.manifest.files[0]?.sha256);
    expect((await world.bed.events(outgoing.SigningRefused)).some((e) => e.aggregateId === before.id)).toBe(true);
  });
  it('not taken: made over another manifest', async () => {
    const { id } = await signing();
    await world.signOrdered(id, { manifestHash: 'd'.repeat(64) });
    expect(await world.get(id)).toMatchObject({ state: 'form-checked', job: { state: 'failed' } });
  });
  it('told twice, or of a job that nobody waits for, nothing changes', async () => {
    const { id } = await signing();
    await world.signOrdered(id);
    const traces = await world.traces();
    await world.signOrdered(id);
    await world.signOrdered(id, { jobId: randomUUID() });
    await world.failOrdered(id, 'failed');
    expect(await world.traces()).toEqual(traces);
  });
});

describe('a personal signature that is not made', () => {
  it('without activation the job waits, and the signer continues the same job', async () => {
    const { id, manifest } = await signing();
    await world.failOrdered(id, 'needs-activation');
    const waiting = await world.get(id, people.signer);
    expect(waiting).toMatchObject({
      state: 'signing',
      jobState: 'needs-activation',
      waitingFor: 'Trần Văn Bình mở lại khóa để ký tiếp',
      acts: ['return', 'sign'],
    });
    const again = { documentId: id, activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_THE_SIGNER', RetryJob, again, people.clerk);
    const { jobId } = await world.done(RetryJob, again, people.signer);
    const [first, second] = await world.orders(id);
    expect(second).toEqual({ ...first, activationId: again.activationId });
    expect(second?.jobId).toBe(jobId);
    await world.failOrdered(id, 'needs-activation');
    await world.done(Sign, { documentId: id, manifestHash: manifest.hash, activationId: randomUUID() }, people.signer);
    expect((await world.orders(id)).map((order) => order.jobId)).toEqual([jobId, jobId, jobId]);
    await world.signOrdered(id);
    expect(await world.get(id)).toMatchObject({ state: 'signed' });
  });
  it('the signer may return it instead', async () => {
    const { id } = await signing();
    await world.failOrdered(id, 'needs-activation');
    await world.done(ReturnDraft, { documentId: id, reason: 'Để lại' }, people.signer);
    expect(await world.get(id)).toMatchObject({ state: 'draft', job: null });
  });
  it('refused: back at the desk of the signer with the reason', async () => {
    const { id } = await signing();
    await world.failOrdered(id, 'refused');
    expect(await world.get(id, people.signer)).toMatchObject({
      state: 'form-checked',
      job: { state: 'refused', reasonVi: 'Chưa có khóa.' },
      acts: ['return', 'sign'],
    });
    await world.refuses('OUTGOING.NO_JOB', RetryJob, { documentId: id, activationId: randomUUID() }, people.signer);
  });
});

describe('R-ORG-08 a seal is taken only when the personal signature holds', () => {
  it('R-ORG-08 the personal signature is then changed by form filling only', async () => {
    const { id } = await numbered();
    await world.signOrdered(id);
    expect(await world.get(id)).toMatchObject({ state: 'sealed' });
  });
  it.each<[string, FakeSigner]>([
    ['the personal signature is broken', judgedAs((f) => (f === 'ky_ca_nhan_1' ? { integrity: 'bad' } : {}))],
    ['more than the form was changed', judgedAs((f) => (f === 'ky_ca_nhan_1' ? { changes: 'annotation' } : {}))],
    [
      'the seal is of another agency',
      judgedAs((f) =>
        f === 'ky_co_quan_1' ? { owner: { kind: 'organisation', agencyId: randomUUID(), name: 'X' } } : {},
      ),
    ],
    ['the seal is broken', judgedAs((f) => (f === 'ky_co_quan_1' ? { integrity: 'bad' } : {}))],
    ['the seal is a person', judgedAs((f) => (f === 'ky_co_quan_1' ? { owner: signer } : {}))],
  ])('R-ORG-08 not taken when %s: it stays numbered, in sight', async (_, fake) => {
    const before = await numbered();
    world.signer = fake;
    await world.signOrdered(before.id);
    expect(await world.get(before.id)).toMatchObject({
      state: 'numbered',
      numberAndSymbol: before.numberAndSymbol,
      jobState: 'failed',
      acts: ['retry-seal'],
    });
  });
  it('numbered and not sealed is among the clerk’s own, and a new activation continues with the same number', async () => {
    const { id, numberAndSymbol } = await numbered();
    expect((await world.find(people.clerk, { mine: 'true', state: 'numbered', limit: '200' })).items).toContainEqual(
      expect.objectContaining({ id, jobState: 'waiting', acts: [] }),
    );
    await world.failOrdered(id, 'needs-activation');
    expect(await world.get(id)).toMatchObject({
      waitingFor: 'Văn thư mở lại khóa của cơ quan để đóng dấu',
      acts: ['retry-seal'],
    });
    await world.done(RetryJob, { documentId: id, activationId: randomUUID() }, people.otherClerk);
    const orders = await world.orders(id);
    expect(orders.at(-1)).toEqual({ ...orders.at(-2), activationId: orders.at(-1)?.activationId });
    await world.signOrdered(id);
    expect(await world.get(id)).toMatchObject({ state: 'sealed', numberAndSymbol });
  });
});
