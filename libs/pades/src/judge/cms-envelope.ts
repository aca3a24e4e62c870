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
    if (root.children.length !== 2 || wrapped?.length !== 1) return false;
    const signedData = wrapped[0];
    const [version, digestAlgorithms] = signedData?.children ?? [];
    const signerInfo = signedData?.children.at(-1)?.children[0];
    const [signerVersion, identifier, digestAlgorithm] = signerInfo?.children ?? [];
    if (!version || !digestAlgorithms || !signerVersion || !identifier || !digestAlgorithm) return false;
    const bySubjectKey = cms.signerIdentifier.kind === 'subject-key-id';
    return (
      [1, 3, 4, 5].includes(smallInteger(version)) &&
      smallInteger(signerVersion) === (bySubjectKey ? 3 : 1) &&
      digestAlgorithms.children.some((one) => sameOid(one, digestAlgorithm)) &&
      digestAlgorithms.children.every((one) => one.tag === 16 && one.children[0]?.tag === 6) &&
      namesItsCertificate(cms, identifier)
    );
  } catch {
    return false;
  }
}

const smallInteger = (node: DerNode): number => (node.tag === 2 && node.content.length === 1 ? node.content[0]! : -1);

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
