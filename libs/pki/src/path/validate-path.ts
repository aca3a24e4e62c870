import { algorithmLabels } from '../algorithms/algorithm-policy.js';
import type { Certificate } from '../x509/certificate.js';
import { isSignatureChecked, verifyCertificateSignature } from '../x509/issued-by.js';
import { checkChain } from './check-chain.js';
import { withInheritedKeys } from './inherited-keys.js';
import {
  finding,
  indicationOf,
  type PathFinding,
  type PathJudgement,
  type PathQuestion,
  type TrustAnchor,
} from './path-judgement.js';

const defaultMaxPathLength = 10;
/** Signature checks allowed in one search: certificates that all name each other must not stall a judge. */
const maxLinkChecks = 200;

interface Attempt {
  chain: readonly Certificate[];
  anchor: TrustAnchor | undefined;
  finding: PathFinding | undefined;
  revocation: PathJudgement['revocation'];
  revocations: PathJudgement['revocations'];
}

/**
 * Looks for a path from the leaf to one of the anchors that holds at `at` (RFC 5280 6, EN 319 102-1 5.2.6) and says what
 * was found. When none holds, the attempt that came furthest is told. A missing intermediate is
 * NO_CERTIFICATE_CHAIN_FOUND: it says nothing against the signature.
 */
export function validatePath(question: PathQuestion): PathJudgement {
  return judge(question, 0);
}

/** CRL signers need paths of their own, and so may theirs; this deep and no deeper. */
const maxNestedSearches = 2;

function judge(question: PathQuestion, nesting: number): PathJudgement {
  const search = new PathSearch(question, nesting);
  const { chain, anchor, finding: found, revocation, revocations } = search.run();
  const subIndication = found?.subIndication;
  return Object.freeze({
    indication: indicationOf(subIndication),
    subIndication,
    chain: Object.freeze([...chain]),
    anchor,
    family: anchor?.family,
    reason: found?.reason,
    revocation,
    revocations,
    labels: labelsOf(chain, anchor),
  });
}

/** Of every signature in the chain; the anchor's own is not one that is relied upon. */
function labelsOf(chain: readonly Certificate[], anchor: TrustAnchor | undefined): readonly string[] {
  const signed = chain.filter(({ fingerprintSha256 }) => fingerprintSha256 !== anchor?.certificate.fingerprintSha256);
  return [...new Set(signed.flatMap(({ signatureAlgorithm }) => algorithmLabels(signatureAlgorithm)))];
}

class PathSearch {
  private best: Attempt;
  private readonly linkChecks: { left: number };
  private readonly links = new Map<string, boolean>();
  private readonly maxPathLength: number;

  constructor(
    private readonly question: PathQuestion,
    private readonly nesting: number,
  ) {
    this.maxPathLength = question.maxPathLength ?? defaultMaxPathLength;
    this.linkChecks = question.linkChecks ?? { left: maxLinkChecks };
    this.best = this.failure([question.leaf], 'NO_CERTIFICATE_CHAIN_FOUND', 'issuer-not-found', 'no issuer is known');
  }

  run(): Attempt {
    this.extend([this.question.leaf]);
    return this.best;
  }

  /** Depth first; true when a good path was found. */
  private extend(chain: readonly Certificate[]): boolean {
    const last = chain[chain.length - 1];
    if (last === undefined) return false;
    for (const anchor of this.question.anchors) {
      if (anchor.certificate.fingerprintSha256 === last.fingerprintSha256) {
        if (this.conclude(chain, anchor)) return true;
      } else if (this.isIssuer(anchor.certificate, chain) && this.conclude([...chain, anchor.certificate], anchor)) {
        return true;
      }
    }
    if (chain.length >= this.maxPathLength) return false;
    const issuers = this.question.intermediates.filter((candidate) => candidate.subject.key === last.issuer.key);
    for (const issuer of byKeyId(issuers, last)) {
      const isRepeated = chain.some((one) => one.fingerprintSha256 === issuer.fingerprintSha256);
      if (!isRepeated && this.isIssuer(issuer, chain) && this.extend([...chain, issuer])) return true;
    }
    this.keep(this.failure(chain, 'NO_CERTIFICATE_CHAIN_FOUND', 'issuer-not-found', 'no issuer is known'));
    return false;
  }

  private conclude(found: readonly Certificate[], anchor: TrustAnchor): boolean {
    const chain = withInheritedKeys(found);
    if (chain === undefined) {
      const message = 'a signature with inherited key parameters is wrong';
      this.keep(this.failure(found, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'bad-signature', message));
      return false;
    }
    const isTrusted = (signer: Certificate): boolean => this.isTrustedSigner(signer, anchor);
    const attempt: Attempt = { chain, anchor, ...checkChain(chain, anchor, this.question, isTrusted) };
    this.keep(attempt);
    return attempt.finding === undefined;
  }

  /** A signer of CRLs needs a good path to the same anchor (RFC 5280 6.3.3 (f)). */
  private isTrustedSigner(signer: Certificate, anchor: TrustAnchor): boolean {
    if (this.nesting >= maxNestedSearches) return false;
    const { revocation, ...rest } = this.question;
    // a listed signer is refused; silence about one would send the search in circles
    const asked = revocation === 'ignore' ? 'ignore' : 'if-known';
    const nested = {
      ...rest,
      leaf: signer,
      anchors: [anchor],
      policies: {},
      purpose: 'any',
      revocation: asked,
    } as const;
    return judge(nested, this.nesting + 1).indication === 'PASSED';
  }

  private isIssuer(issuer: Certificate, chain: readonly Certificate[]): boolean {
    const last = chain[chain.length - 1];
    if (last === undefined || issuer.subject.key !== last.issuer.key) return false;
    // a key without parameters is completed, and its signatures checked, when the chain stands
    if (issuer.publicKey === undefined) return true;
    const link = `${last.fingerprintSha256} ${issuer.fingerprintSha256}`;
    let isSigned = this.links.get(link);
    if (isSigned === undefined) {
      if (!isSignatureChecked(last, issuer) && this.linkChecks.left-- <= 0) return false;
      isSigned = verifyCertificateSignature(last, issuer) === 'ok';
      this.links.set(link, isSigned);
    }
    if (!isSigned) {
      const message = 'the signature of the certificate is not its issuer’s';
      this.keep(this.failure(chain, 'CERTIFICATE_CHAIN_GENERAL_FAILURE', 'bad-signature', message, chain.length - 1));
    }
    return isSigned;
  }

  /** A good path wins, then one that reached an anchor, then a broken link, then the longer one. */
  private keep(attempt: Attempt): void {
    if (rank(attempt) > rank(this.best)) this.best = attempt;
  }

  private failure(chain: readonly Certificate[], ...what: Parameters<typeof finding>): Attempt {
    return { chain, anchor: undefined, finding: finding(...what), revocation: 'unknown', revocations: [] };
  }
}

function rank({ finding: found, anchor, chain }: Attempt): number {
  if (found === undefined) return 4000;
  const reached = anchor === undefined ? 0 : 2000;
  const broken = found.reason.code === 'bad-signature' ? 1000 : 0;
  return reached + broken + chain.length;
}

/** Issuers whose key identifier fits come first (RFC 5280 4.2.1.1); it is a hint only, the signature decides. */
function byKeyId(issuers: readonly Certificate[], certificate: Certificate): readonly Certificate[] {
  const wanted = certificate.authorityKeyId?.keyId;
  if (wanted === undefined) return issuers;
  const fits = (issuer: Certificate): number => (issuer.subjectKeyId === wanted ? 0 : 1);
  return [...issuers].sort((left, right) => fits(left) - fits(right));
}
