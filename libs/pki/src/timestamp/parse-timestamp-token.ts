import { parseSignedData } from '../cms/parse-signed-data.js';
import { DerError } from '../der/der-error.js';
import {
  elements,
  isTagged,
  octetsOf,
  readBoolean,
  readOid,
  readSmallInteger,
  readTime,
  tags,
} from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import type { TimestampProblem, TimestampToken } from './timestamp.js';
import { integerHex, problem, readImprint, readOrProblem } from './timestamp-fields.js';

/** Extensions of a TSTInfo understood here: none. A critical one makes the token unusable (RFC 3161 2.4.2). */
function refuseCriticalExtensions(node: DerNode | undefined): void {
  for (const extension of node?.children ?? []) {
    const [oid, critical] = elements(extension, 'extension');
    if (isTagged(critical, tags.boolean, 'universal') && readBoolean(critical, 'critical')) {
      throw new DerError('unexpected', `critical extension ${readOid(oid)} of the token`, extension.offset);
    }
  }
}

/**
 * Reads a timestamp token: a SignedData with one SignerInfo over a TSTInfo (RFC 3161 2.4.2). Zero bytes after it are
 * ignored (padding of /Contents). Never throws for what is in the bytes. `lenient` takes BER in the CMS, as old programs
 * wrote it; the TSTInfo itself is read strictly either way.
 */
export function parseTimestampToken(
  bytes: Uint8Array,
  options: { lenient?: boolean } = {},
): TimestampToken | TimestampProblem {
  return readOrProblem(() => {
    const signedData = parseSignedData(bytes, options);
    if (signedData.kind === 'cms-problem') return problem(signedData.code, signedData.message, signedData.offset);
    const { contentType, encapsulatedContent } = signedData;
    if (contentType !== oids.timestampInfo || encapsulatedContent === undefined) {
      return problem('TIMESTAMP.NOT_A_TOKEN', 'the content is not a TSTInfo');
    }
    const fields = [...elements(readDer(encapsulatedContent), 'TSTInfo')];
    const version = readSmallInteger(fields.shift(), 'version');
    if (version !== 1) throw new DerError('bad-value', `TSTInfo version ${version}`, 0);
    const policy = readOid(fields.shift(), 'policy');
    const imprint = readImprint(fields.shift());
    const serialNumber = integerHex(fields.shift(), 'serial number');
    const genTime = readTime(fields.shift(), 'genTime');
    const accuracyMs = isTagged(fields[0], tags.sequence, 'universal') ? readAccuracy(fields.shift()) : undefined;
    const ordering = isTagged(fields[0], tags.boolean, 'universal') && readBoolean(fields.shift(), 'ordering');
    const nonce = isTagged(fields[0], tags.integer, 'universal') ? integerHex(fields.shift(), 'nonce') : undefined;
    if (isTagged(fields[0], 0)) fields.shift();
    if (isTagged(fields[0], 1)) refuseCriticalExtensions(fields.shift());
    if (fields[0] !== undefined) throw new DerError('unexpected', 'more after the TSTInfo', fields[0].offset);
    return Object.freeze({
      kind: 'timestamp-token' as const,
      der: signedData.der,
      signedData,
      policy,
      ...imprint,
      serialNumber,
      genTime,
      accuracyMs,
      ordering,
      nonce,
    });
  });
}

/** Accuracy: seconds, [0] millis, [1] micros. */
function readAccuracy(node: DerNode | undefined): number {
  const fields = elements(node, 'accuracy');
  const seconds = isTagged(fields[0], tags.integer, 'universal') ? readSmallInteger(fields[0], 'seconds') : 0;
  const part = (tag: number): number => {
    const field = fields.find((one) => isTagged(one, tag));
    if (field === undefined) return 0;
    const octets = octetsOf(field, 'accuracy');
    if (octets.length === 0 || octets.length > 2) throw new DerError('bad-value', 'accuracy', field.offset);
    return octets.reduce((sum, octet) => sum * 256 + octet, 0);
  };
  return seconds * 1000 + part(0) + Math.ceil(part(1) / 1000);
}
