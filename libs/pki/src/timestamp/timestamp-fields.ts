import type { DigestAlgorithm } from '../algorithms/algorithm.js';
import { digestAlgorithmDer, readDigestAlgorithm } from '../algorithms/signature-algorithm.js';
import { CmsFault } from '../cms/cms-fault.js';
import { DerError } from '../der/der-error.js';
import { elements, expectTag, readOctets, tags } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { serialHex } from '../x509/parse-certificate.js';
import type { MessageImprint, TimestampProblem } from './timestamp.js';

/** PKIFailureInfo bits, RFC 3161 2.4.2. */
export const failureBits = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  timeNotAvailable: 14,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  addInfoNotAvailable: 17,
  systemFailure: 25,
} as const;

export type TimestampFailure = keyof typeof failureBits;

export function readImprint(node: DerNode | undefined): MessageImprint {
  const [algorithm, digest, ...more] = elements(node, 'message imprint');
  if (more[0] !== undefined) throw new DerError('unexpected', 'more after the imprint', more[0].offset);
  const { oid, digest: digestAlgorithm } = readDigestAlgorithm(algorithm);
  return { digestAlgorithm, digestAlgorithmOid: oid, digest: readOctets(digest, 'hashed message') };
}

export const imprintDer = (digestAlgorithm: DigestAlgorithm, digest: Uint8Array): Uint8Array =>
  der.sequence(digestAlgorithmDer(digestAlgorithm), der.octetString(digest));

/** Hex of an INTEGER as it is compared: nonce, serial number. */
export const integerHex = (node: DerNode | undefined, what: string): string =>
  serialHex(expectTag(node, tags.integer, what));

/** Runs a reader; what it finds wrong in the bytes is returned. */
export function readOrProblem<T>(read: () => T): T | TimestampProblem {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) {
      return problem('TIMESTAMP.MALFORMED', error.message, error.offset);
    }
    if (error instanceof CmsFault) return problem(error.code, error.message, error.offset);
    throw error;
  }
}

export const problem = (code: TimestampProblem['code'], message: string, offset?: number): TimestampProblem => ({
  kind: 'timestamp-problem',
  code,
  message,
  offset,
});
