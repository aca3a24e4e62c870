import { buildCrl, type Certificate, certificateToPem, oids, type Revocation, type TrustAnchor } from '@vanthu/pki';
import { wasIssuedBy } from './authority.js';
import { type Issued, type IssueUsage, issuedFrom, issueTo, type SubscriberRequest } from './issued.js';
import { plan } from './plan.js';
import { days } from './spans.js';
import {
  type AuthorityName,
  addressesOf,
  authorityNames,
  completeState,
  type TestPkiOptions,
  type TestPkiState,
} from './test-pki-state.js';

export interface CrlOptions {
  /** Default the PKI's `at`. */
  readonly thisUpdate?: Date;
  /** Default 7 days later. */
  readonly nextUpdate?: Date;
}

export interface TestPki {
  readonly state: TestPkiState;
  readonly root: Certificate;
  readonly intermediate: Certificate;
  readonly unknownRoot: Certificate;
  readonly rootPem: string;
  readonly intermediatePem: string;
  readonly unknownRootPem: string;
  /** The root as an anchor of family public-service. */
  readonly anchors: readonly TrustAnchor[];
  /** The national root as an anchor of family national. */
  readonly nationalAnchor: TrustAnchor;
  readonly nationalIntermediate: Certificate;
  /** The authority behind `/tsa`, under the root. */
  readonly timestampAuthority: Issued;
  issuePerson(request: SubscriberRequest): Issued;
  issueOrganisation(request: SubscriberRequest): Issued;
  /** A public signature of the national family. */
  issueNational(request: SubscriberRequest): Issued;
  /** Was valid for a year, until the day before `at`. */
  issueExpired(request?: Partial<SubscriberRequest>): Issued;
  /** Valid from the day after `at`. */
  issueNotYetValid(request?: Partial<SubscriberRequest>): Issued;
  /** Revoked at the PKI's `at`; shows in the next `crl()`, and at the responder. */
  issueRevoked(request?: Partial<SubscriberRequest>): Issued;
  /** keyEncipherment only, as a TLS server's. */
  issueWrongUsage(request?: Partial<SubscriberRequest>): Issued;
  /** A timestamp authority of one's own (RFC 3161 2.3), under the issuing CA. */
  issueTimestampAuthority(request?: Partial<SubscriberRequest>): Issued;
  issueFromUnknownRoot(request?: Partial<SubscriberRequest>): Issued;
  /** From `at` on, by default the PKI's own; shows in the next `crl()`. */
  revoke(certificate: Certificate, options?: { at?: Date; reason?: number }): void;
  revocationsOf(authority: AuthorityName): readonly Revocation[];
  /** The issuing CA's list, DER. Default: made at the PKI's `at`, for 7 days. */
  crl(options?: CrlOptions): Uint8Array;
  /** The root's list, DER. */
  rootCrl(options?: CrlOptions): Uint8Array;
}

/** A new PKI around the instant `at`. Everything but keys and serial numbers follows from the arguments. */
export const createTestPki = (options: TestPkiOptions): TestPki => testPkiFrom(completeState(options));

/** A PKI over what was made or loaded before. */
export function testPkiFrom(state: TestPkiState): TestPki {
  const { at, root, intermediate, nationalRoot, nationalIntermediate, unknownRoot, revocations } = state;
  const chains = {
    root: [root.certificate],
    intermediate: [intermediate.certificate, root.certificate],
    nationalIntermediate: [nationalIntermediate.certificate, nationalRoot.certificate],
  };
  const issueFrom = (
    name: 'intermediate' | 'nationalIntermediate',
    request: SubscriberRequest,
    usage: Omit<IssueUsage, 'extensions'> = plan.subscriber,
  ): Issued => {
    const { keyUsage, extendedKeyUsage } = usage;
    const extensions = addressesOf(name, state.serverUrl);
    const whole =
      extendedKeyUsage === undefined ? { keyUsage, extensions } : { keyUsage, extendedKeyUsage, extensions };
    return issueTo(state[name], chains[name], at, request, whole);
  };
  const subscriber = (request: SubscriberRequest): Issued => issueFrom('intermediate', request);
  const revoke: TestPki['revoke'] = (certificate, { at: revokedAt = at, reason = 1 } = {}) => {
    revocations.push({ serialNumber: certificate.serialNumber, revokedAt, reason });
  };
  const revocationsOf = (name: AuthorityName): readonly Revocation[] =>
    revocations.filter(({ serialNumber }) => ownerOf(state, serialNumber) === name);
  const list = (name: AuthorityName, { thisUpdate = at, nextUpdate }: CrlOptions): Uint8Array => {
    state.crlNumber += 1;
    return buildCrl({
      issuer: state[name].certificate.subject.der,
      issuerKey: state[name].privateKey,
      thisUpdate,
      nextUpdate: nextUpdate ?? days(thisUpdate, plan.crl.daysValid),
      crlNumber: state.crlNumber,
      revocations: revocationsOf(name),
    });
  };
  const { timestampAuthority } = state;
  return {
    state,
    root: root.certificate,
    intermediate: intermediate.certificate,
    unknownRoot: unknownRoot.certificate,
    rootPem: certificateToPem(root.certificate),
    intermediatePem: certificateToPem(intermediate.certificate),
    unknownRootPem: certificateToPem(unknownRoot.certificate),
    anchors: [{ certificate: root.certificate, family: 'public-service' }],
    nationalAnchor: { certificate: nationalRoot.certificate, family: 'national' },
    nationalIntermediate: nationalIntermediate.certificate,
    timestampAuthority: issuedFrom(timestampAuthority.certificate, timestampAuthority.privateKey, [
      timestampAuthority.certificate,
      root.certificate,
    ]),
    issuePerson: subscriber,
    issueOrganisation: subscriber,
    issueNational: (request) => issueFrom('nationalIntermediate', request),
    issueExpired: (request) =>
      subscriber({ commonName: 'Người Hết Hạn', validFrom: days(at, -366), validTo: days(at, -1), ...request }),
    issueNotYetValid: (request) =>
      subscriber({ commonName: 'Người Chưa Có Hiệu Lực', validFrom: days(at, 1), ...request }),
    issueRevoked(request) {
      const issued = subscriber({ commonName: 'Người Bị Thu Hồi', ...request });
      revoke(issued.certificate);
      return issued;
    },
    issueWrongUsage: (request) =>
      issueFrom(
        'intermediate',
        { commonName: 'may-chu.test.invalid', ...request },
        { keyUsage: ['keyEncipherment'], extendedKeyUsage: [oids.serverAuth] },
      ),
    issueTimestampAuthority: (request) =>
      issueFrom(
        'intermediate',
        { commonName: 'TSA thử nghiệm', ...request },
        { keyUsage: ['digitalSignature'], extendedKeyUsage: [oids.timeStamping] },
      ),
    issueFromUnknownRoot: (request) =>
      issueTo(
        unknownRoot,
        [unknownRoot.certificate],
        at,
        { commonName: 'Stranger', ...request },
        {
          keyUsage: plan.subscriber.keyUsage,
          extensions: [],
        },
      ),
    revoke,
    revocationsOf,
    crl: (options = {}) => list('intermediate', options),
    rootCrl: (options = {}) => list('root', options),
  };
}

/** Whose certificate has this number; numbers of an earlier release do not say, and were all the issuing CA's. */
const ownerOf = (state: TestPkiState, serialNumber: string): AuthorityName =>
  authorityNames.find((name) => wasIssuedBy(state[name], serialNumber)) ?? 'intermediate';
