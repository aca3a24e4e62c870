import { readSignatureAlgorithm } from '../algorithms/signature-algorithm.js';
import { verifySignatureValue } from '../algorithms/signature-value.js';
import { DerError } from '../der/der-error.js';
import { elements, isTagged, onlyChild, readBitOctets, readInteger, readTime, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError } from './certificate.js';
import type { Crl } from './crl.js';
import { CrlEntries } from './crl-entries.js';
import { readCrlScope } from './distribution-point.js';
import { extensionValue, readAuthorityKeyId, readExtensions } from './extensions.js';
import { readName } from './name.js';

const understood = new Set<string>([oids.crlNumber, oids.authorityKeyId, oids.deltaCrl, oids.issuingDistributionPoint]);

/** CertificateList and tbsCertList: the list of entries is walked over by `CrlEntries`. */
const listDepth = 2;

const whole = (node: DerNode | undefined): DerNode | undefined => node && readDer(node.bytes, { lenient: true });

/** Reads a CRL (RFC 5280 5.1). Throws `CertificateError`. At most 64 MiB and a million entries. */
export function parseCrl(bytes: Uint8Array): Crl {
  try {
    return crlFrom(readDer(bytes, { lenient: true, childrenTo: listDepth }));
  } catch (error) {
    if (error instanceof DerError) throw new CertificateError(`not a CRL: ${error.message}`, { cause: error });
    throw error;
  }
}

function crlFrom(root: DerNode): Crl {
  const [tbs, algorithm, signature] = elements(root, 'CertificateList');
  const fields = [...elements(tbs, 'tbsCertList')];
  if (isTagged(fields[0], tags.integer, 'universal')) fields.shift();
  const inner = fields.shift();
  const signatureAlgorithm = readSignatureAlgorithm(whole(algorithm));
  if (inner === undefined || Buffer.compare(inner.bytes, signatureAlgorithm.der) !== 0) {
    throw new CertificateError('the signature algorithm inside differs from the one outside');
  }
  const issuer = readName(whole(fields.shift()));
  const thisUpdate = readTime(fields.shift(), 'thisUpdate');
  const hasNextUpdate =
    isTagged(fields[0], tags.utcTime, 'universal') || isTagged(fields[0], tags.generalizedTime, 'universal');
  const nextUpdate = hasNextUpdate ? readTime(fields.shift(), 'nextUpdate') : undefined;
  const list = isTagged(fields[0], tags.sequence, 'universal') ? fields.shift() : undefined;
  const extensionsField = whole(fields.find((field) => isTagged(field, 0)));
  const extensions = extensionsField ? readExtensions(onlyChild(extensionsField, 'CRL extensions')) : [];
  const entries = new CrlEntries(list?.content ?? new Uint8Array(), issuer.key);
  const unknown = new Set([
    ...extensions.filter(({ oid, critical }) => critical && !understood.has(oid)).map(({ oid }) => oid),
    ...entries.criticalUnknown,
  ]);
  return Object.freeze({
    der: root.bytes,
    issuer,
    thisUpdate,
    nextUpdate,
    entries,
    authorityKeyId: extensionValue(extensions, oids.authorityKeyId, readAuthorityKeyId)?.keyId,
    crlNumber: extensionValue(extensions, oids.crlNumber, (node) => readInteger(node, 'CRL number')),
    deltaBase: extensionValue(extensions, oids.deltaCrl, (node) => readInteger(node, 'base CRL number')),
    scope: extensionValue(extensions, oids.issuingDistributionPoint, (node) => readCrlScope(node, issuer)),
    extensions,
    criticalUnknownExtensions: Object.freeze([...unknown]),
    signatureAlgorithm,
    tbs: tbs?.bytes ?? new Uint8Array(),
    signature: readBitOctets(signature, 'signature'),
  });
}

/** Whether the key of `issuer` made this CRL and may do so (RFC 5280 6.3.3 (f), (g)). */
export function isCrlFrom(crl: Crl, issuer: Certificate): boolean {
  if (issuer.keyUsage !== undefined && !issuer.keyUsage.has('cRLSign')) return false;
  if (crl.issuer.key !== issuer.subject.key) return false;
  const known = checkedSigners.get(crl) ?? new Map<string, boolean>();
  checkedSigners.set(crl, known);
  const isSigned = known.get(issuer.fingerprintSha256) ?? isSignedBy(crl, issuer);
  known.set(issuer.fingerprintSha256, isSigned);
  return isSigned;
}

/** A list of megabytes is asked again for every signature of a document; its own signature does not change. */
const checkedSigners = new WeakMap<Crl, Map<string, boolean>>();

const isSignedBy = (crl: Crl, issuer: Certificate): boolean =>
  verifySignatureValue({
    algorithm: crl.signatureAlgorithm,
    publicKey: issuer.publicKey,
    signed: [crl.tbs],
    value: crl.signature,
  }) === 'ok';
