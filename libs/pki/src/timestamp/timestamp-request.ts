import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import { DerError } from '../der/der-error.js';
import { elements, isTagged, readBoolean, readOid, readSmallInteger, tags } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { TimestampProblem, TimestampRequest } from './timestamp.js';
import { imprintDer, integerHex, readImprint, readOrProblem } from './timestamp-fields.js';

export interface TimestampRequestInput {
  readonly digestAlgorithm: DigestAlgorithm;
  readonly digest: Uint8Array;
  /** Unsigned big-endian; ties the answer to this request. */
  readonly nonce?: Uint8Array | undefined;
  /** The policy the token shall be issued under. */
  readonly policy?: string | undefined;
  /** Default true: a token without its signer's certificate cannot be judged decades later. */
  readonly certReq?: boolean;
}

/** TimeStampReq (RFC 3161 2.4.1), DER. Media type application/timestamp-query. */
export function buildTimestampRequest(input: TimestampRequestInput): Uint8Array {
  const { digestAlgorithm, digest, nonce, policy, certReq = true } = input;
  return der.sequence(
    der.integer(1),
    imprintDer(digestAlgorithm, digest),
    ...(policy === undefined ? [] : [der.oid(policy)]),
    ...(nonce === undefined ? [] : [der.unsignedInteger(nonce)]),
    ...(certReq ? [der.boolean(true)] : []),
  );
}

const maxRequestBytes = 64 * 1024;

/** Reads a TimeStampReq, for an authority. Extensions are refused: none is known here, and silence would be a lie. */
export function parseTimestampRequest(bytes: Uint8Array): TimestampRequest | TimestampProblem {
  return readOrProblem(() => {
    const fields = [...elements(readDer(bytes, { maxBytes: maxRequestBytes }), 'TimeStampReq')];
    const version = readSmallInteger(fields.shift(), 'version');
    if (version !== 1) throw new DerError('bad-value', `version ${version}`, 0);
    const imprint = readImprint(fields.shift());
    const policy = isTagged(fields[0], tags.oid, 'universal') ? readOid(fields.shift()) : undefined;
    const nonce = isTagged(fields[0], tags.integer, 'universal') ? integerHex(fields.shift(), 'nonce') : undefined;
    const certReq = isTagged(fields[0], tags.boolean, 'universal') && readBoolean(fields.shift(), 'certReq');
    if (fields[0] !== undefined) throw new DerError('unexpected', 'extensions are not supported', fields[0].offset);
    return Object.freeze({ kind: 'timestamp-request' as const, ...imprint, policy, nonce, certReq });
  });
}
