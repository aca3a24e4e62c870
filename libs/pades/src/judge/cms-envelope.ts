import { type DerNode, readDer, type SignedDataFacts } from '@vanthu/pki';

/**
 * Whether the parts of a CMS that neither digest nor signature value protects say what RFC 5652 5.1 and 5.3 make them
 * say: versions, the list of digest algorithms, the signer's identifier. Changing one byte of them changes nothing for
 * a lenient reader; here it is found.
 */
export function isEnvelopeConsistent(cms: SignedDataFacts): boolean {
  try {
    // BER is for old programs that write indefinite lengths; definite lengths that do not fit are damage.
    if (cms.ber && cms.der[1] !== 0x80) return false;
    const root = readDer(cms.der, { lenient: cms.ber });
    const wrapped = root.children[1]?.children;
    if (root.children.length !== 2 || wrapped?.length !== 1 || !is(root, 16) || !is(wrapped[0], 16)) return false;
    const signedData = wrapped[0];
    const [version, digestAlgorithms, content] = signedData?.children ?? [];
    const signerInfos = signedData?.children.at(-1);
    const signerInfo = signerInfos?.children[0];
    if (!is(signerInfos, 17) || !is(signerInfo, 16)) return false;
    const [signerVersion, identifier, digestAlgorithm] = signerInfo?.children ?? [];
    if (!version || !digestAlgorithms || !signerVersion || !identifier || !digestAlgorithm) return false;
    const bySubjectKey = cms.signerIdentifier.kind === 'subject-key-id';
    return (
      versionsOf(cms, signedData).includes(smallInteger(version)) &&
      smallInteger(signerVersion) === (bySubjectKey ? 3 : 1) &&
      digestAlgorithms.children.some((one) => sameOid(one, digestAlgorithm)) &&
      is(digestAlgorithms, 17) &&
      digestAlgorithms.children.every((one) => is(one, 16) && is(one.children[0], 6)) &&
      isContent(content) &&
      namesItsCertificate(cms, identifier)
    );
  } catch {
    return false;
  }
}

/* 5.1: 3 where the content is no plain data or the signer is named by key; 4, 5 where other kinds of certificates or
   revocation data lie in the bags. Old programs write 1 for documents all the same. */
function versionsOf({ contentType, signerIdentifier }: SignedDataFacts, signedData: DerNode | undefined): number[] {
  const bags = signedData?.children.filter(({ tagClass }) => tagClass === 'context') ?? [];
  const others = bags.some(({ children }) => children.some(({ tagClass }) => tagClass === 'context'));
  if (others) return [1, 3, 4, 5];
  if (contentType === timestampInfo) return [3];
  return contentType !== plainData || signerIdentifier.kind === 'subject-key-id' ? [1, 3] : [1];
}

const plainData = '1.2.840.113549.1.7.1';
const timestampInfo = '1.2.840.113549.1.9.16.1.4';

/* EncapsulatedContentInfo (5.2): the type, and [0] with the octets where the content is not elsewhere. */
function isContent(node: DerNode | undefined): boolean {
  const [type, wrapped, ...more] = node?.children ?? [];
  if (!is(node, 16) || !is(type, 6) || more.length > 0) return false;
  if (!wrapped) return true;
  const [octets, ...others] = wrapped.children;
  return wrapped.tagClass === 'context' && wrapped.tag === 0 && others.length === 0 && is(octets, 4);
}

const is = (node: DerNode | undefined, tag: number): boolean => node?.tagClass === 'universal' && node.tag === tag;

const smallInteger = (node: DerNode): number => (is(node, 2) && node.content.length === 1 ? node.content[0]! : -1);

const sameOid = (a: DerNode, b: DerNode): boolean =>
  Buffer.compare(a.children[0]?.bytes ?? new Uint8Array(), b.children[0]?.bytes ?? new Uint8Array()) === 0;

/* Byte for byte: a CMS is made from the certificate that it carries, so other spellings of the name are not met. */
function namesItsCertificate({ signerIdentifier, signerCertificate }: SignedDataFacts, identifier: DerNode): boolean {
  if (!signerCertificate || signerIdentifier.kind !== 'issuer-and-serial') return true;
  const issuer = identifier.children[0]?.bytes;
  return (
    issuer !== undefined &&
    Buffer.compare(issuer, signerCertificate.issuer.der) === 0 &&
    signerIdentifier.serialNumber === signerCertificate.serialNumber
  );
}
