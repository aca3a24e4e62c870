import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.js';
import { DerError } from '../der/der-error.js';
import {
  elements,
  expectTag,
  hex,
  isTagged,
  octetsOf,
  onlyChild,
  readBitOctets,
  readOctets,
  readOid,
  readTime,
  tags,
} from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError, type Extension } from '../x509/certificate.js';
import { extensionValue, readExtensions } from '../x509/extensions.js';
import { readName } from '../x509/name.js';
import { parseCertificate } from '../x509/parse-certificate.js';
import { readCertId } from './cert-id.js';
import {
  type OcspAnswer,
  type OcspProblem,
  type OcspRefusal,
  type OcspResponderId,
  type OcspResponse,
  refusalStatuses,
} from './ocsp.js';
import { nonceOf, ocspProblem } from './ocsp-request.js';

const maxResponseBytes = 4 * 1024 * 1024;
const maxCertificates = 20;
const maxAnswers = 10_000;
const understood = new Set<string>([oids.ocspNonce]);
const understoodInAnswers = new Set<string>([oids.ocspArchiveCutoff, oids.crlReason]);

/** Reads an OCSPResponse (RFC 6960 4.2.1). Never throws for what is in the bytes. */
export function parseOcspResponse(bytes: Uint8Array): OcspResponse | OcspRefusal | OcspProblem {
  try {
    const root = readDer(bytes, { maxBytes: maxResponseBytes });
    const [status, wrapped] = elements(root, 'OCSPResponse');
    const [code, ...more] = expectTag(status, tags.enumerated, 'response status', root).content;
    if (code === undefined || more.length > 0) throw new DerError('bad-value', 'response status', 0);
    if (code !== 0) return { kind: 'ocsp-refusal', status: refusalStatuses.get(code) ?? 'unknown' };
    if (!isTagged(wrapped, 0)) throw new DerError('unexpected', 'a success without an answer', 0);
    const [type, octets] = elements(onlyChild(wrapped, 'response bytes'), 'response bytes');
    if (readOid(type) !== oids.ocspBasic) throw new DerError('unexpected', 'not a basic response', 0);
    return responseFrom(readDer(readOctets(octets, 'basic response')), root.bytes);
  } catch (error) {
    return ocspProblem(error);
  }
}

/** Reads a BasicOCSPResponse, as the revocation-values of a CMS carry it (RFC 5126 6.3.4). */
export function parseBasicOcspResponse(bytes: Uint8Array): OcspResponse | OcspProblem {
  try {
    const basic = readDer(bytes, { maxBytes: maxResponseBytes });
    return responseFrom(basic, wrapBasicResponse(basic.bytes));
  } catch (error) {
    return ocspProblem(error);
  }
}

/** OCSPResponse around a BasicOCSPResponse. */
export const wrapBasicResponse = (basic: Uint8Array): Uint8Array =>
  der.sequence(der.enumerated(0), der.explicit(0, der.sequence(der.oid(oids.ocspBasic), der.octetString(basic))));

function responseFrom(root: DerNode, whole: Uint8Array): OcspResponse {
  const [tbs, algorithm, signature, certificateField] = elements(root, 'BasicOCSPResponse');
  const fields = [...elements(tbs, 'ResponseData')];
  if (isTagged(fields[0], 0)) fields.shift();
  const responder = readResponder(fields.shift());
  const producedAt = readTime(fields.shift(), 'producedAt');
  const list = elements(fields.shift(), 'responses');
  if (list.length > maxAnswers) throw new DerError('too-large', `${list.length} answers`, 0);
  const extensionsField = isTagged(fields[0], 1) ? fields.shift() : undefined;
  const extensions = extensionsField ? readExtensions(onlyChild(extensionsField, 'response extensions')) : [];
  return Object.freeze({
    kind: 'ocsp-response' as const,
    der: whole,
    responder,
    producedAt,
    answers: Object.freeze(list.map(readAnswer)),
    nonce: nonceOf(extensions),
    certificates: readCertificates(certificateField),
    criticalUnknownExtensions: criticalUnknown(extensions, understood),
    signatureAlgorithm: readSignatureAlgorithm(algorithm),
    tbs: tbs?.bytes ?? new Uint8Array(),
    signature: readBitOctets(signature, 'signature'),
  });
}

function readResponder(node: DerNode | undefined): OcspResponderId {
  if (isTagged(node, 1)) return Object.freeze({ kind: 'name', name: readName(onlyChild(node, 'responder')).key });
  if (isTagged(node, 2)) {
    return Object.freeze({ kind: 'key', keyHash: hex(readOctets(onlyChild(node, 'responder'), 'key hash')) });
  }
  throw new DerError('unexpected', 'responder is neither a name nor a key', 0);
}

function readAnswer(node: DerNode): OcspAnswer {
  const fields = [...elements(node, 'SingleResponse')];
  const certId = readCertId(fields.shift());
  const status = readStatus(fields.shift(), node);
  const thisUpdate = readTime(fields.shift(), 'thisUpdate');
  const nextField = isTagged(fields[0], 0) ? fields.shift() : undefined;
  const extensionsField = isTagged(fields[0], 1) ? fields.shift() : undefined;
  const extensions = extensionsField ? readExtensions(onlyChild(extensionsField, 'answer extensions')) : [];
  return Object.freeze({
    certId,
    ...status,
    thisUpdate,
    nextUpdate: nextField && readTime(onlyChild(nextField, 'nextUpdate'), 'nextUpdate'),
    archiveCutoff: extensionValue(extensions, oids.ocspArchiveCutoff, (value) => readTime(value, 'archive cutoff')),
    criticalUnknownExtensions: criticalUnknown(extensions, understoodInAnswers),
  });
}

type Status = Pick<OcspAnswer, 'status' | 'revokedAt' | 'reason'>;

/** CertStatus: good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL. */
function readStatus(node: DerNode | undefined, container: DerNode): Status {
  if (isTagged(node, 0) && octetsOf(node, 'good').length === 0) {
    return { status: 'good', revokedAt: undefined, reason: undefined };
  }
  if (isTagged(node, 1)) {
    const [time, reason] = node.children;
    const code = reason && expectTag(onlyChild(reason, 'reason'), tags.enumerated, 'reason').content[0];
    return { status: 'revoked', revokedAt: readTime(time, 'revocationTime'), reason: code };
  }
  if (isTagged(node, 2)) return { status: 'unknown', revokedAt: undefined, reason: undefined };
  throw new DerError('unexpected', 'status is none of the three', container.offset);
}

const criticalUnknown = (extensions: readonly Extension[], known: ReadonlySet<string>): readonly string[] =>
  Object.freeze(extensions.filter(({ oid, critical }) => critical && !known.has(oid)).map(({ oid }) => oid));

/** Certificates sent along; those that cannot be read are of no use and do not spoil the answer. */
function readCertificates(field: DerNode | undefined): readonly Certificate[] {
  if (!isTagged(field, 0)) return [];
  const list = elements(onlyChild(field, 'certificates'), 'certificates').slice(0, maxCertificates);
  return Object.freeze(
    list.flatMap((node) => {
      try {
        return [parseCertificate(node.bytes)];
      } catch (error) {
        if (error instanceof CertificateError) return [];
        throw error;
      }
    }),
  );
}
