import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closedRegisterText, incoming, outgoing, type PayloadOf } from '@vanthu/contracts';
import {
  civilDate,
  incomingRegister,
  layOutRegister,
  loadTinos,
  outgoingRegister,
  type RegisterContent,
} from '@vanthu/decree30';
import { eventually } from '@vanthu/messaging';
import { inspectPdf, isPrefix } from '@vanthu/pades';
import { isMade, made, outcomes, type SigningBed, signingBed } from './signing-bed.js';

type Order = PayloadOf<typeof outgoing.RegisterSealRequested>;
const agencyName = 'Ủy ban nhân dân xã Châu Minh';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const hasPdfsig = spawnSync('pdfsig', ['-v']).status === 0;

let bed: SigningBed;
beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  const issued = bed.pki.issueOrganisation({ commonName: agencyName });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
}, 60_000);
afterAll(() => bed?.close());

/** The book of March, kept as its owner keeps it. */
async function bookOf(book: RegisterContent['book']) {
  const content: RegisterContent = {
    ...{ book, superiorName: 'Ủy ban nhân dân tỉnh Đồng Tháp', agencyName, year: 2026, volume: '01', rows: [] },
    ...{ from: civilDate('2026-03-01'), to: civilDate('2026-03-31'), numbers: null },
  };
  const { pdf } = await layOutRegister(content, await loadTinos(), { createdAt: new Date() });
  const { sha256 } = await bed.store.put(pdf);
  return { name: 'so.pdf', sha256, bytes: pdf.length };
}

async function orderOf(file: Order['file'], seen = file): Promise<Order> {
  const [closedId, agencyId] = [randomUUID(), bed.agencyId];
  const manifestHash = createHash('sha256').update(closedRegisterText(closedId, seen)).digest('hex');
  const activationId = await bed.activate(bed.clerk, 'organisation', [{ documentId: closedId, manifestHash }]);
  const readers = [`clerks:${agencyId}`];
  return { closedId, agencyId, agencyName, jobId: randomUUID(), manifestHash, file, activationId, readers };
}

async function sign(
  order: Order,
  contract: typeof outgoing.RegisterSealRequested | typeof incoming.RegisterSealRequested,
) {
  const known = (await outcomes(bed)).length;
  await bed.emit(contract, { aggregateId: order.closedId, payload: order, actor: bed.clerk });
  return eventually(async () => (await outcomes(bed))[known], `the end of job ${order.jobId}`);
}

describe('R-OUT-14 the book of a closed period', () => {
  it.each([
    ['outgoing', outgoing.RegisterSealRequested, outgoingRegister],
    ['incoming', incoming.RegisterSealRequested, incomingRegister],
  ] as const)(
    'R-OUT-14, R-IN-06: the organisation signs the %s register, in words on its cover',
    async (service, contract, book) => {
      const order = await orderOf(await bookOf(book));
      const told = made(await sign(order, contract));
      expect(told).toMatchObject({
        ...{ documentId: order.closedId, service, kind: 'organisation', manifestHash: order.manifestHash },
        judgement: {
          answer: 'valid',
          signatures: [{ covers: 'file', changes: 'none', owner: { kind: 'organisation', agencyId: bed.agencyId } }],
        },
      });
      const [closed, signed] = await Promise.all([
        bed.store.readBytes(order.file.sha256),
        bed.store.readBytes(told.outputSha256),
      ]);
      expect(isPrefix(closed, signed)).toBe(true);
      expect(inspectPdf(signed).signatureFields).toMatchObject([{ page: 1, isSigned: true }]);
      // A book is no document: nothing of it is told to those who count.
      expect(await bed.rows('SELECT 1 FROM judged_document WHERE document_id = $1', [order.closedId])).toEqual([]);
    },
    30_000,
  );

  it('R-ORG-01: another file than the one seen is not signed as a book', async () => {
    const [seen, other] = [await bookOf(outgoingRegister), await bookOf(incomingRegister)];
    const answer = await sign(await orderOf(other, seen), outgoing.RegisterSealRequested);
    expect(isMade(answer)).toBe(false);
    expect(answer).toMatchObject({ outcome: 'refused', code: 'SIGNING.NOT_WHAT_WAS_SEEN' });
  }, 30_000);

  (hasOpenssl && hasPdfsig ? it : it.skip)(
    'R-OUT-14: its signature holds for openssl and pdfsig as well (both needed)',
    async () => {
      const told = made(await sign(await orderOf(await bookOf(outgoingRegister)), outgoing.RegisterSealRequested));
      const signed = Buffer.from(await bed.store.readBytes(told.outputSha256));
      const folder = mkdtempSync(join(tmpdir(), 'vanthu-book-'));
      const file = (name: string, content: string | Uint8Array) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      try {
        const [, a = 0, b = 0, c = 0, d = 0] = (
          /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)/.exec(signed.toString('latin1')) ?? []
        ).map(Number);
        expect(c + d).toBe(signed.length);
        const hex = signed
          .subarray(a + b, c)
          .toString('latin1')
          .replace(/[<>]/g, '');
        const content = file('content', Buffer.concat([signed.subarray(a, a + b), signed.subarray(c, c + d)]));
        const asked = [
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          file('cms.der', Buffer.from(hex, 'hex')),
          '-content',
          content,
        ];
        const trust = [
          '-CAfile',
          file('root.pem', bed.pki.rootPem),
          '-certfile',
          file('issuers.pem', bed.pki.intermediatePem),
          '-purpose',
          'any',
        ];
        const openssl = spawnSync('openssl', [...asked, ...trust, '-out', join(folder, 'out')], { encoding: 'utf8' });
        expect(`${openssl.status} ${openssl.stderr}`).toMatch(/^0 .*Verification successful/is);
        const pdfsig = spawnSync('pdfsig', ['-nocert', file('book.pdf', signed)], { encoding: 'utf8' });
        expect(pdfsig.stdout).toContain('Signature is Valid');
        expect(pdfsig.stdout).toContain('Total document signed');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    30_000,
  );
});
