import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadTinos } from '@vanthu/decree30';
import { collect, judge, publicServicePolicy, strictPolicy } from '@vanthu/pades';
import { createTestPki, type Issued } from '@vanthu/testpki';
import { districtOf } from '../district/district.js';
import type { Fault, LetterPlan, Shape } from '../plan/plan.js';
import { planQuarter } from '../plan/plan-quarter.js';
import { forgeLetter, type Workshop } from './forge-letter.js';
import { hasPdfsig } from './other-signers.js';
import { type KeyMaterial, Pictures, type SenderKeys } from './signers.js';

const district = districtOf('thử nghiệm');
const letters = planQuarter(district).receptions.flatMap(({ from }) => (from.kind === 'outside' ? [from.letter] : []));
const [some] = letters.filter((letter) => letter.fault === null && letter.kind === 'cong-van') as [LetterPlan];
const pki = createTestPki({ at: new Date('2022-12-01T00:00:00Z') });
const pin = '123456';
const material = (issued: Issued, keyType: 'ec' | 'rsa'): KeyMaterial => ({
  privateKeyPem: issued.privateKeyPem,
  chain: issued.chain.map((certificate) => certificate.der),
  keyType,
  pkcs12: { bytes: issued.pkcs12(pin), pin },
});
const keys = (keyType: 'ec' | 'rsa'): SenderKeys => ({
  person: material(pki.issuePerson({ commonName: 'Người ký', keyType }), keyType),
  organisation: material(pki.issueOrganisation({ commonName: 'Cơ quan', keyType }), keyType),
  stranger: material(pki.issueFromUnknownRoot({ commonName: 'Ai đó', keyType }), keyType),
});

let workshop: Workshop;
beforeAll(async () => {
  workshop = { fonts: await loadTinos(), pictures: new Pictures(), hasPdfsig: hasPdfsig() };
});

async function judged(change: Partial<LetterPlan>, keyType: 'ec' | 'rsa', policy = publicServicePolicy) {
  const letter = { ...some, ...change };
  const sender = district.agencies.get(letter.sender);
  if (!sender) throw new Error('a letter without sender');
  const pdf = await forgeLetter(letter, sender, keys(keyType), workshop);
  const question = {
    anchors: pki.anchors,
    intermediates: [pki.intermediate],
    at: new Date('2023-01-18T00:00:00Z'),
    policy,
  };
  return { pdf: Buffer.from(pdf).toString('latin1'), report: judge(collect(pdf), question) };
}

describe('a letter of an agency outside', () => {
  const shapes: [Shape, 'ec' | 'rsa', number][] = [
    ['ours', 'ec', 2],
    ['ours', 'rsa', 2],
    ['object-streams', 'ec', 2],
    ['libpdf', 'ec', 2],
    ['libpdf', 'rsa', 2],
    ['scan', 'ec', 1],
    ['public-service', 'rsa', 6],
  ];
  it.each(shapes)('in the shape %s (%s) is judged valid with its %i signatures', async (shape, keyType, count) => {
    const { report } = await judged({ shape }, keyType);
    expect(report.answer).toBe('hợp lệ');
    expect(report.signatures).toHaveLength(count);
  });

  it('of the public service certifies first and is not what the strict policy knows', async () => {
    const { pdf, report } = await judged({ shape: 'public-service' }, 'ec', strictPolicy);
    expect(pdf).toContain('/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>');
    expect(report.answer).toBe('không hợp lệ');
  });

  it('with object streams has a cross-reference stream, the usual one a table', async () => {
    expect((await judged({ shape: 'object-streams' }, 'ec')).pdf).toContain('/Type /ObjStm');
    expect((await judged({ shape: 'ours' }, 'ec')).pdf).not.toContain('/Type /ObjStm');
  });

  it.each<Fault>(['altered', 'bytes-changed'])('that was %s on its way is not valid', async (fault) => {
    expect((await judged({ shape: 'ours', fault }, 'ec')).report.answer).toBe('không hợp lệ');
  });

  it('under an anchor that nobody trusts is not valid', async () => {
    expect((await judged({ shape: 'ours', fault: 'unknown-anchor' }, 'ec')).report.answer).toBe('chưa đủ căn cứ');
  });
});
