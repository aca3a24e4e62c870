import {
  addUnsignedAttribute,
  assembleSignedData,
  type Certificate,
  der,
  oids,
  type SigningAlgorithm,
  signedAttributes,
} from '@vanthu/pki';

/** What a signature timestamp takes when no token of that server is known: room for a chain of three RSA-4096 certificates. */
const usualTokenBytes = 8_192;
const digestLength = { sha256: 32, sha384: 48, sha512: 64 } as const;

/**
 * The room that /Contents needs, in bytes of DER: the CMS is put together as it will be, with the real chain and a value
 * of full length.
 *
 * @param options.timestamp  true, or the size of a token that the server gave before
 */
export function estimateContentsBytes(
  chain: readonly Certificate[],
  options: { readonly timestamp?: boolean | number; readonly algorithm?: SigningAlgorithm } = {},
): number {
  const { timestamp = false } = options;
  const [signer] = chain;
  if (!signer) return 4_096 + (timestamp === false ? 0 : usualTokenBytes);
  const algorithm = options.algorithm ?? usualAlgorithm(signer);
  const key = `${algorithm.scheme} ${algorithm.digest} ${timestamp}`;
  const known = sizes.get(chain) ?? new Map<string, number>();
  sizes.set(chain, known);
  const bytes = known.get(key) ?? dryRun(signer, chain, algorithm, timestamp);
  known.set(key, bytes);
  return bytes;
}

/* A chain signs often, and its size does not change. */
const sizes = new WeakMap<readonly Certificate[], Map<string, number>>();

function dryRun(
  signer: Certificate,
  chain: readonly Certificate[],
  algorithm: SigningAlgorithm,
  timestamp: boolean | number,
): number {
  const cms = emptyCms(signer, chain, algorithm);
  if (timestamp === false) return cms.length;
  const token = der.octetString(new Uint8Array(timestamp === true ? usualTokenBytes : timestamp));
  // A token of another second may be some bytes longer: serial numbers, accuracy, the value of an EC key
  return addUnsignedAttribute(cms, { oid: oids.signatureTimeStamp, values: [token] }).length + 64;
}

const usualAlgorithm = ({ keyType, keyBits }: Certificate): SigningAlgorithm =>
  // PSS parameters take the most room of the RSA identifiers, SHA-512 of the digests
  ({ scheme: keyType === 'ec' ? 'ecdsa' : 'rsa-pss', digest: keyBits > 0 ? 'sha512' : 'sha256' });

function emptyCms(signer: Certificate, chain: readonly Certificate[], algorithm: SigningAlgorithm): Uint8Array {
  const contentDigest = new Uint8Array(digestLength[algorithm.digest]);
  return assembleSignedData({
    signedAttributes: signedAttributes({
      ...{ contentDigest, digestAlgorithm: algorithm.digest, signerCertificate: signer },
    }),
    signatureValue: new Uint8Array(valueLength(signer)),
    signatureAlgorithm: algorithm,
    digestAlgorithm: algorithm.digest,
    signerCertificate: signer,
    certificates: chain,
  });
}

/* An ECDSA value is two integers of the curve's size in a SEQUENCE (RFC 3279 2.2.3). */
function valueLength({ keyType, keyBits }: Certificate): number {
  const bytes = Math.ceil((keyBits || 4_096) / 8);
  return keyType === 'ec' ? 2 * (bytes + 3) + 3 : bytes;
}
