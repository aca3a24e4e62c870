import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import {
  authorityInfoAccess,
  buildCertificate,
  buildCrl,
  buildOcspResponse,
  buildTimestampRequest,
  buildTimestampResponse,
  type Certificate,
  type CertificateFields,
  type ClientWorld,
  crlDistributionPoints,
  type Fetch,
  type FetchAnswer,
  type FetchRequest,
  IssuerClient,
  type KeyProvider,
  nameDer,
  oids,
  parseCertificate,
  parseCrl,
  parseOcspRequest,
  parseOcspResponse,
  parseTimestampRequest,
  parseTimestampResponse,
  parseTimestampToken,
  privateKeyProvider,
  RevocationClient,
  TimestampClient,
  type TimestampRequest,
  type TrustAnchor,
} from '@vanthu/pki';
import type { RevocationSource, TimestampSource, ValidationSources } from '../src/index.js';
import { signingDay } from './test-certificates.js';

export type KeyKind = 'rsa-2048' | 'rsa-3072' | 'P-256' | 'P-384';

export const newKey = (kind: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } =>
  kind === 'P-256' || kind === 'P-384'
    ? generateKeyPairSync('ec', { namedCurve: kind })
    : generateKeyPairSync('rsa', { modulusLength: Number(kind.slice(4)) });

interface Holder {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}

const from = new Date('2026-01-01T00:00:00Z');
const until = new Date('2036-01-01T00:00:00Z');
let serial = 0x100001;

type Plan = Pick<CertificateFields, 'keyUsage'> &
  Partial<Pick<CertificateFields, 'extendedKeyUsage' | 'ca' | 'validFrom' | 'validTo'>>;

/* Nobody is asked there; strict judges look for revocation data only where a certificate names a place. */
const addressOf = ({ ca }: Plan) =>
  ca ? crlDistributionPoints(['http://pki.test/root.crl']) : authorityInfoAccess({ ocsp: ['http://pki.test/ocsp'] });

function issue(commonName: string, kind: KeyKind, plan: Plan, issuer?: Holder): Holder {
  const { privateKey, publicKey } = newKey(kind);
  const subject = nameDer({ commonName, country: 'VN' });
  const der = buildCertificate({
    ...{ serialNumber: Buffer.from((serial++).toString(16).padStart(8, '0'), 'hex'), subject, publicKey },
    ...{ issuer: issuer?.certificate.subject.der ?? subject, issuerKey: issuer?.key ?? privateKey },
    ...{ validFrom: from, validTo: until, ...plan },
    extensions: issuer ? [addressOf(plan)] : [],
  });
  return { certificate: parseCertificate(der), key: privateKey };
}

export interface Revoked {
  readonly at: Date;
}

/** A root, an issuing CA, a timestamp authority and status answers, all in memory, as of `now`. */
export class TestAuthorities {
  readonly root: Holder;
  readonly issuing: Holder;
  readonly timestamping: Holder;
  private readonly issued: Holder[] = [];
  readonly revoked = new Map<string, Revoked>();
  /** The clock of all servers; whole seconds. */
  now = signingDay;
  timestampsGiven = 0;
  statusAsked = 0;

  constructor(tsaKind: KeyKind = 'P-256', name = 'thử') {
    const ca = { keyUsage: ['keyCertSign', 'cRLSign'] } as const;
    this.root = issue(`Gốc ${name}`, 'P-256', { ...ca, ca: {} });
    this.issuing = issue(`CA công vụ ${name}`, 'P-256', { ...ca, ca: { pathLength: 0 } }, this.root);
    const plan: Plan = { keyUsage: ['digitalSignature'], extendedKeyUsage: [oids.timeStamping] };
    this.timestamping = issue(`TSA ${name}`, tsaKind, plan, this.issuing);
  }

  get anchors(): readonly TrustAnchor[] {
    return [{ certificate: this.root.certificate, family: 'public-service' }];
  }

  signer(kind: KeyKind, plan: Partial<Plan> & { commonName?: string } = {}): KeyProvider {
    const { commonName = `Người ký ${kind}`, ...more } = plan;
    const holder = issue(commonName, kind, { keyUsage: ['digitalSignature', 'nonRepudiation'], ...more }, this.issuing);
    this.issued.push(holder);
    return privateKeyProvider(holder.key, [holder.certificate, this.issuing.certificate]);
  }

  /** A token over what is asked, or over something else. */
  async stamp({ digestAlgorithm, digest }: Parameters<TimestampSource['stamp']>[0]) {
    this.timestampsGiven++;
    const request = parseTimestampRequest(buildTimestampRequest({ digestAlgorithm, digest }));
    if (request.kind !== 'timestamp-request') throw new Error(request.message);
    const response = parseTimestampResponse(await this.timestampResponse(request));
    if (response.kind !== 'timestamp-response' || !response.token) throw new Error('no token');
    const token = parseTimestampToken(response.token);
    if (token.kind !== 'timestamp-token') throw new Error(token.message);
    return { kind: 'timestamp', token } as const;
  }

  private timestampResponse(request: TimestampRequest): Promise<Uint8Array> {
    return buildTimestampResponse({
      ...{ request, genTime: this.now, policy: '1.2.3.4' },
      key: privateKeyProvider(this.timestamping.key, [this.timestamping.certificate, this.issuing.certificate]),
      serialNumber: Buffer.from((0x700000 + this.timestampsGiven).toString(16).padStart(8, '0'), 'hex'),
    });
  }

  /** OCSP of the issuing CA; CRL of the root. */
  async collect({ certificate, issuer }: Parameters<RevocationSource['collect']>[0], nonce?: Uint8Array) {
    this.statusAsked++;
    const revokedAt = this.revoked.get(certificate.fingerprintSha256)?.at;
    const times = { thisUpdate: this.now, nextUpdate: new Date(this.now.getTime() + 7 * 86_400_000) };
    if (issuer === this.root.certificate) {
      const revocations = revokedAt ? [{ serialNumber: certificate.serialNumber, revokedAt, reason: 1 }] : [];
      const fields = { issuer: issuer.subject.der, issuerKey: this.root.key, crlNumber: 1, revocations };
      return { crl: parseCrl(buildCrl({ ...fields, ...times })) };
    }
    const ocsp = parseOcspResponse(
      await buildOcspResponse({
        answers: [
          { certificate, issuer, ...times, status: revokedAt ? { kind: 'revoked', revokedAt } : { kind: 'good' } },
        ],
        key: privateKeyProvider(this.issuing.key, [this.issuing.certificate]),
        ...{ producedAt: this.now, nonce },
      }),
    );
    if (ocsp.kind !== 'ocsp-response') throw new Error('no OCSP response');
    return { ocsp };
  }

  /** The same servers over HTTP; what `fault` answers comes instead. */
  world(fault: (request: FetchRequest) => FetchAnswer | undefined = () => undefined): ClientWorld {
    const fetch: Fetch = async (request) => fault(request) ?? this.answer(request);
    return { fetch, now: () => this.now, random: (bytes) => randomBytes(bytes), sleep: async () => undefined };
  }

  private async answer({ url, body = new Uint8Array() }: FetchRequest): Promise<FetchAnswer> {
    const found = (bytes: Uint8Array): FetchAnswer => ({
      kind: 'answer',
      status: 200,
      contentType: undefined,
      body: bytes,
    });
    if (url.endsWith('/tsa')) {
      const request = parseTimestampRequest(body);
      if (request.kind !== 'timestamp-request') throw new Error(request.message);
      return found(await this.timestampResponse(request));
    }
    const asked = url.endsWith('/ocsp') ? parseOcspRequest(body) : undefined;
    const number = asked?.kind === 'ocsp-request' ? asked.certIds[0]?.serialNumber : undefined;
    const certificate = [...this.issued, this.issuing, this.timestamping]
      .map((one) => one.certificate)
      .find((one) => (number === undefined ? one === this.issuing.certificate : one.serialNumber === number))!;
    const issuer = number === undefined ? this.root.certificate : this.issuing.certificate;
    const nonce = asked?.kind === 'ocsp-request' && asked.nonce ? Buffer.from(asked.nonce, 'hex') : undefined;
    const { ocsp, crl } = await this.collect({ certificate, issuer }, nonce);
    return found((ocsp ?? crl)!.der);
  }

  /** Sources over `world`. */
  overHttp(fault?: (request: FetchRequest) => FetchAnswer | undefined): ValidationSources {
    const world = this.world(fault);
    const timestamps = new TimestampClient(world, { servers: [{ url: 'http://pki.test/tsa' }] });
    const clients = { revocation: new RevocationClient(world), issuers: new IssuerClient(world) };
    return { at: this.now, anchors: this.anchors, timestamps, ...clients };
  }

  get sources(): ValidationSources {
    return { at: this.now, anchors: this.anchors, timestamps: this.timestamps, revocation: this.revocation };
  }

  readonly timestamps: TimestampSource = { stamp: (request) => this.stamp(request) };
  readonly revocation: RevocationSource = { collect: (question) => this.collect(question) };
}
