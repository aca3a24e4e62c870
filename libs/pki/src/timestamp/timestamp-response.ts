import { digestOf } from '../algorithms/signature-value.js';
import { assembleSignedData } from '../cms/assemble-signed-data.js';
import { signedAttributes } from '../cms/signed-attributes.js';
import { DerError } from '../der/der-error.js';
import { elements, isTagged, readNamedBits, readSmallInteger, readText, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import type { KeyProvider } from '../keys/key-provider.js';
import { oids } from '../oids.js';
import type { TimestampProblem, TimestampRequest, TimestampResponse } from './timestamp.js';
import { failureBits, imprintDer, readOrProblem, type TimestampFailure } from './timestamp-fields.js';

const maxResponseBytes = 1024 * 1024;
const failureNames = new Map<number, string>(Object.entries(failureBits).map(([name, bit]) => [bit, name]));

/** Reads a TimeStampResp (RFC 3161 2.4.2). The token inside is not looked into: `parseTimestampToken`. */
export function parseTimestampResponse(bytes: Uint8Array): TimestampResponse | TimestampProblem {
  return readOrProblem(() => {
    // a token may be BER, and is read again by itself
    const root = readDer(bytes, { maxBytes: maxResponseBytes, lenient: true });
    const [info, token, ...more] = elements(root, 'TimeStampResp');
    if (more[0] !== undefined) throw new DerError('unexpected', 'more after the token', more[0].offset);
    const fields = [...elements(info, 'PKIStatusInfo')];
    const status = readSmallInteger(fields.shift(), 'status');
    const text = isTagged(fields[0], tags.sequence, 'universal') ? readTexts(fields.shift()) : [];
    const failures = fields[0] === undefined ? [] : readNamedBits(fields[0], 'failInfo').map(nameOfFailure);
    const hasToken = token !== undefined;
    // 2.4.2: a token comes with status 0 or 1 and with no other
    if (hasToken !== status <= 1) throw new DerError('unexpected', `status ${status}, token ${hasToken}`, 0);
    const granted = hasToken;
    return Object.freeze({
      kind: 'timestamp-response' as const,
      granted,
      status,
      statusText: text,
      failures,
      token: token?.bytes,
    });
  });
}

const nameOfFailure = (bit: number): string => failureNames.get(bit) ?? `bit-${bit}`;

const readTexts = (node: DerNode | undefined): string[] =>
  elements(node, 'statusString').flatMap((item) => readText(item)?.slice(0, 200) ?? []);

export interface TimestampResponseInput {
  readonly request: TimestampRequest;
  /** The authority's key; its certificate must be one that `mayIssueTimestamps`. */
  readonly key: KeyProvider;
  readonly genTime: Date;
  /** Never used twice by one authority (2.4.2); unsigned big-endian. */
  readonly serialNumber: Uint8Array;
  /** Used when the request names none. */
  readonly policy: string;
  /** Whole seconds. */
  readonly accuracySeconds?: number;
}

/** A granted TimeStampResp (RFC 3161 2.4.2), for an authority of one's own or of a test. */
export async function buildTimestampResponse(input: TimestampResponseInput): Promise<Uint8Array> {
  const { request, key, genTime } = input;
  const { digestAlgorithm: imprintAlgorithm } = request;
  const chain = key.certificateChain();
  const [signer] = chain;
  const [algorithm] = key.algorithms();
  if (signer === undefined || algorithm === undefined) throw new RangeError('the key cannot sign timestamps');
  if (imprintAlgorithm === undefined) throw new RangeError('the digest of the request is not known');
  const content = der.sequence(
    der.integer(1),
    der.oid(request.policy ?? input.policy),
    imprintDer(imprintAlgorithm, request.digest),
    der.unsignedInteger(input.serialNumber),
    // 2.4.2: no fraction, or one without trailing zeros; whole seconds fit both
    der.generalizedTime(genTime),
    ...(input.accuracySeconds === undefined ? [] : [der.sequence(der.integer(input.accuracySeconds))]),
    ...(request.nonce === undefined ? [] : [der.unsignedInteger(Buffer.from(request.nonce, 'hex'))]),
  );
  const attributes = signedAttributes({
    contentDigest: digestOf(algorithm.digest, content),
    digestAlgorithm: algorithm.digest,
    signerCertificate: signer,
    contentType: oids.timestampInfo,
  });
  const token = assembleSignedData({
    signedAttributes: attributes,
    signatureValue: await key.sign(attributes, algorithm),
    signatureAlgorithm: algorithm,
    digestAlgorithm: algorithm.digest,
    signerCertificate: signer,
    // 2.4.1: certificates only where they were asked for
    certificates: request.certReq ? chain : [],
    includeSignerCertificate: request.certReq,
    encapsulated: { contentType: oids.timestampInfo, content },
  });
  return der.sequence(der.sequence(der.integer(0)), token);
}

/** A rejected TimeStampResp (status 2) with its reason. */
export function buildTimestampRejection(failure: TimestampFailure, text?: string): Uint8Array {
  const bit = failureBits[failure];
  const octets = new Uint8Array((bit >> 3) + 1);
  octets[bit >> 3] = 0x80 >> (bit & 7);
  const info = [
    der.integer(2),
    ...(text === undefined ? [] : [der.sequence(der.utf8String(text))]),
    der.bitString(octets, 7 - (bit & 7)),
  ];
  return der.sequence(der.sequence(...info));
}
