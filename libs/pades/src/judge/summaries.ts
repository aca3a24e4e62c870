import type { Certificate, PathJudgement } from '@vanthu/pki';
import type { JudgedTimestamp } from './judge-timestamps.js';
import type { CertificateSummary, ChainReport, DocumentTimestampReport, TimestampReport } from './report.js';

export const summaryOf = (certificate: Certificate): CertificateSummary => ({
  subject: certificate.subject.text,
  issuer: certificate.issuer.text,
  commonName: certificate.subject.commonName,
  organization: certificate.subject.organization,
  serialNumber: certificate.serialNumber,
  fingerprintSha256: certificate.fingerprintSha256,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
});

export function chainReport(path: PathJudgement, at: Date, isProven: boolean): ChainReport {
  return {
    ...{ indication: path.indication, subIndication: path.subIndication, family: path.family },
    revocation: path.revocation,
    reason: path.reason?.code,
    at: at.toISOString(),
    timeSource: isProven ? 'proven' : 'given',
    certificates: path.chain.map(summaryOf),
  };
}

export function timestampReport({ facts, path, at, indication, subIndication }: JudgedTimestamp): TimestampReport {
  const signer = facts.judgement?.signerCertificate;
  return {
    genTime: facts.token?.genTime.toISOString(),
    ...{ indication, subIndication },
    authority: signer?.subject.commonName ?? signer?.subject.text,
    certificate: signer && summaryOf(signer),
    chain: path && at && chainReport(path, at, false),
  };
}

export const documentTimestampReport = (stamp: JudgedTimestamp): DocumentTimestampReport => ({
  ...{ field: stamp.facts.field, revision: stamp.facts.revision ?? -1 },
  ...timestampReport(stamp),
});
