import { type KeyObject, sign as signBytes } from 'node:crypto';
import { type KeyProvider, privateKeyProvider, type SigningAlgorithm, signValue } from '@vanthu/pki';
import { encodePng, type SignedPdf, type SigningRefusal, signPdf } from '../src/index.js';
import { PdfDocument } from '../src/pdf/document.js';
import { PdfUpdate } from '../src/pdf/update.js';
import { type KeyKind, newKey } from '../test/test-authorities.js';
import { signingDay, testCertificate, testRoot, testSigner } from '../test/test-certificates.js';
import { plainPages } from './plain-pages.js';

const spentSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

/** Repetitions per second of processor time, so that a busy machine does not decide; the first half compiles and is not counted. */
const rounds = async (seconds: number, work: () => unknown): Promise<number> => {
  for (const start = process.cpuUsage(); spentSince(start) < seconds; ) await work();
  const start = process.cpuUsage();
  let count = 0;
  for (; spentSince(start) < seconds; count++) await work();
  return count / spentSince(start);
};

const print = (bench: string, ours: number, baseline: number) =>
  process.stdout.write(
    `${JSON.stringify({ bench, unit: 'per processor second', ours: round(ours), baseline: round(baseline), ratio: round(ours / baseline) })}\n`,
  );
const round = (value: number) => Math.round(value * 100) / 100;

const kinds: readonly (readonly [KeyKind, SigningAlgorithm])[] = [
  ['rsa-2048', { scheme: 'rsa-pkcs1', digest: 'sha256' }],
  ['rsa-3072', { scheme: 'rsa-pkcs1', digest: 'sha256' }],
  ['P-256', { scheme: 'ecdsa', digest: 'sha256' }],
];

const libpdfSigner = (certificate: Uint8Array, key: KeyObject, algorithm: SigningAlgorithm) =>
  ({
    certificate,
    keyType: algorithm.scheme === 'ecdsa' ? 'EC' : 'RSA',
    signatureAlgorithm: algorithm.scheme === 'ecdsa' ? 'ECDSA' : 'RSASSA-PKCS1-v1_5',
    sign: async (data: Uint8Array) => signValue(key, data, algorithm),
  }) as const;

const made = (result: SignedPdf | SigningRefusal): SignedPdf => {
  if (result.kind === 'refusal') throw new Error(result.message);
  return result;
};

/**
 * The same key signs the same three pages: invisible B-B by both, and by the bare key over as many bytes as a CMS signs.
 * The other library is loaded when ours has been measured: each pays for its own modules only, which a collector walks.
 */
export async function signBench(seconds = 3): Promise<void> {
  const pdf = plainPages();
  const root = testRoot();
  const options = { newField: { page: 1 }, at: signingDay };
  const measured = [];
  for (const [kind, algorithm] of kinds) {
    const { privateKey, publicKey } = newKey(kind);
    const certificate = testCertificate({ commonName: 'Đo tốc độ' }, publicKey, root);
    const key = privateKeyProvider(privateKey, [certificate]);
    const attributes = new Uint8Array(200);
    const bare = await rounds(seconds, () => signBytes('sha256', attributes, privateKey));
    // In one piece, as the baseline gives it: a copy of everything for each signature
    const ours = await rounds(seconds, async () => made(await signPdf(pdf, options, key)).pdf);
    // What a caller appends to the file that it has
    const appended = await rounds(seconds, async () => made(await signPdf(pdf, options, key)).increment);
    const signer = libpdfSigner(certificate.der, privateKey, algorithm);
    measured.push({ kind, key, signer, bare, ours, appended });
  }
  const { PDF } = await import('@libpdf/core');
  for (const { kind, signer, bare, ours, appended } of measured) {
    const baseline = await rounds(seconds, async () => (await PDF.load(pdf)).sign({ signer, level: 'B-B' }));
    print(`pades: sign B-B, 3 pages, ${pdf.length} bytes, ${kind}, against @libpdf/core`, ours, baseline);
    print(`pades: the same, against the bare ${kind} operation`, ours, bare);
    print(`pades: the same, only what is appended, against @libpdf/core`, appended, baseline);
    print(`pades: the same, only what is appended, against the bare ${kind} operation`, appended, bare);
    if (kind === 'rsa-2048') await sealBench(measured[0]!.key, baseline, seconds);
  }
}

async function sealBench(key: KeyProvider, baseline: number, seconds: number): Promise<void> {
  const { organisation, personal, signed } = await import('../test/two-signatures.js');
  const { discPng, flowPdf } = await import('../test/flow-pdf.js');
  const first = await signed(await flowPdf(), personal, key);
  // The image is encoded once, as whoever seals often does
  const appearance = { kind: 'image', png: encodePng(discPng(60, [200, 0, 0])) } as const;
  const seal = await rounds(seconds, async () => made(await signPdf(first, { ...organisation, appearance }, key)).pdf);
  print('pades: fill, seal with image, RSA-2048, against @libpdf/core signing without either', seal, baseline);
}

/** What signing a large file takes of memory beside the file itself, as a ratio to its size. */
export async function signLargeFileBench(bytes = 100_000_000): Promise<void> {
  const update = new PdfUpdate(new PdfDocument(plainPages()));
  update.addStream('/Type /Filler', Buffer.alloc(bytes, 'VanThu'));
  // Held until the end, so that nothing of it is given back while the signature is measured
  const appended = update.append();
  const pdf = appended.bytes;
  const key = testSigner({ commonName: 'Tệp lớn' }, testRoot());
  const before = process.memoryUsage().arrayBuffers;
  const start = process.cpuUsage();
  const { increment: added } = made(await signPdf(pdf, { newField: { page: 1 }, at: signingDay }, key));
  const seconds = spentSince(start);
  const ours = pdf.length + process.memoryUsage().arrayBuffers - before;
  const report = {
    bench: `pades: memory held when ${pdf.length} bytes are signed, the file included, against its size`,
    ...{ unit: 'bytes', ours, baseline: appended.length, ratio: round(ours / appended.length) },
    ...{ appended: added.length, megabytesPerSecond: round(pdf.length / 1e6 / seconds) },
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
