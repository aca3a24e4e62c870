import { readDigestAlgorithm } from '../algorithms/signature-algorithm.js';
import { elements, readOctets, readOid, readTime, tags } from '../der/der-values.js';
import { type DerNode, readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import { CmsFault } from './cms-fault.js';
import type { CmsAttribute, EssCertificateHash, SignedDataFacts } from './signed-data.js';

export function readAttributes(node: DerNode | undefined): readonly CmsAttribute[] {
  return Object.freeze(
    (node?.children ?? []).map((item) => {
      const [type, values] = elements(item, 'attribute');
      const oid = readOid(type, 'attribute type');
      return Object.freeze({ oid, values: elements(values, 'attribute values', tags.set).map((value) => value.bytes) });
    }),
  );
}

type AttributeFacts = Pick<
  SignedDataFacts,
  'contentTypeAttribute' | 'messageDigest' | 'essCertificateHashes' | 'signingTime'
>;

/** What the signed attributes say. Each of them may be there once, with one value (RFC 5652 11). */
export function factsOfAttributes(list: readonly CmsAttribute[]): AttributeFacts {
  const only = <T>(oid: string, read: (node: DerNode) => T): T | undefined => {
    const found = list.filter((attribute) => attribute.oid === oid);
    const values = found.flatMap((attribute) => attribute.values);
    const [value] = values;
    if (found.length === 0) return undefined;
    if (found.length > 1 || values.length !== 1 || value === undefined) {
      throw new CmsFault('CMS.DUPLICATE_ATTRIBUTE', `signed attribute ${oid}: ${values.length} values`);
    }
    return read(readDer(value, { lenient: true }));
  };
  const hashes = [only(oids.signingCertificateV2, readEssV2), only(oids.signingCertificate, readEssV1)];
  return {
    contentTypeAttribute: only(oids.contentType, (node) => readOid(node)),
    messageDigest: only(oids.messageDigest, (node) => readOctets(node, 'message digest')),
    essCertificateHashes: Object.freeze(hashes.flatMap((hash) => hash ?? [])),
    signingTime: only(oids.signingTime, (node) => readTime(node, 'signing time')),
  };
}

/** The first ESSCertID identifies the signer (RFC 5035 3 and 5). */
function firstEssCertId(node: DerNode): readonly DerNode[] {
  const [certs] = elements(node, 'signing certificate');
  return elements(elements(certs, 'certs')[0], 'ESSCertID');
}

function readEssV1(node: DerNode): EssCertificateHash {
  const [hash] = firstEssCertId(node);
  return Object.freeze({ version: 1, digestAlgorithm: 'sha1', hash: readOctets(hash, 'certHash') });
}

function readEssV2(node: DerNode): EssCertificateHash {
  const [first, second] = firstEssCertId(node);
  if (first?.tag === tags.sequence) {
    const { digest } = readDigestAlgorithm(first);
    return Object.freeze({ version: 2, digestAlgorithm: digest, hash: readOctets(second, 'certHash') });
  }
  return Object.freeze({ version: 2, digestAlgorithm: 'sha256', hash: readOctets(first, 'certHash') });
}
