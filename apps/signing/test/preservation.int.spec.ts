import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming, isRefusal, outgoing, type PayloadOf, signing } from '@vanthu/contracts';
import { eventually } from '@vanthu/messaging';
import { collect, isPrefix, judge } from '@vanthu/pades';
import { anchorsFromPem } from '@vanthu/pki';
import { sampleActor } from '@vanthu/testing';
import { type Made, made, outcomes, type SigningBed, signingBed } from './signing-bed.js';

let bed: SigningBed;
const administrator = sampleActor({ roles: ['administrator'] });

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent', servers: true });
  await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh', keyType: 'rsa' });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

async function sealed(): Promise<Made> {
  const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
  return made(await bed.sign(await bed.opened(bed.clerk, bed.sealOrder(signed)), bed.clerk));
}

async function issue(file: Made): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const payload: PayloadOf<typeof outgoing.Issued> = {
    documentId: file.documentId,
    agencyId: bed.agencyId,
    unitId: null,
    kind: 'quyet-dinh',
    abstract: 'Về việc kiện toàn',
    urgency: 'normal',
    readers: file.readers,
    kindName: 'Quyết định',
    agencyName: 'UBND xã Châu Minh',
    agencyCode: 'H53.01',
    number: 7,
    symbol: 'QĐ-UBND',
    numberAndSymbol: '07/QĐ-UBND',
    documentDate: today,
    issuedAt: new Date().toISOString(),
    issuedOn: today,
    signerPersonId: bed.signer.personId,
    signerName: bed.signer.personName,
    signerTitle: 'CHỦ TỊCH',
    fileSha256: file.outputSha256,
    fileBytes: file.outputBytes,
    fileName: 'quyet-dinh.pdf',
    pages: 1,
    recipients: [],
    answers: null,
    excludedFromCoverage: null,
  };
  await bed.emit(outgoing.Issued, { aggregateId: file.documentId, payload, actor: bed.clerk });
}

interface Kept {
  readonly state: string;
  readonly level: string | null;
  readonly preserved_sha256: string | null;
  readonly problem: string | null;
  readonly tries: number;
}
const keptOf = async (file: Made): Promise<Kept | undefined> =>
  (
    await bed.rows<Kept & Record<string, unknown>>('SELECT * FROM preservation WHERE file_sha256 = $1', [
      file.outputSha256,
    ])
  )[0];
const preserved = (file: Made): Promise<Kept> =>
  eventually(
    async () => {
      const kept = await keptOf(file);
      return kept?.state === 'preserved' && kept;
    },
    'the preservation version',
    20_000,
  );
const levelsOf = ({ judgement }: Made) => judgement.signatures.map(({ level }) => level);
const bytesOf = (sha256: string) => bed.store.readBytes(sha256);

describe('timestamps and revocation answers', () => {
  it('a signature gets its timestamp when it is made; the issued file is raised behind it and stays its beginning', async () => {
    const file = await sealed();
    expect(levelsOf(file)).toEqual(['B-T', 'B-T']);
    expect(await keptOf(file)).toBeUndefined();
    await issue(file);
    const kept = await preserved(file);
    expect(kept).toMatchObject({ level: 'B-LT', problem: null });
    const [issued, version] = [await bytesOf(file.outputSha256), await bytesOf(kept.preserved_sha256 ?? '')];
    expect(version.length).toBeGreaterThan(issued.length);
    expect(isPrefix(issued, version)).toBe(true);
  });

  it('R-VER-03: the closed register that the organisation has signed is raised like an issued document', async () => {
    const file = await sealed();
    const { documentId: closedId, outputSha256: sha256 } = file;
    const payload = { closedId, agencyId: bed.agencyId, sha256, signedAt: new Date().toISOString() };
    await bed.emit(incoming.RegisterSealed, { aggregateId: closedId, payload });
    const kept = await preserved(file);
    expect(kept).toMatchObject({ level: 'B-LT', problem: null });
    expect(isPrefix(await bytesOf(sha256), await bytesOf(kept.preserved_sha256 ?? ''))).toBe(true);
  });

  it('R-VER-03: with nothing but the anchors it is valid when the certificates have ended and nobody answers any more', async () => {
    const file = await sealed();
    await issue(file);
    const version = await bytesOf((await preserved(file)).preserved_sha256 ?? '');
    const at = new Date(Date.now() + 4 * 365 * 86_400_000);
    const report = judge(collect(version), { anchors: anchorsFromPem(bed.pki.rootPem, 'public-service'), at });
    expect(report.answer).toBe('hợp lệ');
    expect(report.signatures.map(({ level, integrity }) => [level, integrity])).toEqual([
      ['B-LT', 'ok'],
      ['B-LT', 'ok'],
    ]);
    for (const { signerCertificate } of report.signatures)
      expect(new Date(signerCertificate?.notAfter ?? '').getTime()).toBeLessThan(at.getTime());
  });

  it('R-VER-08: certificates, revocation answers, timestamps and judgement can be read of each signature', async () => {
    const file = await sealed();
    await issue(file);
    await preserved(file);
    const question = { documentId: file.documentId };
    const answer = await bed.ask(signing.GetSignatureEvidence, question, { actor: bed.signer });
    if (isRefusal(answer)) throw new Error(answer.code);
    const [latest] = answer.judgements;
    expect(latest?.timestamps.length).toBeGreaterThanOrEqual(2);
    expect(latest?.certificates.length).toBeGreaterThanOrEqual(4);
    expect(latest?.revocation.map(({ kind }) => kind)).toContain('ocsp');
    expect(answer.preservation).toMatchObject([{ state: 'preserved', level: 'B-LT', problemVi: null }]);
    const stranger = sampleActor({ roles: ['clerk'] });
    expect(await bed.ask(signing.GetSignatureEvidence, question, { actor: stranger })).toMatchObject({
      code: 'REQUEST.NOT_FOUND',
    });
  });

  it('R-VER-04: what only the revocation server knows is seen before the key is used', async () => {
    const person = sampleActor({ roles: ['signer'], agencyId: bed.agencyId });
    const issued = await bed.giveKey({ kind: 'person', personId: person.personId });
    bed.pki.revoke(issued.certificate, { at: new Date(Date.now() - 60_000) });
    const order = bed.order(await bed.draft(), { signer: { kind: 'person', personId: person.personId, name: 'B' } });
    expect(await bed.sign(await bed.opened(person, order), person)).toMatchObject({
      outcome: 'refused',
      code: 'SIGNING.CERTIFICATE_REVOKED',
    });
  });

  it('an outage costs a level, never the signature, and is made good when the server is back', async () => {
    if (bed.tsa) bed.tsa.isDown = true;
    const file = await sealed();
    expect(levelsOf(file)).toEqual(['B-B', 'B-B']);
    expect(file.judgement.answer).toBe('valid');
    await issue(file);
    const waiting = await eventually(async () => {
      const kept = await keptOf(file);
      return kept?.problem != null && kept;
    }, 'the attempt in vain');
    expect(waiting).toMatchObject({ state: 'waiting', level: null, preserved_sha256: null });
    if (bed.tsa) bed.tsa.isDown = false;
    // Servers that failed are left alone for a while: a new start asks at once.
    await bed.restart();
    const counted = await bed.ask(signing.RaiseIssuedFiles, {}, { actor: administrator });
    expect(counted).toMatchObject({ isOn: true, unfit: 0 });
    const kept = await preserved(file);
    expect(kept.level).toBe('B-LT');
    expect(isPrefix(await bytesOf(file.outputSha256), await bytesOf(kept.preserved_sha256 ?? ''))).toBe(true);
    expect((await bytesOf(file.outputSha256)).length).toBe(file.outputBytes);
  }, 60_000);

  it('before the timestamp authority ends, an archive timestamp answers for it; each version continues the one before', async () => {
    const file = await sealed();
    await issue(file);
    const first = await preserved(file);
    await bed.rows(`UPDATE preservation SET proven_until = now() + interval '30 days' WHERE file_sha256 = $1`, [
      file.outputSha256,
    ]);
    await bed.ask(signing.RaiseIssuedFiles, {}, { actor: administrator });
    const renewed = await eventually(
      async () => {
        const kept = await keptOf(file);
        return kept?.level === 'B-LTA' && kept;
      },
      'the archive timestamp',
      20_000,
    );
    const [earlier, later] = [
      await bytesOf(first.preserved_sha256 ?? ''),
      await bytesOf(renewed.preserved_sha256 ?? ''),
    ];
    expect(isPrefix(earlier, later)).toBe(true);
    const versions = await bed.rows(
      'SELECT level FROM preservation_version WHERE file_sha256 = $1 ORDER BY version_id',
      [file.outputSha256],
    );
    expect(versions).toEqual([{ level: 'B-LT' }, { level: 'B-LTA' }]);
  }, 60_000);

  it('a file that was lost is said to be, and is not tried for ever', async () => {
    const file = await sealed();
    await bed.change(file.outputSha256, (bytes) => bytes.subarray(0, 100));
    await issue(file);
    const kept = await eventually(async () => {
      const row = await keptOf(file);
      return row?.state === 'unfit' && row;
    }, 'the file is said to be unfit');
    expect(kept.problem).toContain('không còn trong kho');
    expect(await bed.ask(signing.RaiseIssuedFiles, {}, { actor: bed.clerk })).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
  });
});

describe('judging everything again', () => {
  it('is one job with its progress, and names the documents whose answer changed', async () => {
    const [good, changed] = [await sealed(), await sealed()];
    const known = await bed.events(signing.DocumentJudged);
    await bed.change(changed.outputSha256, (bytes) =>
      Buffer.from(bytes.map((byte, i) => (i === 700 ? byte ^ 1 : byte))),
    );
    const begun = await bed.ask(signing.StartRejudging, {}, { actor: administrator });
    expect(begun).toMatchObject({ finishedAt: null, policy: 'vanthu-1' });
    const finished = await eventually(
      async () => {
        const answer = await bed.ask(signing.GetRejudging, {}, { actor: administrator });
        return !isRefusal(answer) && answer.rejudging?.finishedAt != null && answer.rejudging;
      },
      'everything judged again',
      30_000,
    );
    expect(finished.done).toBe(finished.total);
    expect(finished.changed.map(({ documentId, before, after }) => [documentId, before, after])).toContainEqual([
      changed.documentId,
      'valid',
      'invalid',
    ]);
    expect(finished.changed.map(({ documentId }) => documentId)).not.toContain(good.documentId);
    // Figures follow what changed, and nothing else.
    const told = (await bed.events(signing.DocumentJudged)).slice(known.length).map(({ aggregateId }) => aggregateId);
    expect(told).toContain(changed.documentId);
    expect(told).not.toContain(good.documentId);
  }, 60_000);

  it('two at once are one, and nobody but an administrator may', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => bed.ask(signing.StartRejudging, {}, { actor: administrator, commandId: randomUUID() })),
    );
    const [first, second] = ids.map((answer) => (isRefusal(answer) ? answer.code : answer.id));
    expect(first).toBe(second);
    expect(await bed.ask(signing.StartRejudging, {}, { actor: bed.signer })).toMatchObject({
      code: 'ACCESS.NOT_ALLOWED',
    });
  });
});

describe('on the simulated clock', () => {
  it('timestamps and revocation answers are of the day of the work, jobs of different days side by side', async () => {
    const other = await signingBed({ logLevel: 'silent', servers: true, clock: 'simulated' });
    try {
      await other.giveKey({ kind: 'person', personId: other.signer.personId });
      const draft = await other.draft();
      const minute = 60_000;
      const orders = await Promise.all(
        [50, 30, 10].map(async (minutes) => ({
          order: await other.opened(other.signer, other.order(draft)),
          at: new Date(Math.floor((Date.now() - minutes * minute) / 1000) * 1000),
        })),
      );
      for (const { order, at } of orders)
        await other.emit(
          outgoing.SignatureRequested,
          { aggregateId: order.documentId, payload: order, actor: other.signer, occurredAt: at.toISOString() },
          { wait: false },
        );
      const told = await eventually(async () => {
        const all = await outcomes(other);
        return all.length === orders.length && all;
      }, 'all outcomes');
      for (const { order, at } of orders) {
        const signed = made(told.find(({ documentId }) => documentId === order.documentId) as Made);
        expect(signed.signedAt).toBe(at.toISOString());
        expect(levelsOf(signed)).toEqual(['B-T']);
        const [stamp] = collect(await other.store.readBytes(signed.outputSha256)).timestamps;
        expect(stamp?.token?.genTime).toEqual(at);
      }
    } finally {
      await other.close();
    }
  }, 60_000);
});
