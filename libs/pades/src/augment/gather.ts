import {
  type Certificate,
  type Crl,
  type OcspResponse,
  type PathJudgement,
  type PathPurpose,
  type PathQuestion,
  validatePath,
} from '@vanthu/pki';
import type { SecurityData } from '../dss/write-dss.js';
import { refuse, type SigningRefusal } from '../sign/signing-refusal.js';
import type { ValidationSources } from './sources.js';

interface Known {
  readonly certificates?: readonly Certificate[];
  readonly crls?: Iterable<Crl>;
  readonly ocsps?: Iterable<OcspResponse>;
}

/** Everything known so far of certificates and their status; grows while signatures are looked at. */
export class Evidence {
  private readonly certificatesByHash = new Map<string, Certificate>();
  readonly crls = new Set<Crl>();
  readonly ocsps = new Set<OcspResponse>();

  constructor(...sources: readonly Known[]) {
    for (const { certificates, crls, ocsps } of sources) {
      this.addCertificates(certificates ?? []);
      for (const crl of crls ?? []) this.crls.add(crl);
      for (const ocsp of ocsps ?? []) this.ocsps.add(ocsp);
    }
  }

  get certificates(): readonly Certificate[] {
    return [...this.certificatesByHash.values()];
  }

  addCertificates(certificates: readonly Certificate[]): void {
    for (const one of certificates) this.certificatesByHash.set(one.fingerprintSha256, one);
  }
}

export interface PathAsked {
  readonly leaf: Certificate;
  readonly purpose: PathPurpose;
  /** The instant for which validity is to be proven. */
  readonly at: Date;
}

/** Whether what is known already proves the path. */
export const isProven = (asked: PathAsked, evidence: Evidence, sources: ValidationSources): boolean =>
  judge(asked, evidence, sources, 'required').indication === 'PASSED';

/**
 * Builds the path, fetches what is missing of issuers and revocation data, and gives what proves it. Refuses when it
 * cannot be proven: what the store then lacks would be called long-term all the same.
 */
export async function gather(
  asked: PathAsked,
  evidence: Evidence,
  sources: ValidationSources,
): Promise<SecurityData | SigningRefusal> {
  const proven = judge(asked, evidence, sources, 'required');
  if (proven.indication === 'PASSED') return dataOf(proven);
  const path = await buildPath(asked, evidence, sources);
  const refusal = refusePath(path);
  if (refusal) return refusal;
  for (const { certificate, issuer, answer } of judge(asked, evidence, sources, 'if-known').revocations)
    if (answer.status === 'unknown') await ask(certificate, issuer, evidence, sources);
  const final = judge(asked, evidence, sources, 'required');
  return refusePath(final) ?? dataOf(final);
}

/** The path, with issuers fetched where they are missing. Only revocations that are known count. */
export async function buildPath(
  asked: PathAsked,
  evidence: Evidence,
  sources: ValidationSources,
): Promise<PathJudgement> {
  const path = judge(asked, evidence, sources, 'if-known');
  if (path.subIndication !== 'NO_CERTIFICATE_CHAIN_FOUND' || !sources.issuers) return path;
  const known = [...evidence.certificates, ...sources.anchors.map(({ certificate }) => certificate)];
  try {
    evidence.addCertificates((await sources.issuers.complete(asked.leaf, known)).issuers);
  } catch {
    return path;
  }
  return judge(asked, evidence, sources, 'if-known');
}

async function ask(
  certificate: Certificate,
  issuer: Certificate,
  evidence: Evidence,
  { revocation, at }: ValidationSources,
): Promise<void> {
  if (!revocation) return;
  try {
    const { ocsp, crl } = await revocation.collect({ certificate, issuer, at });
    if (ocsp) evidence.ocsps.add(ocsp);
    if (crl) evidence.crls.add(crl);
  } catch {
    // No answer: the path says what is missing
  }
}

function judge(
  { leaf, purpose, at }: PathAsked,
  evidence: Evidence,
  { anchors }: ValidationSources,
  revocation: NonNullable<PathQuestion['revocation']>,
): PathJudgement {
  const { certificates: intermediates, crls, ocsps } = evidence;
  return validatePath({ leaf, intermediates, anchors, at, purpose, revocation, crls: [...crls], ocsps: [...ocsps] });
}

/** Why a path does not hold, in the words of signing. */
export function refusePath({ subIndication, reason, chain }: PathJudgement): SigningRefusal | undefined {
  if (subIndication === undefined) return undefined;
  const certificate = chain[reason?.certificateIndex ?? 0];
  const details = {
    subIndication,
    ...(reason ? { reason: reason.code } : {}),
    ...(reason?.revokedAt ? { revokedAt: reason.revokedAt.toISOString() } : {}),
    ...(certificate ? { certificate: certificate.fingerprintSha256 } : {}),
  };
  const message = reason?.message ?? subIndication;
  switch (subIndication) {
    case 'REVOKED':
    case 'REVOKED_CA_NO_POE':
      return refuse('PADES.CERTIFICATE_REVOKED', message, details);
    case 'EXPIRED':
    case 'OUT_OF_BOUNDS_NO_POE':
      return refuse('PADES.CERTIFICATE_EXPIRED', message, details);
    case 'NOT_YET_VALID':
      return refuse('PADES.CERTIFICATE_NOT_YET_VALID', message, details);
    case 'TRY_LATER':
      return refuse('PADES.REVOCATION_UNKNOWN', message, details);
    default:
      return reason?.code === 'wrong-usage'
        ? refuse('PADES.KEY_USAGE', message, details)
        : refuse('PADES.CERTIFICATE_UNTRUSTED', message, details);
  }
}

function dataOf({ chain, revocations }: PathJudgement): SecurityData {
  const evidence = new Set(revocations.flatMap((one) => one.evidence));
  const ocsps = [...evidence].filter((one) => isOcsp(one));
  const crls = [...evidence].filter((one) => !isOcsp(one));
  const responders = ocsps.flatMap((one) => (isOcsp(one) ? one.certificates : []));
  const certificates = new Map([...chain, ...responders].map((one) => [one.fingerprintSha256, one.der]));
  return {
    certificates: [...certificates.values()],
    crls: crls.map((one) => one.der),
    ocsps: ocsps.map((one) => one.der),
  };
}

const isOcsp = (one: Crl | OcspResponse): one is OcspResponse => 'kind' in one && one.kind === 'ocsp-response';
