import { createHash } from 'node:crypto';
import {
  buildCrl,
  buildOcspRefusal,
  buildOcspResponse,
  buildTimestampRejection,
  buildTimestampResponse,
  type ClientWorld,
  type Fetch,
  type FetchAnswer,
  type FetchRequest,
  type KeyProvider,
  parseOcspRequest,
  parseTimestampRequest,
  privateKeyProvider,
  type Revocation,
} from '../src/index.js';
import { at, day, type Holder } from './small-pki.js';

export const keyOf = (holder: Holder, ...issuers: Holder[]): KeyProvider =>
  privateKeyProvider(
    holder.privateKey,
    [holder, ...issuers].map(({ certificate }) => certificate),
  );

export const answered = (body: Uint8Array, status = 200): FetchAnswer => ({
  kind: 'answer',
  status,
  contentType: undefined,
  body,
});

const problem = (code: 'timeout' | 'too-large' | 'unreachable'): FetchAnswer => ({
  kind: 'fetch-problem',
  code,
  message: code,
});

type Handler = (request: FetchRequest, now: Date) => FetchAnswer | Promise<FetchAnswer>;

/** Servers by address; everything else is unreachable. Time stands still but for `sleep`. */
export class SmallNet implements ClientWorld {
  readonly asked: string[] = [];
  time = at.getTime();
  private counter = 0;

  constructor(readonly servers: Record<string, Handler>) {}

  readonly fetch: Fetch = async (request) => {
    this.asked.push(request.url);
    const handler = this.servers[request.url];
    const answer = handler ? await handler(request, this.now()) : problem('unreachable');
    const isTooLong = answer.kind === 'answer' && answer.body.length > request.maxBytes;
    return isTooLong ? problem('too-large') : answer;
  };

  now(): Date {
    return new Date(this.time);
  }

  random(bytes: number): Uint8Array {
    this.counter += 1;
    return createHash('sha512').update(String(this.counter)).digest().subarray(0, bytes);
  }

  async sleep(ms: number): Promise<void> {
    this.time += ms;
  }
}

/** Ways in which any server fails. */
export const faults: Record<string, Handler> = {
  'HTTP 500': () => answered(Buffer.from('lỗi'), 500),
  'HTTP 404': () => answered(Buffer.from('không có'), 404),
  slow: () => problem('timeout'),
  garbage: () => answered(Buffer.from('<html><body>Đăng nhập</body></html>')),
  empty: () => answered(new Uint8Array()),
  endless: () => answered(new Uint8Array(64 * 1024 * 1024)),
};

export interface StampVariation {
  readonly genTime?: Date;
  readonly digest?: Uint8Array;
  readonly nonce?: string;
  /** Answers under its own policy, whatever was asked. */
  readonly ignorePolicy?: boolean;
}

export const stampServer =
  (tsa: Holder, root: Holder, variation: StampVariation = {}): Handler =>
  async ({ body = new Uint8Array() }, now) => {
    const request = parseTimestampRequest(body);
    if (request.kind !== 'timestamp-request') return answered(buildTimestampRejection('badDataFormat'));
    const { genTime = now, ignorePolicy = false, ...changes } = variation;
    const response = await buildTimestampResponse({
      request: { ...request, ...changes, policy: ignorePolicy ? undefined : request.policy },
      key: keyOf(tsa, root),
      genTime,
      serialNumber: Uint8Array.of(1),
      policy: '1.3.6.1.4.1.32473.30.2',
    });
    return answered(response);
  };

export interface OcspVariation {
  readonly status?: 'good' | 'unknown' | { readonly revokedAt: Date };
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly producedAt?: Date;
  readonly nonce?: 'echo' | 'other' | 'none';
  /** Another certificate than the one asked about. */
  readonly about?: Holder;
}

export const ocspServer =
  (responder: Holder, ca: Holder, leaf: Holder, variation: OcspVariation = {}): Handler =>
  async ({ body = new Uint8Array() }, now) => {
    const request = parseOcspRequest(body);
    if (request.kind !== 'ocsp-request') return answered(buildOcspRefusal('malformedRequest'));
    const { status = 'good', nonce = 'echo', producedAt = now, about = leaf } = variation;
    const echoed = nonce === 'echo' && request.nonce !== undefined ? Buffer.from(request.nonce, 'hex') : undefined;
    const response = await buildOcspResponse({
      answers: [
        {
          certificate: about.certificate,
          issuer: ca.certificate,
          status: typeof status === 'string' ? { kind: status } : { kind: 'revoked', ...status },
          thisUpdate: variation.thisUpdate ?? now,
          nextUpdate: variation.nextUpdate ?? new Date(now.getTime() + 3_600_000),
        },
      ],
      key: keyOf(responder),
      producedAt,
      nonce: nonce === 'other' ? Uint8Array.of(1, 2, 3) : echoed,
    });
    return answered(response);
  };

export const crlServer =
  (ca: Holder, revocations: Revocation[] = [], thisUpdate = day(-1), nextUpdate = day(6)): Handler =>
  () =>
    answered(
      buildCrl({
        issuer: ca.certificate.subject.der,
        issuerKey: ca.privateKey,
        thisUpdate,
        nextUpdate,
        crlNumber: 1,
        revocations,
      }),
    );
