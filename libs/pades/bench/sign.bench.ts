import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { PDF, type Signer } from '@libpdf/core';
import { privateKeyProvider, signValue } from '@vanthu/pki';
import { collect, judge, signPdf } from '../src/index.js';
import { flowPdf } from '../test/flow-pdf.js';
import { signingDay, testCertificate, testRoot } from '../test/test-certificates.js';
import { organisation, personal, signed, twoSignatures } from '../test/two-signatures.js';

/** Repetitions per second of processor time, so that a busy machine does not decide. */
const rounds = async (seconds: number, work: () => unknown): Promise<number> => {
  for (let i = 0; i < 5; i++) await work();
  const before = process.cpuUsage();
  const spent = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  let count = 0;
  while (spent() < seconds) {
    await work();
    count++;
  }
  return count / spent();
};

const print = (bench: string, ours: number, baseline: number) =>
  process.stdout.write(
    `${JSON.stringify({ bench, unit: 'per processor second', ours: round(ours), baseline: round(baseline), ratio: round(ours / baseline) })}\n`,
  );
const round = (value: number) => Math.round(value * 100) / 100;

/** The same RSA-2048 key signs the same file: invisible B-B by both, then our seal that fills, then our judgement. */
export async function signBench(seconds = 3): Promise<void> {
  const root = testRoot();
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = testCertificate({ commonName: 'Đo tốc độ' }, publicKey, root);
  const key = privateKeyProvider(createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })), [certificate]);
  const pdf = await flowPdf();
  const signer: Signer = {
    certificate: certificate.der,
    keyType: 'RSA',
    signatureAlgorithm: 'RSASSA-PKCS1-v1_5',
    sign: async (data: Uint8Array) => signValue(privateKey, data, { scheme: 'rsa-pkcs1', digest: 'sha256' }),
  };
  const baseline = await rounds(seconds, async () => (await PDF.load(pdf)).sign({ signer, level: 'B-B' }));
  const plain = { fieldName: personal.fieldName, at: signingDay };
  const ours = await rounds(seconds, () => signPdf(pdf, plain, key));
  print(`pades: sign B-B, ${pdf.length} bytes, RSA-2048, against @libpdf/core`, ours, baseline);

  const first = await signed(pdf, personal, key);
  const seal = await rounds(seconds, () => signPdf(first, organisation, key));
  print('pades: fill, seal with image, RSA-2048, against @libpdf/core signing without either', seal, baseline);

  const { second, anchors } = await twoSignatures({ rsaBits: 2048 });
  const judged = await rounds(seconds, () => judge(collect(second), { anchors, at: signingDay }));
  print('pades: judge two signatures with changes, against @libpdf/core signing one', judged, baseline);
}
