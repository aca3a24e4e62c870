import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signing } from '@vanthu/contracts';
import { colleagueOf, sampleActor } from '@vanthu/testing';
import { withForeignAnnotation } from './foreign-annotation.js';
import { type Made, made, type SigningBed, signingBed } from './signing-bed.js';

let bed: SigningBed;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

async function sealedDocument(): Promise<Made> {
  const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
  return made(await bed.sign(await bed.opened(bed.clerk, bed.sealOrder(signed)), bed.clerk));
}
const rejudge = ({ documentId }: Made, actor = bed.clerk) =>
  bed.ask(signing.RejudgeDocument, { documentId }, { actor });
const judgements = async ({ documentId }: Made) =>
  (await bed.events(signing.DocumentJudged)).filter((e) => e.aggregateId === documentId);

describe('the kept file of a document is judged again', () => {
  it('R-VER-02: unchanged, it is as valid as before, and the judgement is announced', async () => {
    const sealed = await sealedDocument();
    expect(await rejudge(sealed)).toMatchObject({ judgement: { answer: 'valid', judgedFor: sealed.signedAt } });
    expect(await judgements(sealed)).toHaveLength(3);
  });

  it('R-VER-02: one changed byte makes it invalid', async () => {
    const sealed = await sealedDocument();
    await bed.change(sealed.outputSha256, (bytes) => {
      // Inside the first revision, in the middle of a stream of the page.
      const at = bytes.indexOf('stream') + 40;
      bytes[at] = (bytes[at] as number) ^ 1;
      return bytes;
    });
    const answer = await rejudge(sealed);
    expect(answer).toMatchObject({ judgement: { answer: 'invalid' } });
    const last = (await judgements(sealed)).at(-1)?.payload as { judgement: signing.Judgement };
    // The document's file is still the one that was issued, by name.
    expect(last.judgement).toMatchObject({ answer: 'invalid', fileSha256: sealed.outputSha256 });
    for (const signature of last.judgement.signatures)
      expect(signature).toMatchObject({ integrity: 'bad', indication: 'TOTAL_FAILED' });
    const evidence = await bed.ask(signing.GetEvidence, { documentId: sealed.documentId }, { actor: bed.signer });
    expect(evidence).toMatchObject({ judgement: { answer: 'invalid' }, history: [{ answer: 'invalid' }, {}, {}] });
  });

  it('R-VER-02: an annotation added afterwards is a forbidden change', async () => {
    const sealed = await sealedDocument();
    await bed.change(sealed.outputSha256, withForeignAnnotation);
    expect(await rejudge(sealed)).toMatchObject({
      judgement: {
        answer: 'invalid',
        signatures: [
          { integrity: 'ok', changes: 'forbidden', indication: 'TOTAL_FAILED' },
          { integrity: 'ok', changes: 'forbidden', indication: 'TOTAL_FAILED' },
        ],
      },
    });
  });

  it('a file signed by somebody else in its place shows another owner', async () => {
    const sealed = await sealedDocument();
    const stranger = sampleActor({ roles: ['signer'] });
    await bed.giveKey({ kind: 'person', personId: stranger.personId }, { enrolled: false });
    const issued = bed.pki.issuePerson({ commonName: 'Kẻ Lạ' });
    bed.enrol(issued, { kind: 'person', personId: stranger.personId });
    await bed.giveKey({ kind: 'person', personId: stranger.personId }, { issued, enrolled: false });
    const signer = { kind: 'person' as const, personId: stranger.personId, name: 'Kẻ Lạ' };
    const order = await bed.opened(stranger, bed.order(await bed.draft(), { signer }));
    const other = made(await bed.sign(order, stranger));
    const bytes = await bed.store.readBytes(other.outputSha256);
    await bed.change(sealed.outputSha256, () => bytes);
    expect(await rejudge(sealed)).toMatchObject({
      judgement: { signatures: [{ owner: { kind: 'person', personId: stranger.personId } }] },
    });
  });

  it('R-VER-02: another document of the same signer and seal in its place is not taken for it', async () => {
    const [sealed, other] = [await sealedDocument(), await sealedDocument()];
    expect(other.outputSha256).not.toBe(sealed.outputSha256);
    const bytes = await bed.store.readBytes(other.outputSha256);
    await bed.change(sealed.outputSha256, () => bytes);
    const failed = { answer: 'invalid', signatures: [{ indication: 'TOTAL_FAILED' }, { indication: 'TOTAL_FAILED' }] };
    expect(await rejudge(sealed)).toMatchObject({ judgement: failed });
    const asked = { fileSha256: sealed.outputSha256 };
    expect(await bed.ask(signing.JudgeFile, asked, { service: 'outgoing' })).toMatchObject(failed);
  });

  it('a file that is lost is said to be lost, and nothing is recorded', async () => {
    const sealed = await sealedDocument();
    const { unlink } = await import('node:fs/promises');
    await unlink(bed.keptPath(sealed.outputSha256));
    expect(await rejudge(sealed)).toMatchObject({ code: 'FILE.LOST' });
    expect(await judgements(sealed)).toHaveLength(2);
  });

  it('who may not read the document may not have it judged', async () => {
    const sealed = await sealedDocument();
    const stranger = sampleActor({ roles: ['clerk', 'leadership'] });
    expect(await rejudge(sealed, stranger)).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
    const official = colleagueOf(bed.signer, ['official']);
    expect(await rejudge(sealed, official)).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
    expect(await judgements(sealed)).toHaveLength(2);
  });
});

/** Shut with the standard handler of 40 bits (ISO 32000-1, 7.6.3). */
function lockedPdf(): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    `<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'28'.repeat(32)}> /U <${'5e'.repeat(32)}> >>`,
  ];
  let text = '%PDF-1.4\n';
  const entries = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const id = `<${'00'.repeat(16)}>`;
  const trailer = `trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [${id} ${id}] >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 4\n0000000000 65535 f \n${entries.join('')}${trailer}`, 'latin1');
}

describe('judging a stored file for another service', () => {
  it('R-VER-08: answers at once, and keeps the judgement with its certificates', async () => {
    const sealed = await sealedDocument();
    const answer = await bed.ask(signing.JudgeFile, { fileSha256: sealed.outputSha256 }, { service: 'incoming' });
    expect(answer).toMatchObject({ answer: 'valid', signatures: [{ changes: 'form' }, { changes: 'none' }] });
    const [row] = await bed.rows<{ certificates: Buffer[] }>(
      'SELECT certificates FROM evidence WHERE document_id IS NULL AND file_sha256 = $1',
      [sealed.outputSha256],
    );
    expect(row?.certificates).toHaveLength(4);
  });

  it('R-VER-08: a file of strangers, which is judged in a thread, leaves the same evidence', async () => {
    const sealed = await sealedDocument();
    const bytes = await bed.store.readBytes(sealed.outputSha256);
    const { sha256 } = await bed.store.put(Buffer.concat([bytes, Buffer.from('\n')]));
    const answer = await bed.ask(signing.JudgeFile, { fileSha256: sha256 }, { service: 'incoming' });
    expect(answer).toMatchObject({ fileSha256: sha256, signatures: [{ integrity: 'ok' }, { integrity: 'ok' }] });
    const kept = await bed.rows(
      `SELECT certificates, revocation FROM evidence WHERE document_id IS NULL AND file_sha256 = $1`,
      [sha256],
    );
    const known = await bed.rows(
      `SELECT certificates, revocation FROM evidence WHERE document_id = $1 AND file_sha256 = $2 LIMIT 1`,
      [sealed.documentId, sealed.outputSha256],
    );
    expect(kept).toEqual(known);
  });

  it('a file that nobody can look into is undetermined, and says why', async () => {
    const { sha256 } = await bed.store.put(lockedPdf());
    const answer = await bed.ask(signing.JudgeFile, { fileSha256: sha256 }, { service: 'incoming' });
    expect(answer).toMatchObject({
      answer: 'undetermined',
      signatures: [],
      messageVi: expect.stringContaining('mật khẩu'),
    });
  });

  it('an unsigned file is unsigned, and no PDF is undetermined', async () => {
    const ask = (fileSha256: string) => bed.ask(signing.JudgeFile, { fileSha256 }, { service: 'incoming' });
    expect(await ask(await bed.draft())).toMatchObject({ answer: 'unsigned', signatures: [] });
    const { sha256 } = await bed.store.put(Buffer.from('không phải PDF'));
    expect(await ask(sha256)).toMatchObject({ answer: 'undetermined', signatures: [] });
    expect(await ask('e'.repeat(64))).toMatchObject({ code: 'FILE.LOST' });
  });

  it('R-VER-04: judged for a day before the revocation it is valid, for a day after it is not', async () => {
    const sealed = await sealedDocument();
    const seal = sealed.judgement.signatures[1]?.certificateSha256;
    const certificate = bed.enrolments.find((e) => e.certificateSha256 === seal);
    expect(certificate?.owner.kind).toBe('organisation');
    const issued = await bed.rows<{ certificate_der: Buffer }>(
      `SELECT certificate_der FROM signing_key WHERE certificate_sha256 = $1`,
      [seal],
    );
    const { parseCertificate } = await import('@vanthu/pki');
    bed.pki.revoke(parseCertificate(issued[0]?.certificate_der as Buffer), { at: new Date(Date.now() + 30_000) });
    bed.publishCrl();
    const judge = (judgedFor: Date) =>
      bed.ask(
        signing.JudgeFile,
        { fileSha256: sealed.outputSha256, judgedFor: judgedFor.toISOString() },
        { service: 'outgoing' },
      );
    expect(await judge(new Date(Date.parse(sealed.signedAt)))).toMatchObject({ answer: 'valid' });
    expect(await judge(new Date(Date.now() + 60_000))).toMatchObject({
      answer: 'undetermined',
      signatures: [{ indication: 'TOTAL_PASSED' }, { subIndication: 'REVOKED_NO_POE' }],
    });
  });

  it('nobody at the web may ask it', async () => {
    const asked = { fileSha256: 'e'.repeat(64) };
    expect(await bed.ask(signing.JudgeFile, asked, { actor: bed.clerk })).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
  });
});
