import { oids } from '../oids.js';
import type { Certificate } from '../x509/certificate.js';
import { isSelfIssued } from '../x509/issued-by.js';

/** Inputs (c) to (g) of RFC 5280 6.1.1. */
export interface PolicyInputs {
  /** Policies the caller accepts, in the anchor's domain; default any. */
  readonly accepted?: readonly string[];
  readonly requireExplicit?: boolean;
  readonly inhibitMapping?: boolean;
  readonly inhibitAny?: boolean;
}

interface PolicyNode {
  /** What the next certificate may call this policy. */
  expected: ReadonlySet<string>;
  /** Names of the policy in the anchor's domain; anyPolicy when nothing narrowed it yet. */
  readonly origins: ReadonlySet<string>;
}

const any = oids.anyPolicy;

/**
 * Certificate policies on the way down (RFC 5280 6.1.2 to 6.1.5). Only the current level of the policy graph of RFC 9618
 * is kept, each node with the anchor-domain policies it comes from: that is all the answer needs, and it cannot grow
 * exponentially as the tree of RFC 5280 can.
 */
export class PolicyState {
  /** undefined is the NULL tree. */
  private level: Map<string, PolicyNode> | undefined = new Map([
    [any, { expected: new Set([any]), origins: new Set([any]) }],
  ]);
  private explicitPolicy: number;
  private policyMapping: number;
  private inhibitAnyPolicy: number;

  constructor(
    private readonly inputs: PolicyInputs,
    pathLength: number,
  ) {
    this.explicitPolicy = inputs.requireExplicit ? 0 : pathLength + 1;
    this.policyMapping = inputs.inhibitMapping ? 0 : pathLength + 1;
    this.inhibitAnyPolicy = inputs.inhibitAny ? 0 : pathLength + 1;
  }

  /** 6.1.3 (d) to (f). False: an explicit policy is required and none is left. */
  enter(certificate: Certificate, isLeaf: boolean): boolean {
    const above = this.level;
    if (certificate.policies.length === 0 || above === undefined) {
      this.level = undefined;
      return this.explicitPolicy > 0;
    }
    const level = new Map<string, PolicyNode>();
    for (const policy of certificate.policies) {
      if (policy === any) continue;
      const parents = [...above.values()].filter(({ expected }) => expected.has(policy));
      if (parents.length > 0) level.set(policy, nodeFor(policy, unionOfOrigins(parents, policy)));
      else if (above.has(any)) level.set(policy, nodeFor(policy, new Set([policy])));
    }
    const isAnyAllowed = this.inhibitAnyPolicy > 0 || (!isLeaf && isSelfIssued(certificate));
    if (certificate.policies.includes(any) && isAnyAllowed) {
      for (const policy of new Set([...above.values()].flatMap(({ expected }) => [...expected]))) {
        const parents = [...above.values()].filter(({ expected }) => expected.has(policy));
        if (!level.has(policy)) level.set(policy, nodeFor(policy, unionOfOrigins(parents, policy)));
      }
    }
    this.level = level.size > 0 ? level : undefined;
    return this.explicitPolicy > 0 || this.level !== undefined;
  }

  /** 6.1.4 (a), (b), (h) to (j), for every certificate but the leaf. False: a mapping from or to anyPolicy. */
  leave(certificate: Certificate): boolean {
    const { policyMappings, policyConstraints } = certificate;
    if (policyMappings.some(({ issuerDomain, subjectDomain }) => issuerDomain === any || subjectDomain === any))
      return false;
    this.applyMappings(certificate);
    if (!isSelfIssued(certificate)) {
      this.explicitPolicy = Math.max(0, this.explicitPolicy - 1);
      this.policyMapping = Math.max(0, this.policyMapping - 1);
      this.inhibitAnyPolicy = Math.max(0, this.inhibitAnyPolicy - 1);
    }
    this.explicitPolicy = Math.min(
      this.explicitPolicy,
      policyConstraints?.requireExplicitPolicy ?? this.explicitPolicy,
    );
    this.policyMapping = Math.min(this.policyMapping, policyConstraints?.inhibitPolicyMapping ?? this.policyMapping);
    this.inhibitAnyPolicy = Math.min(this.inhibitAnyPolicy, certificate.inhibitAnyPolicy ?? this.inhibitAnyPolicy);
    return true;
  }

  /** 6.1.5 (a), (b), (g), after the leaf has entered. */
  accepts(leaf: Certificate): boolean {
    this.explicitPolicy = Math.max(0, this.explicitPolicy - 1);
    if (leaf.policyConstraints?.requireExplicitPolicy === 0) this.explicitPolicy = 0;
    if (this.explicitPolicy > 0) return true;
    const { accepted = [any] } = this.inputs;
    if (this.level === undefined) return false;
    if (accepted.includes(any)) return true;
    return [...this.level.values()].some(
      ({ origins }) => origins.has(any) || accepted.some((policy) => origins.has(policy)),
    );
  }

  private applyMappings({ policyMappings }: Certificate): void {
    const level = this.level;
    if (level === undefined) return;
    const targets = new Map<string, Set<string>>();
    for (const { issuerDomain, subjectDomain } of policyMappings) {
      targets.set(issuerDomain, (targets.get(issuerDomain) ?? new Set()).add(subjectDomain));
    }
    for (const [policy, expected] of targets) {
      const node = level.get(policy);
      if (this.policyMapping === 0) level.delete(policy);
      else if (node !== undefined) node.expected = expected;
      else if (level.has(any)) level.set(policy, { expected, origins: new Set([policy]) });
    }
    if (level.size === 0) this.level = undefined;
  }
}

const nodeFor = (policy: string, origins: ReadonlySet<string>): PolicyNode => ({
  expected: new Set([policy]),
  origins,
});

/** A child of anyPolicy is where the policy gets its name in the anchor's domain. */
function unionOfOrigins(parents: readonly PolicyNode[], policy: string): ReadonlySet<string> {
  const all = parents.flatMap(({ origins }) => [...origins]);
  return new Set(all.map((origin) => (origin === any ? policy : origin)));
}
