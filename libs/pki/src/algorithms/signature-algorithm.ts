import { elements, isTagged, onlyChild, readOid, readSmallInteger } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import type { DigestAlgorithm, PssParameters, SignatureAlgorithm, SigningAlgorithm } from './algorithm.js';

const digestOids: Readonly<Record<DigestAlgorithm, string>> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-384': '2.16.840.1.101.3.4.2.9',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
  shake256: '2.16.840.1.101.3.4.2.12',
};
const shake256Len = '2.16.840.1.101.3.4.2.18';
const digestsByOid = new Map(Object.entries(digestOids).map(([name, oid]) => [oid, name as DigestAlgorithm]));

type Known = readonly [oid: string, scheme: SignatureAlgorithm['scheme'], digest: DigestAlgorithm | undefined];

const known: readonly Known[] = [
  [oids.rsaEncryption, 'rsa-pkcs1', undefined],
  ['1.2.840.113549.1.1.4', 'rsa-pkcs1', 'md5'],
  ['1.2.840.113549.1.1.5', 'rsa-pkcs1', 'sha1'],
  ['1.3.14.3.2.29', 'rsa-pkcs1', 'sha1'],
  ['1.2.840.113549.1.1.14', 'rsa-pkcs1', 'sha224'],
  ['1.2.840.113549.1.1.11', 'rsa-pkcs1', 'sha256'],
  ['1.2.840.113549.1.1.12', 'rsa-pkcs1', 'sha384'],
  ['1.2.840.113549.1.1.13', 'rsa-pkcs1', 'sha512'],
  ['2.16.840.1.101.3.4.3.14', 'rsa-pkcs1', 'sha3-256'],
  ['2.16.840.1.101.3.4.3.15', 'rsa-pkcs1', 'sha3-384'],
  ['2.16.840.1.101.3.4.3.16', 'rsa-pkcs1', 'sha3-512'],
  [oids.ecPublicKey, 'ecdsa', undefined],
  ['1.2.840.10045.4.1', 'ecdsa', 'sha1'],
  ['1.2.840.10045.4.3.1', 'ecdsa', 'sha224'],
  ['1.2.840.10045.4.3.2', 'ecdsa', 'sha256'],
  ['1.2.840.10045.4.3.3', 'ecdsa', 'sha384'],
  ['1.2.840.10045.4.3.4', 'ecdsa', 'sha512'],
  ['2.16.840.1.101.3.4.3.10', 'ecdsa', 'sha3-256'],
  ['2.16.840.1.101.3.4.3.11', 'ecdsa', 'sha3-384'],
  ['2.16.840.1.101.3.4.3.12', 'ecdsa', 'sha3-512'],
  ['1.2.840.10040.4.1', 'dsa', undefined],
  ['1.2.840.10040.4.3', 'dsa', 'sha1'],
  ['2.16.840.1.101.3.4.3.1', 'dsa', 'sha224'],
  ['2.16.840.1.101.3.4.3.2', 'dsa', 'sha256'],
  // Ed25519 and Ed448 hash inside; the digest is the one RFC 8419 3.1 pairs with them in CMS
  ['1.3.101.112', 'eddsa', 'sha512'],
  ['1.3.101.113', 'eddsa', 'shake256'],
];
const knownByOid = new Map(known.map((entry) => [entry[0], entry]));

/** The digest an AlgorithmIdentifier names, and its identifier. */
export function readDigestAlgorithm(node: DerNode | undefined): { oid: string; digest: DigestAlgorithm | undefined } {
  const [algorithm, parameters] = elements(node, 'digest algorithm');
  const oid = readOid(algorithm);
  // RFC 8419 2.2: id-shake256-len with a length of 512 bits is the digest that goes with Ed448
  const isShake512 = oid === shake256Len && parameters !== undefined && readSmallInteger(parameters, 'length') === 512;
  return { oid, digest: isShake512 ? 'shake256' : digestsByOid.get(oid) };
}

export function readSignatureAlgorithm(node: DerNode | undefined): SignatureAlgorithm {
  const [oidNode, parameters] = elements(node, 'signature algorithm');
  const oid = readOid(oidNode);
  const bytes = node?.bytes ?? new Uint8Array();
  if (oid === oids.rsaPss) {
    const pss = readPssParameters(parameters);
    return Object.freeze({ oid, scheme: 'rsa-pss', digest: pss.digest, pss, der: bytes });
  }
  const [, scheme, digest] = knownByOid.get(oid) ?? [oid, 'other' as const, undefined];
  return Object.freeze({ oid, scheme, digest, pss: undefined, der: bytes });
}

/** RSASSA-PSS-params, RFC 4055 3.1; absent fields mean SHA-1, MGF1 with SHA-1, 20 octets of salt. */
function readPssParameters(node: DerNode | undefined): PssParameters {
  let digest: DigestAlgorithm | undefined = 'sha1';
  let maskDigest: DigestAlgorithm | undefined = 'sha1';
  let saltLength = 20;
  for (const field of node === undefined ? [] : elements(node, 'PSS parameters')) {
    if (isTagged(field, 0)) digest = readDigestAlgorithm(onlyChild(field, 'PSS digest')).digest;
    if (isTagged(field, 1)) {
      const [maskOid, maskParameters] = elements(onlyChild(field, 'PSS mask'), 'PSS mask');
      const isMgf1 = readOid(maskOid) === oids.mgf1 && maskParameters !== undefined;
      maskDigest = isMgf1 ? readDigestAlgorithm(maskParameters).digest : undefined;
    }
    if (isTagged(field, 2)) saltLength = readSmallInteger(onlyChild(field, 'PSS salt'), 'PSS salt');
    if (isTagged(field, 3) && readSmallInteger(onlyChild(field, 'PSS trailer'), 'PSS trailer') !== 1)
      digest = undefined;
  }
  return Object.freeze({ digest, maskDigest, saltLength });
}

export const digestBytes = { sha256: 32, sha384: 48, sha512: 64 } as const;

/** AlgorithmIdentifier of a digest; RFC 5754 2: parameters absent. */
export function digestAlgorithmDer(digest: DigestAlgorithm): Uint8Array {
  return der.sequence(der.oid(digestOids[digest]));
}

/** AlgorithmIdentifier of a signature: RFC 4055 (RSA), RFC 5758 3.2 (ECDSA, parameters absent). */
export function signatureAlgorithmDer({ scheme, digest }: SigningAlgorithm): Uint8Array {
  if (scheme === 'rsa-pss') {
    // RFC 4055 2.1: the hash identifiers inside PSS carry NULL in practice and both forms must be read
    const hash = der.sequence(der.oid(digestOids[digest]), der.null());
    const mask = der.sequence(der.oid(oids.mgf1), hash);
    const salt = der.integer(digestBytes[digest]);
    return der.sequence(
      der.oid(oids.rsaPss),
      der.sequence(der.explicit(0, hash), der.explicit(1, mask), der.explicit(2, salt)),
    );
  }
  const entry = known.find((candidate) => candidate[1] === scheme && candidate[2] === digest);
  if (entry === undefined) throw new RangeError(`no identifier for ${scheme} with ${digest}`);
  return scheme === 'ecdsa' ? der.sequence(der.oid(entry[0])) : der.sequence(der.oid(entry[0]), der.null());
}

/** DigestInfo in its two accepted forms, with NULL and without parameters (RFC 8017 9.2, note 1). */
export function digestInfos(digest: DigestAlgorithm, hash: Uint8Array): readonly Uint8Array[] {
  const oid = der.oid(digestOids[digest]);
  return [der.sequence(oid, der.null()), der.sequence(oid)].map((one) => der.sequence(one, der.octetString(hash)));
}
