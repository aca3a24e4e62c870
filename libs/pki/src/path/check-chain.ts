import { defaultAlgorithmPolicy } from '../algorithms/algorithm-policy.js';
import type { Certificate } from '../x509/certificate.js';
import { isSelfIssued } from '../x509/issued-by.js';
import { mayIssueTimestamps, maySignDocuments } from '../x509/signing-usage.js';
import { certificateChecks, nextPathLength } from './check-certificate.js';
import { askRevocation, type IsTrusted, revocationFinding } from './check-revocation.js';
import { NameConstraintState } from './name-constraints.js';
import {
  type CertificateRevocation,
  finding,
  type PathFinding,
  type PathJudgement,
  type PathQuestion,
  type TrustAnchor,
} from './path-judgement.js';
import { PolicyState } from './policy-state.js';

interface ChainAnswer {
  finding: PathFinding | undefined;
  revocation: PathJudgement['revocation'];
  revocations: readonly CertificateRevocation[];
}

/** What RFC 5280 6.1.2 carries from certificate to certificate. */
interface State {
  pathLength: number;
  readonly names: NameConstraintState;
  readonly policies: PolicyState;
}

/**
 * RFC 5280 6.1 over one finished chain, leaf first and the anchor's certificate last; signatures of the links were
 * checked when the chain was built. Goes from the anchor down, so the first finding is the one nearest to the root.
 */
export function checkChain(
  chain: readonly Certificate[],
  anchor: TrustAnchor,
  question: PathQuestion,
  isTrusted: IsTrusted,
): ChainAnswer {
  const { at, algorithmPolicy: policy = defaultAlgorithmPolicy, revocation = 'if-known' } = question;
  const found = checkAnchor(anchor, question, chain.length - 1);
  const revocations: CertificateRevocation[] = [];
  const stop = (wrong: PathFinding): ChainAnswer => ({ finding: wrong, revocation: 'unknown', revocations });
  if (found !== undefined) return stop(found);
  const state: State = {
    // the anchor's own constraint binds as well: roots of the field carry one, and ignoring it helps nobody
    pathLength: anchor.certificate.basicConstraints?.pathLength ?? chain.length,
    names: new NameConstraintState(),
    policies: new PolicyState(question.policies ?? {}, chain.length - 1),
  };
  state.names.add(anchor.certificate);
  let known: PathJudgement['revocation'] = revocation === 'ignore' ? 'unknown' : 'good';
  for (let index = chain.length - 2; index >= 0; index--) {
    const certificate = chain[index];
    const issuer = chain[index + 1];
    if (certificate === undefined || issuer === undefined) break;
    for (const check of certificateChecks) {
      const wrong = check({ certificate, issuer, index, at, policy });
      if (wrong !== undefined) return stop(wrong);
    }
    const wrong =
      enter(certificate, index, state) ?? leave(certificate, index, state) ?? checkUsage(certificate, index, question);
    if (wrong !== undefined) return stop(wrong);
    if (revocation === 'ignore') continue;
    const asked = askRevocation(certificate, issuer, question, isTrusted);
    revocations.unshift(asked);
    if (asked.answer.status !== 'good') known = asked.answer.status;
    const revoked = revocationFinding(asked.answer, index, revocation === 'required');
    if (revoked !== undefined) return { finding: revoked, revocation: known, revocations };
  }
  return { finding: undefined, revocation: known, revocations };
}

/** Thông tư 15/2025, annex 1.4, 1.5; RFC 3161 2.3 */
function checkUsage(certificate: Certificate, index: number, { purpose = 'any' }: PathQuestion) {
  if (index !== 0 || purpose === 'any') return undefined;
  const mayBeUsed = purpose === 'timestamping' ? mayIssueTimestamps(certificate) : maySignDocuments(certificate);
  if (mayBeUsed) return undefined;
  return finding('CHAIN_CONSTRAINTS_FAILURE', 'wrong-usage', `the certificate is not for ${purpose}`, index);
}

/** 6.1.3 (b) to (f) */
function enter(certificate: Certificate, index: number, { names, policies }: State): PathFinding | undefined {
  const isLeaf = index === 0;
  const forbidden = isSelfIssued(certificate) && !isLeaf ? undefined : names.forbidden(certificate);
  if (forbidden !== undefined) {
    const message = `a name of kind ${forbidden} is not allowed here`;
    return finding('CHAIN_CONSTRAINTS_FAILURE', 'name-constraints', message, index);
  }
  const isAllowed = policies.enter(certificate, isLeaf) && (!isLeaf || policies.accepts(certificate));
  return isAllowed ? undefined : finding('CHAIN_CONSTRAINTS_FAILURE', 'policy', 'no accepted policy is left', index);
}

/** 6.1.4, for every certificate but the leaf */
function leave(certificate: Certificate, index: number, state: State): PathFinding | undefined {
  if (index === 0) return undefined;
  if (!state.policies.leave(certificate)) {
    return finding('CHAIN_CONSTRAINTS_FAILURE', 'policy-mapping', 'a mapping from or to anyPolicy', index);
  }
  state.names.add(certificate);
  const rest = nextPathLength(certificate, state.pathLength);
  if (rest === undefined) {
    return finding('CHAIN_CONSTRAINTS_FAILURE', 'path-length-exceeded', 'too many CAs below a CA', index);
  }
  state.pathLength = rest;
  return undefined;
}

function checkAnchor(anchor: TrustAnchor, question: PathQuestion, index: number): PathFinding | undefined {
  const { at, families, purpose = 'any' } = question;
  const isTsa = anchor.family === 'tsa';
  const counts = isTsa && purpose !== 'any' ? purpose === 'timestamping' : (families?.includes(anchor.family) ?? true);
  if (!counts) {
    const message = `the path ends in an anchor of family ${anchor.family}`;
    return finding('NO_CERTIFICATE_CHAIN_FOUND', 'anchor-of-another-family', message, index);
  }
  const from = anchor.validFrom ?? anchor.certificate.notBefore;
  const until = anchor.validUntil ?? anchor.certificate.notAfter;
  if (at < from || at > until) {
    const message = 'the anchor is not trusted at this time';
    return finding('NO_CERTIFICATE_CHAIN_FOUND', 'anchor-not-trusted-then', message, index);
  }
  return undefined;
}
