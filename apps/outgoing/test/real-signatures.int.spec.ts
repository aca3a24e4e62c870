import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { archivalProblems } from '../../../libs/decree30/test/archival-problems.js';
import { askVeraPdf } from '../../../libs/decree30/test/verapdf.js';
import { people } from './people.js';
import { at, judged, person, pki, realSigner } from './real-signer.js';
import { letter, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
  world.signer = realSigner;
});
afterAll(() => world?.close());

describe('with real signatures', () => {
  it.each([
    ['quyết định', undefined],
    ['công văn', letter()],
  ])('R-ORG-08 a %s that was signed, numbered and sealed holds both signatures', async (_, draft) => {
    const issued = await world.until('issued', draft);
    const { sha256 } = await world.done(
      outgoing.OpenOutgoingFile,
      { documentId: issued.id, act: 'view' },
      people.clerk,
    );
    const { signatures } = judged(await world.files.readBytes(sha256));
    expect(signatures.map(({ field, indication, changes, owner }) => [field, indication, changes, owner.kind])).toEqual(
      [
        ['ky_ca_nhan_1', 'TOTAL_PASSED', 'form', 'person'],
        ['ky_co_quan_1', 'TOTAL_PASSED', 'none', 'organisation'],
      ],
    );
  });
  it('signed, numbered, sealed and issued it is PDF/A-2b still: marks have their appearance and their colours a profile', async () => {
    const issued = await world.until('issued', letter({ abstract: 'lưu trữ lâu dài' }));
    const { sha256 } = await world.done(
      outgoing.OpenOutgoingFile,
      { documentId: issued.id, act: 'view' },
      people.clerk,
    );
    const pdf = await world.files.readBytes(sha256);
    expect(judged(pdf).signatures).toHaveLength(2);
    expect(await archivalProblems(pdf)).toEqual([]);
    const answers = askVeraPdf([pdf]);
    if (answers === null) return console.warn('veraPDF is missing: only our own check was made');
    expect(answers).toEqual([[]]);
  });
  it('R-ORG-01 revoked between signature and number: no number', async () => {
    const signed = await world.until('signed');
    pki.revoke(person.certificate, { at: new Date(at.getTime() - 1000) });
    const file = await world.done(outgoing.OpenOutgoingFile, { documentId: signed.id, act: 'view' }, people.clerk);
    const now = judged(await world.files.readBytes(file.sha256));
    world.judge = () => now;
    const wish = { documentId: signed.id, manifestHash: signed.manifest.hash, activationId: randomUUID() };
    await world.refuses('OUTGOING.NOT_SIGNED', outgoing.AllotNumber, wish, people.clerk);
  });
});
