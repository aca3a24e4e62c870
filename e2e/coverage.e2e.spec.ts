import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OutputOf, type signing, type stats } from '@vanthu/contracts';
import { isRefusal, signPdf } from '@vanthu/pades';
import { waitUntil } from '@vanthu/testing';
import { withAnnotation } from './support/hostile-pdfs.js';
import { KeptFiles } from './support/kept-files.js';
import { Office, today } from './support/office.js';
import { Paper } from './support/paper.js';

type Coverage = OutputOf<typeof stats.GetCoverage>;
type Listed = OutputOf<typeof stats.FindCoverageDocuments>;
type Rejudged = OutputOf<typeof signing.RejudgeDocument>;

let office: Office;
let files: KeptFiles;
beforeAll(async () => {
  office = await Office.open();
  files = new KeptFiles(office);
}, 200_000);
afterAll(() => office?.close());

const period = `from=${today(-30)}&to=${today(30)}`;
const coverage = (username = 'vanthu') => office.get<Coverage>(username, `/api/stats/coverage?${period}`);
const figures = async () => (await coverage()).figures;
const settled = (what: (now: Coverage['figures']) => boolean) =>
  waitUntil(async () => {
    const now = await figures();
    return what(now) && now;
  });
const rejudge = (paper: Paper) => office.post<Rejudged>('vanthu', `/api/signing/documents/${paper.id}/rejudge`);

/** An issued document that is counted with both signatures. */
async function counted(): Promise<{ paper: Paper; whole: Buffer; before: Coverage['figures'] }> {
  const { both } = await figures();
  const paper = await (await Paper.draft(office)).bring('issued');
  const before = await settled((now) => now.both === both + 1);
  return { paper, whole: await paper.file(), before };
}

async function expectBucket(paper: Paper, bucket: string): Promise<void> {
  const path = `/api/stats/coverage/documents?${period}&bucket=${bucket}&limit=200`;
  const { items } = await office.get<Listed>('vanthu', path);
  expect(items.map(({ documentId }) => documentId)).toContain(paper.id);
}

describe('the percentage is counted from judged signatures', () => {
  it('a changed byte lowers it', async () => {
    const { paper, whole, before } = await counted();
    await files.change(whole, (bytes) => {
      const at = bytes.indexOf('stream') + 40;
      bytes[at] = (bytes[at] as number) ^ 1;
      return bytes;
    });
    expect((await rejudge(paper)).judgement.answer).toBe('invalid');
    const after = await settled((now) => now.both === before.both - 1);
    expect(after).toMatchObject({ issued: before.issued, unsigned: before.unsigned + 1 });
    expect(Number(after.percentBoth)).toBeLessThan(Number(before.percentBoth));
    await expectBucket(paper, 'unsigned');
    // The byte is put back: the document counts again.
    await files.change(whole, () => whole);
    expect((await rejudge(paper)).judgement.answer).toBe('valid');
    expect(await settled((now) => now.both === before.both)).toEqual(before);
  }, 60_000);

  it('an annotation that was added afterwards lowers it', async () => {
    const { paper, whole, before } = await counted();
    await files.change(whole, withAnnotation);
    const { judgement } = await rejudge(paper);
    expect(judgement.signatures.map(({ changes }) => changes)).toEqual(['forbidden', 'forbidden']);
    const after = await settled((now) => now.both === before.both - 1);
    expect(after).toMatchObject({ unsigned: before.unsigned + 1, signed: before.signed - 1 });
    expect(Number(after.percentBoth)).toBeLessThan(Number(before.percentBoth));
  }, 60_000);

  it('a wrong signer lowers it: somebody whom nobody has enrolled signed in the place of the leader', async () => {
    const paper = await (await Paper.draft(office)).bring('form-checked');
    const draft = await paper.file();
    const { both } = await figures();
    await paper.bring('issued');
    const before = await settled((now) => now.both === both + 1);
    const whole = await paper.file();
    const stranger = (await office.pki()).issuePerson({ commonName: 'Nguyễn Thành Long' });
    const signed = await signPdf(
      draft,
      { fieldName: 'ky_ca_nhan_1', claimedSigningTime: new Date(), at: new Date() },
      stranger.keyProvider(),
    );
    if (isRefusal(signed)) throw new Error(signed.message);
    await files.change(whole, () => Buffer.from(signed.pdf));
    const { judgement } = await rejudge(paper);
    expect(judgement).toMatchObject({
      answer: 'invalid',
      signatures: [{ integrity: 'ok', owner: { kind: 'unknown' } }],
    });
    const after = await settled((now) => now.both === before.both - 1);
    expect(after.unsigned).toBe(before.unsigned + 1);
    expect(Number(after.percentBoth)).toBeLessThan(Number(before.percentBoth));
    await expectBucket(paper, 'lacking');
  }, 60_000);

  it("another commune's file in its place lowers it, however well that is signed", async () => {
    const { paper, whole, before } = await counted();
    const hands = { drafter: 'tt.chuyenvien', head: 'tt.chanhvanphong', formChecker: 'tt.chanhvanphong' };
    const theirs = await Paper.draft(office, { hands: { ...hands, signer: 'tt.chutich', clerk: 'tt.vanthu' } });
    const other = await (await theirs.bring('issued')).file();
    await files.change(whole, () => other);
    expect((await rejudge(paper)).judgement.answer).toBe('invalid');
    const after = await settled((now) => now.both === before.both - 1);
    expect(after.unsigned).toBe(before.unsigned + 1);
  }, 60_000);

  it('rebuilding ends in identical figures, and what is issued afterwards is counted on', async () => {
    const views = async () => {
      const all = await Promise.all([coverage('vanthu'), coverage('chutich'), coverage('tt.vanthu')]);
      return all.map(({ asOf: _, ...figuresOf }) => figuresOf);
    };
    const before = await views();
    const { jobId } = await office.post<{ jobId: string }>('quantri', '/api/stats/rebuild');
    const rebuilt = () => office.get<{ state: string; entriesRead: number }>('quantri', `/api/stats/rebuild/${jobId}`);
    const done = await waitUntil(
      async () => {
        const now = await rebuilt();
        return now.state !== 'running' && now;
      },
      { timeoutMs: 30_000 },
    );
    expect(done.state).toBe('done');
    expect(done.entriesRead).toBeGreaterThan(50);
    expect(await views()).toEqual(before);
    const { both } = await figures();
    await (await Paper.draft(office)).bring('issued');
    await settled((now) => now.both === both + 1);
  }, 60_000);
});
