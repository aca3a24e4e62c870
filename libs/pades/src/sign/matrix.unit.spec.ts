import { beforeAll, describe, expect, it } from '@jest/globals';
import { certificateToPem, type SigningAlgorithm } from '@vanthu/pki';
import { flowPdf } from '../../test/flow-pdf.js';
import { askPyhanko, askTools } from '../../test/independent-checks.js';
import { type KeyKind, TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { collect, isRefusal, judge, type SignatureLevel, signPdf } from '../index.js';

const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
const algorithms: readonly (readonly [KeyKind, SigningAlgorithm])[] = [
  ['rsa-2048', { scheme: 'rsa-pkcs1', digest: 'sha256' }],
  ['rsa-2048', { scheme: 'rsa-pkcs1', digest: 'sha384' }],
  ['rsa-2048', { scheme: 'rsa-pss', digest: 'sha256' }],
  ['rsa-3072', { scheme: 'rsa-pss', digest: 'sha512' }],
  ['P-256', { scheme: 'ecdsa', digest: 'sha256' }],
  ['P-384', { scheme: 'ecdsa', digest: 'sha384' }],
  ['P-384', { scheme: 'ecdsa', digest: 'sha512' }],
];
const names = algorithms.map(([kind, { scheme, digest }]) => `${kind}-${scheme}-${digest}`);
const nameOf = (algorithm: string, level: SignatureLevel) => `${algorithm}-${level}.pdf`;

/** Every level with every algorithm, judged by ourselves and by tools that share no code with us. */
describe('levels and algorithms', () => {
  const authorities = new TestAuthorities('rsa-2048');
  const rootPem = certificateToPem(authorities.root.certificate);
  const files: Record<string, Uint8Array> = {};

  beforeAll(async () => {
    const source = await flowPdf();
    for (const [i, [kind, { scheme, digest }]] of algorithms.entries()) {
      const key = authorities.signer(kind);
      for (const level of levels) {
        const request = { fieldName: 'ky_ca_nhan_1', at: signingDay, claimedSigningTime: signingDay, level, scheme };
        const options = { ...request, digestAlgorithm: digest, sources: authorities.sources };
        const signed = await signPdf(source, options, key);
        if (isRefusal(signed)) throw new Error(`${names[i]} ${level}: ${signed.code} ${signed.message}`);
        files[nameOf(names[i]!, level)] = signed.pdf;
      }
    }
  }, 300_000);

  it.each(names)('%s is intact and trusted for our own judge at every level', (algorithm) => {
    for (const level of levels) {
      const report = judge(collect(files[nameOf(algorithm, level)]!), { anchors: authorities.anchors, at: signingDay });
      expect({ level, answers: report.signatures.map((one) => [one.indication, one.changes]) }).toEqual({
        ...{ level, answers: [['TOTAL_PASSED', level === 'B-B' || level === 'B-T' ? 'none' : 'lta']] },
      });
    }
  });

  it('openssl, NSS and pdfsig accept value, chain and timestamps', () => {
    const asked = Object.fromEntries(names.map((name) => [nameOf(name, 'B-LTA'), files[nameOf(name, 'B-LTA')]!]));
    const answers = askTools(asked, rootPem, signingDay);
    if (answers === null) return console.warn('verify-pdf.sh is not at hand: openssl, NSS and pdfsig were not asked');
    for (const name of Object.keys(asked))
      expect({ name, words: answers[name] }).toMatchObject({
        name,
        words: [
          {
            ...{ gap: 'ok', digest: 'ok', sigval: 'ok', chain: 'ok', nss: 'ok', tst: 'ok', covers: 'revision' },
            pdfsig: 'Signature is Valid.',
          },
          { gap: 'ok', digest: 'ok', sigval: 'ok', chain: 'ok', tst: 'doc', covers: 'file' },
        ],
      });
  }, 300_000);

  it('pyHanko confirms the level and that nothing but long-term data followed', () => {
    const answers = askPyhanko(files, rootPem, signingDay);
    if (answers === null) return console.warn('pyHanko is not at hand and was not asked');
    for (const algorithm of names)
      for (const level of levels) {
        const name = nameOf(algorithm, level);
        const [word] = answers[name] ?? [];
        const isLater = level === 'B-LT' || level === 'B-LTA';
        expect({ name, word }).toEqual({
          name,
          word: {
            ...{ field: 'ky_ca_nhan_1', intact: true, valid: true, trusted: true, docmdp: true },
            coverage: isLater ? 'ENTIRE_REVISION' : 'ENTIRE_FILE',
            modification: isLater ? 'LTA_UPDATES' : 'NONE',
            timestamp: level !== 'B-B',
            documentTimestamps: level === 'B-LTA' ? 1 : 0,
            ...(isLater ? { stored: 'trusted' } : {}),
            ...(level === 'B-LTA' ? { archive: 'OK' } : {}),
          },
        });
      }
  }, 300_000);
});
