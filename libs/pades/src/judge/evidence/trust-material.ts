import {
  type Certificate,
  type Crl,
  type OcspResponse,
  type PathJudgement,
  type PathPurpose,
  type TrustAnchor,
  validatePath,
} from '@vanthu/pki';
import type { PdfFacts } from '../facts.js';
import type { JudgementPolicy } from '../policy.js';

/* Three for each of the most signatures that a file is read with. */
const maxLinkChecks = 1_000;

export interface GivenMaterial {
  readonly anchors: readonly TrustAnchor[];
  readonly intermediates?: readonly Certificate[];
  readonly crls?: readonly Crl[];
  readonly ocsps?: readonly OcspResponse[];
}

export interface ChainQuestion {
  readonly leaf: Certificate;
  readonly at: Date;
  readonly purpose: PathPurpose;
}

/** Certificates and revocation data of file and caller together, and the question for a path over them. */
export class TrustMaterial {
  private readonly intermediates: readonly Certificate[];
  private readonly crls: readonly Crl[];
  private readonly ocsps: readonly OcspResponse[];
  private readonly asked = new Map<string, PathJudgement>();
  private readonly linkChecks = { left: maxLinkChecks };

  constructor(
    private readonly facts: PdfFacts,
    private readonly given: GivenMaterial,
    private readonly policy: JudgementPolicy,
  ) {
    this.intermediates = certificatesOf(facts, given.intermediates ?? [], Number.POSITIVE_INFINITY);
    this.crls = [...(given.crls ?? []), ...facts.evidence.crls.map(({ crl }) => crl)];
    this.ocsps = [...(given.ocsps ?? []), ...facts.evidence.ocsps.map(({ ocsp }) => ocsp)];
  }

  path({ leaf, at, purpose }: ChainQuestion): PathJudgement {
    const key = `${leaf.fingerprintSha256} ${at.getTime()} ${purpose}`;
    const known = this.asked.get(key);
    if (known) return known;
    const { algorithms, revocation, families } = this.policy;
    const path = validatePath({
      ...{ leaf, at, purpose, revocation, algorithmPolicy: algorithms, linkChecks: this.linkChecks },
      ...{ intermediates: this.intermediates, anchors: this.given.anchors, crls: this.crls, ocsps: this.ocsps },
      ...(families ? { families } : {}),
    });
    this.asked.set(key, path);
    return path;
  }

  /**
   * Whether what the file itself carries up to a revision is enough to judge this certificate at a later day: its issuers,
   * and an answer about the revocation of each below the root (EN 319 142-1 6.3, (l) to (o)). Trust is no part of it:
   * without anchors of the caller the roots in the file stand in for them.
   */
  isCompleteIn(revision: number, { leaf, at, purpose }: ChainQuestion): boolean {
    const { evidence } = this.facts;
    const intermediates = certificatesOf(this.facts, [], revision);
    const roots = intermediates.filter(({ issuer, subject }) => issuer.key === subject.key);
    const stand = roots.length > 0 ? roots : intermediates.filter(({ basicConstraints }) => basicConstraints?.ca);
    const anchors: readonly TrustAnchor[] =
      this.given.anchors.length > 0
        ? this.given.anchors
        : stand.map((certificate) => ({ certificate, family: 'organisation-defined' as const }));
    const upTo = <T extends { readonly revision: number }>(values: readonly T[]) =>
      values.filter((value) => value.revision <= revision);
    const path = validatePath({
      ...{ leaf, at, purpose, intermediates, anchors, revocation: 'required' as const, linkChecks: this.linkChecks },
      algorithmPolicy: this.policy.algorithms,
      crls: upTo(evidence.crls).map(({ crl }) => crl),
      ocsps: upTo(evidence.ocsps).map(({ ocsp }) => ocsp),
    });
    return path.indication === 'PASSED';
  }
}

function certificatesOf(facts: PdfFacts, given: readonly Certificate[], revision: number): readonly Certificate[] {
  const all = [
    ...facts.signatures.flatMap((signature) =>
      (signature.revision ?? 0) <= revision ? (signature.cms?.certificates ?? []) : [],
    ),
    ...facts.timestamps.flatMap((stamp) =>
      (stamp.revision ?? 0) <= revision ? (stamp.token?.signedData.certificates ?? []) : [],
    ),
    ...facts.evidence.certificates.flatMap((one) => (one.revision <= revision ? [one.certificate] : [])),
    ...given,
  ];
  return [...new Map(all.map((certificate) => [certificate.fingerprintSha256, certificate])).values()];
}
