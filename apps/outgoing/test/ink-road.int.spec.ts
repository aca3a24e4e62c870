import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directory, outgoing } from '@vanthu/contracts';
import { inspectPdf } from '@vanthu/pades';
import { plainPdf, scannedPdf } from './paper.js';
import { people } from './people.js';
import { authorityOf, type Detail, decision, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
}, 60_000);
afterAll(() => world?.close());

const onPaper = (to: 'draft' | 'form-checked' = 'form-checked') => world.until(to, decision({ road: 'ink' }));
const signedOn = '2025-03-05';

async function signedInInk(): Promise<Detail> {
  const { id: documentId, manifest } = await onPaper();
  await world.done(outgoing.RecordInkSignature, { documentId, manifestHash: manifest.hash, signedOn }, people.clerk);
  return world.get(documentId);
}

async function numberedOnPaper(): Promise<Detail> {
  const { id: documentId, manifest } = await signedInInk();
  await world.done(outgoing.AllotNumber, { documentId, manifestHash: manifest.hash }, people.clerk);
  return world.get(documentId);
}

async function scanned(documentId: string, pdf?: Uint8Array): Promise<string> {
  const ticket = await world.upload(pdf ?? (await scannedPdf()), people.clerk, 'scan0001.pdf');
  return (await world.done(outgoing.AddScan, { documentId, ticket }, people.clerk)).manifestHash;
}

describe('the ink road', () => {
  it('leads from a print to an issued certified copy that the organisation alone has signed', async () => {
    const draft = await onPaper('draft');
    const print = await world.files.readBytes(draft.manifest.files[0]?.sha256 ?? '');
    expect(inspectPdf(print)).toMatchObject({ textFields: [], signatureFields: [] });
    const { id: documentId } = await numberedOnPaper();
    const manifestHash = await scanned(documentId);
    const activationId = randomUUID();
    await world.done(outgoing.Seal, { documentId, manifestHash, activationId, thenIssue: true }, people.clerk);
    const order = (await world.orders(documentId)).at(-1);
    expect(order).toMatchObject({
      kind: 'organisation',
      fill: [],
      mark: { form: 'certified-copy', agencyName: 'Ủy ban nhân dân xã Châu Minh' },
      manifestHash,
    });
    expect(order?.manifest.files.map(({ role }) => role)).toEqual(['main', 'scan']);
    expect(order?.fileSha256).toBe(order?.manifest.files[1]?.sha256);
    await world.signOrdered(documentId);
    const issued = await world.get(documentId);
    expect(issued).toMatchObject({ state: 'issued', road: 'ink', ink: { signedOn, recordedBy: 'Nguyễn Văn Tư' } });
    expect(issued.timeline.map(({ act, personName, authority }) => [act, personName, authority]).slice(4)).toEqual([
      ['record-ink-signature', 'Nguyễn Văn Tư', 'Quyết định số 12/QĐ-UBND ngày 02/01/2025'],
      ['allot-number', 'Nguyễn Văn Tư', null],
      ['add-scan', 'Nguyễn Văn Tư', null],
      ['seal', 'Nguyễn Văn Tư', null],
      ['sealed', null, null],
      ['issue', 'Nguyễn Văn Tư', null],
    ]);
    const [event] = (await world.bed.events(outgoing.Issued)).filter((e) => e.aggregateId === documentId);
    expect(event?.payload).toMatchObject({ signerName: 'Trần Văn Bình', excludedFromCoverage: null, pages: 1 });
  });

  it('R-OUT-05: paper and electronic documents take their numbers from one series', async () => {
    const paper = await numberedOnPaper();
    const electronic = await world.until('issued');
    const [first, second] = [paper, electronic].map(({ numberAndSymbol }) =>
      Number.parseInt(numberAndSymbol ?? '', 10),
    );
    expect(second).toBe((first ?? 0) + 1);
  });

  it('R-OUT-05: a number on paper is refused an activation, and one without paper is refused its absence', async () => {
    const { id, manifest } = await signedInInk();
    const wish = { documentId: id, manifestHash: manifest.hash };
    const digital = { ...wish, activationId: randomUUID() };
    await world.refuses('OUTGOING.OTHER_ROAD', outgoing.AllotNumber, digital, people.clerk);
    const signed = await world.until('signed');
    const bare = { documentId: signed.id, manifestHash: signed.manifest.hash };
    await world.refuses('OUTGOING.ACTIVATION_NEEDED', outgoing.AllotNumber, bare, people.clerk);
  });
});

describe('R-SIG-08 authority on the day of the ink signature', () => {
  it('R-SIG-08: is asked for that day and kept with the act', async () => {
    const asked: string[] = [];
    world.authority = (question) => {
      asked.push(question.on);
      return authorityOf(question.positionId);
    };
    const { ink } = await signedInInk();
    world.authority = ({ positionId }) => authorityOf(positionId);
    expect(asked.at(-1)).toBe(signedOn);
    expect(ink?.authority).toBe('Quyết định số 12/QĐ-UBND ngày 02/01/2025');
  });

  it('R-SIG-08: without authority on that day nothing is recorded', async () => {
    const { id: documentId, manifest } = await onPaper();
    world.authority = () => directory.refuseDirectory('DIRECTORY.NO_AUTHORITY', { rule: 'R-SIG-08' });
    const wish = { documentId, manifestHash: manifest.hash, signedOn };
    await world.refuses('DIRECTORY.NO_AUTHORITY', outgoing.RecordInkSignature, wish, people.clerk);
    world.authority = ({ positionId }) => authorityOf(positionId);
  });

  it('R-DRF-08: a day before the draft or in days to come is refused, and so is a document on the digital road', async () => {
    const { id: documentId, manifest } = await onPaper();
    const wish = { documentId, manifestHash: manifest.hash, signedOn };
    for (const day of ['2025-03-04', '2025-03-06']) {
      const other = { ...wish, signedOn: day };
      await world.refuses('OUTGOING.INK_DATE', outgoing.RecordInkSignature, other, people.clerk);
    }
    const digital = await world.until('form-checked');
    const there = { documentId: digital.id, manifestHash: digital.manifest.hash, signedOn };
    await world.refuses('OUTGOING.OTHER_ROAD', outgoing.RecordInkSignature, there, people.clerk);
    await world.refuses('OUTGOING.OTHER_ROAD', outgoing.Sign, { ...wish, activationId: randomUUID() }, people.signer);
  });
});

describe('R-IN-16 the scan of the paper', () => {
  it('R-IN-16: colour, 200 dpi, A4, PDF 1.4 is taken, and a better one may take its place until the seal', async () => {
    const { id: documentId } = await numberedOnPaper();
    const first = await scanned(documentId, await scannedPdf({ header: '1.4' }));
    const second = await scanned(documentId, await scannedPdf({ dpi: 300 }));
    expect(second).not.toBe(first);
    const detail = await world.get(documentId);
    expect(detail.manifest.hash).toBe(second);
    const stale = { documentId, manifestHash: first, activationId: randomUUID() };
    await world.refuses('OUTGOING.OTHER_MANIFEST', outgoing.Seal, stale, people.clerk);
  });

  it.each([
    ['150 dpi', () => scannedPdf({ dpi: 150 })],
    ['grey', () => scannedPdf({ colour: false })],
    ['PDF 1.3', () => scannedPdf({ header: '1.3' })],
    ['no picture', () => plainPdf('gõ lại')],
  ])('R-IN-16: %s is refused and nothing is stored', async (_, make) => {
    const { id: documentId } = await numberedOnPaper();
    const ticket = await world.upload(await make(), people.clerk);
    await world.refuses('OUTGOING.SCAN_UNFIT', outgoing.AddScan, { documentId, ticket }, people.clerk);
    const bare = { documentId, manifestHash: (await world.get(documentId)).manifest.hash, activationId: randomUUID() };
    await world.refuses('OUTGOING.NO_SCAN', outgoing.Seal, bare, people.clerk);
  });

  it('R-OUT-07: a voided number takes the scan that shows it along', async () => {
    const { id: documentId, manifest } = await numberedOnPaper();
    await scanned(documentId);
    await world.done(outgoing.VoidNumber, { documentId, reason: 'Đóng dấu nhầm' }, people.clerk);
    const signed = await world.get(documentId);
    expect(signed).toMatchObject({ state: 'signed', ink: { signedOn }, manifest: { hash: manifest.hash } });
  });
});
