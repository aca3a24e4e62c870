import type { KeyObject } from 'node:crypto';
import {
  buildCrl,
  type Certificate,
  certificateToPem,
  type KeyProvider,
  type KeyUsage,
  oids,
  privateKeyProvider,
  type Revocation,
  type SubjectFields,
  type TrustAnchor,
} from '@vanthu/pki';
import { type Authority, createRoot, generateKey, issue, keyToPem, type TestKeyType } from './authority.js';
import { buildPkcs12 } from './build-pkcs12.js';
import { plan } from './plan.js';

export interface Issued {
  readonly certificate: Certificate;
  readonly certificateDer: Uint8Array;
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
  readonly privateKeyPem: string;
  /** Leaf, issuing CA, root. */
  readonly chain: readonly Certificate[];
  pkcs12(pin: string): Uint8Array;
  keyProvider(): KeyProvider;
}

export interface SubscriberRequest {
  readonly commonName: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  /** Chức vụ; most certificates in the field carry none. */
  readonly title?: string;
  /** Default 30 days before the PKI's `at`. */
  readonly validFrom?: Date;
  /** Default 3 years after the PKI's `at`. */
  readonly validTo?: Date;
  /** Default 'ec' (P-256). */
  readonly keyType?: TestKeyType;
}

export interface TestPkiState {
  readonly at: Date;
  readonly root: Authority;
  readonly intermediate: Authority;
  readonly unknownRoot: Authority;
  readonly revocations: Revocation[];
  crlNumber: number;
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
  issuePerson(request: SubscriberRequest): Issued;
  issueOrganisation(request: SubscriberRequest): Issued;
  /** Was valid for a year, until the day before `at`. */
  issueExpired(request?: Partial<SubscriberRequest>): Issued;
  /** keyEncipherment only, as a TLS server's. */
  issueWrongUsage(request?: Partial<SubscriberRequest>): Issued;
  /** A timestamp authority (RFC 3161 2.3). */
  issueTimestampAuthority(request?: Partial<SubscriberRequest>): Issued;
  issueFromUnknownRoot(request?: Partial<SubscriberRequest>): Issued;
  /** From `at` on, by default the PKI's own; shows in the next `crl()`. */
  revoke(certificate: Certificate, options?: { at?: Date; reason?: number }): void;
  /** The issuing CA's list, DER. Default: made at the PKI's `at`, for 7 days. */
  crl(options?: { thisUpdate?: Date; nextUpdate?: Date }): Uint8Array;
  /** The root's list, DER: nothing on it. */
  rootCrl(options?: { thisUpdate?: Date; nextUpdate?: Date }): Uint8Array;
}

const dayMs = 86_400_000;
const days = (at: Date, count: number): Date => new Date(at.getTime() + count * dayMs);
const years = (at: Date, count: number): Date => {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + count);
  return date;
};

/** A new PKI around the instant `at`. Everything but the keys follows from the arguments. `keyType` is that of the CAs. */
export function createTestPki({ at, keyType = 'ec' }: { at: Date; keyType?: TestKeyType }): TestPki {
  const life = ({ yearsBefore, yearsAfter }: { yearsBefore: number; yearsAfter: number }) => ({
    validFrom: years(at, -yearsBefore),
    validTo: years(at, yearsAfter),
  });
  const root = createRoot({ subject: plan.root, keyType, ...life(plan.root) });
  const { privateKey, publicKey } = generateKey(keyType);
  const certificate = issue(root, {
    subject: plan.intermediate,
    publicKey,
    ...life(plan.intermediate),
    keyUsage: ['keyCertSign', 'cRLSign'],
    ca: { pathLength: plan.intermediate.pathLength },
  });
  return testPkiFrom({
    at,
    root,
    intermediate: { certificate, privateKey, issued: 0 },
    unknownRoot: createRoot({ subject: plan.unknownRoot, keyType, ...life(plan.unknownRoot) }),
    revocations: [],
    crlNumber: 0,
  });
}

/** A PKI over what was made or loaded before. */
export function testPkiFrom(state: TestPkiState): TestPki {
  const { at, root, intermediate, unknownRoot, revocations } = state;
  const under = [intermediate.certificate, root.certificate];
  const subscriber = (request: SubscriberRequest): Issued =>
    issueTo(intermediate, under, at, request, plan.subscriber.keyUsage);
  const list = (
    authority: Authority,
    listed: readonly Revocation[],
    options: { thisUpdate?: Date; nextUpdate?: Date },
  ) => {
    const { thisUpdate = at, nextUpdate = days(thisUpdate, plan.crl.daysValid) } = options;
    state.crlNumber += 1;
    return buildCrl({
      issuer: authority.certificate.subject.der,
      issuerKey: authority.privateKey,
      thisUpdate,
      nextUpdate,
      crlNumber: state.crlNumber,
      revocations: listed,
    });
  };
  return {
    state,
    root: root.certificate,
    intermediate: intermediate.certificate,
    unknownRoot: unknownRoot.certificate,
    rootPem: certificateToPem(root.certificate),
    intermediatePem: certificateToPem(intermediate.certificate),
    unknownRootPem: certificateToPem(unknownRoot.certificate),
    anchors: [{ certificate: root.certificate, family: 'public-service' }],
    issuePerson: subscriber,
    issueOrganisation: subscriber,
    issueExpired: (request) =>
      subscriber({ commonName: 'Người Hết Hạn', validFrom: days(at, -366), validTo: days(at, -1), ...request }),
    issueWrongUsage: (request) =>
      issueTo(
        intermediate,
        under,
        at,
        { commonName: 'may-chu.test.invalid', ...request },
        ['keyEncipherment'],
        [oids.serverAuth],
      ),
    issueTimestampAuthority: (request) =>
      issueTo(
        intermediate,
        under,
        at,
        { commonName: 'TSA thử nghiệm', ...request },
        ['digitalSignature'],
        [oids.timeStamping],
      ),
    issueFromUnknownRoot: (request) =>
      issueTo(
        unknownRoot,
        [unknownRoot.certificate],
        at,
        { commonName: 'Stranger', ...request },
        plan.subscriber.keyUsage,
      ),
    revoke(certificate, { at: revokedAt = at, reason = 1 } = {}) {
      revocations.push({ serialNumber: certificate.serialNumber, revokedAt, reason });
    },
    crl: (options = {}) => list(intermediate, revocations, options),
    rootCrl: (options = {}) => list(root, [], options),
  };
}

function issueTo(
  authority: Authority,
  issuers: readonly Certificate[],
  at: Date,
  request: SubscriberRequest,
  keyUsage: readonly KeyUsage[],
  extendedKeyUsage?: readonly string[],
): Issued {
  const { privateKey, publicKey } = generateKey(request.keyType ?? 'ec');
  const subject: SubjectFields = { ...request, country: plan.subscriber.country };
  const certificate = issue(authority, {
    subject,
    publicKey,
    validFrom: request.validFrom ?? days(at, -plan.subscriber.daysBefore),
    validTo: request.validTo ?? years(at, plan.subscriber.yearsAfter),
    keyUsage,
    policy: plan.subscriber.policy,
    ...(extendedKeyUsage === undefined ? {} : { extendedKeyUsage }),
  });
  return issuedFrom(certificate, privateKey, [certificate, ...issuers]);
}

function issuedFrom(certificate: Certificate, privateKey: KeyObject, chain: readonly Certificate[]): Issued {
  return {
    certificate,
    certificateDer: certificate.der,
    certificatePem: certificateToPem(certificate),
    privateKey,
    privateKeyPem: keyToPem(privateKey),
    chain,
    pkcs12: (pin) => buildPkcs12(privateKey, chain, pin),
    keyProvider: () => privateKeyProvider(privateKey, chain),
  };
}
