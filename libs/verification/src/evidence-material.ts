import type { PdfFacts, Report } from '@vanthu/pades';
import type { Certificate } from '@vanthu/pki';
import type { ParsedTrust } from './verification-trust.js';

/** What a judgement rests on, as DER: certificates of the chains, revocation lists and answers, timestamps (R-VER-08). */
export interface EvidenceMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly revocation: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly timestamps: readonly Uint8Array[];
}

/** Chosen from what was at hand: only what some chain of the report used. Each once, in the order of the report. */
export function materialOf(report: Report, facts: PdfFacts, trust: ParsedTrust): EvidenceMaterial {
  const { anchors, intermediates, crls } = trust;
  const carried = facts.signatures.flatMap((signature) => signature.cms?.certificates ?? []);
  const known = [...carried, ...intermediates, ...anchors.map(({ certificate }) => certificate)];
  const tokens = facts.timestamps.flatMap(({ token }) => token ?? []);
  const all = [
    ...known,
    ...facts.evidence.certificates.map(({ certificate }) => certificate),
    ...tokens.flatMap((token) => token.signedData.certificates),
  ];
  const byFingerprint = new Map(all.map((certificate) => [certificate.fingerprintSha256, certificate]));
  const used = new Map<string, Certificate>();
  const stamps = [...report.signatures.flatMap(({ timestamp }) => timestamp ?? []), ...report.documentTimestamps];
  const chains = [
    ...report.signatures.map(({ signerCertificate, chain }) => [signerCertificate, ...(chain?.certificates ?? [])]),
    ...stamps.map(({ certificate, chain }) => [certificate, ...(chain?.certificates ?? [])]),
  ];
  for (const summary of chains.flat()) {
    const certificate = summary && byFingerprint.get(summary.fingerprintSha256);
    if (certificate) used.set(certificate.fingerprintSha256, certificate);
  }
  const certificates = [...used.values()];
  const issuers = new Set(certificates.map((certificate) => certificate.issuer.key));
  const lists = [...crls, ...facts.evidence.crls.map(({ crl }) => crl)].filter((crl) => issuers.has(crl.issuer.key));
  return {
    certificates: certificates.map((certificate) => certificate.der),
    revocation: once(lists.map((crl) => crl.der)),
    ocsps: once(facts.evidence.ocsps.map(({ ocsp }) => ocsp.der)),
    timestamps: tokens.map((token) => token.der),
  };
}

/** The list that was asked is often the one that the file carries. */
const once = (values: readonly Uint8Array[]): Uint8Array[] => [
  ...new Map(values.map((value) => [Buffer.from(value).toString('base64'), value])).values(),
];
