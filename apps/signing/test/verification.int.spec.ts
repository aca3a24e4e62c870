import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isRefusal, signing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { withForeignAnnotation } from './foreign-annotation.js';
import { made, type SigningBed, signingBed } from './signing-bed.js';

// A service on real servers, and threads that judge.
jest.setTimeout(30_000);

let bed: SigningBed;
let files: PassingFiles;
let sealed: Buffer;

beforeAll(async () => {
  bed = await signingBed({ logLevel: 'silent' });
  files = new PassingFiles(bed.config.files);
  await bed.giveKey({ kind: 'person', personId: bed.signer.personId });
  const issued = bed.pki.issueOrganisation({ commonName: 'Ủy ban nhân dân xã Châu Minh' });
  await bed.giveKey({ kind: 'organisation', agencyId: bed.agencyId }, { issued });
  const signed = made(await bed.sign(await bed.opened(bed.signer, bed.order(await bed.draft())), bed.signer));
  const both = made(await bed.sign(await bed.opened(bed.clerk, bed.sealOrder(signed)), bed.clerk));
  sealed = await bed.store.readBytes(both.outputSha256);
}, 60_000);
afterAll(() => bed?.close());

async function show(bytes: Uint8Array) {
  const taken = await files.take(
    (async function* () {
      yield bytes;
    })(),
    { maxBytes: 50_000_000 },
  );
  if (isRefusal(taken)) throw new Error(taken.code);
  try {
    return await bed.ask(signing.VerifyPassingFile, { passingId: taken.id }, { service: 'gateway' });
  } finally {
    await files.remove(taken.id);
  }
}
const countOf = async (table: string) =>
  Number((await bed.rows<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]?.count);

describe('a file that passes through', () => {
  it('R-VER-01: is answered with the seven items of each signature, in Vietnamese; nothing is kept', async () => {
    const before = { evidence: await countOf('evidence'), outbox: await countOf('outbox') };
    const view = await show(sealed);
    expect(view).toMatchObject({ answer: 'valid', signatures: [{ answer: 'valid' }, { answer: 'valid' }] });
    const { signatures } = view as signing.VerificationView;
    for (const { items } of signatures) {
      expect(items.map(({ item }) => item)).toEqual([...signing.verificationItems]);
      for (const { valueVi } of items) expect(valueVi.length).toBeGreaterThan(3);
    }
    expect(signatures[1]?.items.find(({ item }) => item === 'integrity')?.valueVi).toContain('Toàn vẹn');
    // Who a certificate belongs to is told by enrolment; where its mark stands by the page.
    expect(signatures.map(({ owner }) => owner.kind)).toEqual(['person', 'organisation']);
    expect(signatures[0]?.place).toMatchObject({ page: 1 });
    expect({ evidence: await countOf('evidence'), outbox: await countOf('outbox') }).toEqual(before);
    expect(await readdir(`${bed.config.files.directory}/passing`)).toEqual([]);
  });

  it('R-VER-02: with one changed byte or a foreign annotation is not valid, and says which signature and why', async () => {
    const bytes = Buffer.from(sealed);
    const at = bytes.indexOf('stream') + 40;
    bytes[at] = (bytes[at] as number) ^ 1;
    expect(await show(bytes)).toMatchObject({ answer: 'invalid', signatures: [{ subIndication: 'HASH_FAILURE' }, {}] });
    const drawn = (await show(withForeignAnnotation(sealed))) as signing.VerificationView;
    expect(drawn).toMatchObject({ answer: 'invalid' });
    expect(drawn.signatures[1]?.changes[0]).toMatchObject({ level: 'forbidden' });
  });

  it('that cannot be read, or is not there, is refused by a code', async () => {
    expect(await show(sealed.subarray(0, 5_000))).toMatchObject({ code: 'VERIFICATION.DAMAGED' });
    expect(await bed.ask(signing.VerifyPassingFile, { passingId: randomUUID() }, { service: 'gateway' })).toMatchObject(
      { code: 'FILE.LOST' },
    );
  });

  it('is judged for the door alone', async () => {
    const asked = bed.ask(signing.VerifyPassingFile, { passingId: randomUUID() }, { service: 'outgoing' });
    expect(await asked).toMatchObject({ code: 'ACCESS.NOT_ALLOWED' });
  });
});
