import type { Report } from '@vanthu/pades';
import type { Certificate, Crl } from '@vanthu/pki';

/** What a judgement rests on, as DER: the certificates of the chains, and the lists asked about them (R-VER-08). */
export interface EvidenceMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly revocation: readonly Uint8Array[];
}

/** Chosen from what was at hand: only what some chain of the report used. Each once, in the order of the report. */
export function materialOf(report: Report, known: readonly Certificate[], crls: readonly Crl[]): EvidenceMaterial {
  const byFingerprint = new Map(known.map((certificate) => [certificate.fingerprintSha256, certificate]));
  const used = new Map<string, Certificate>();
  for (const { signerCertificate, chain } of report.signatures) {
    const named = [signerCertificate, ...(chain?.certificates ?? [])];
    for (const summary of named) {
      const certificate = summary && byFingerprint.get(summary.fingerprintSha256);
      if (certificate) used.set(certificate.fingerprintSha256, certificate);
    }
  }
  const certificates = [...used.values()];
  const issuers = new Set(certificates.map((certificate) => certificate.issuer.key));
  return {
    certificates: certificates.map((certificate) => certificate.der),
    revocation: crls.filter((crl) => issuers.has(crl.issuer.key)).map((crl) => crl.der),
  };
}
