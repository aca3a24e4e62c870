import { DerError } from '../der/der-error.js';
import { elements, isTagged, onlyChild, readOid, tags } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { oids } from '../oids.js';
import { type Certificate, CertificateError } from '../x509/certificate.js';
import { parseCertificate } from '../x509/parse-certificate.js';

const maxCertificates = 100;

/**
 * Certificates of a SignedData that signs nothing (RFC 5652 5.1; "certs-only" of RFC 8551 3.2.2).
 *
 * @throws CertificateError when the bytes are none
 */
export function certificatesOnly(bytes: Uint8Array): readonly Certificate[] {
  try {
    const [type, wrapped] = elements(readDer(bytes, { lenient: true, maxBytes: 4 * 1024 * 1024 }), 'ContentInfo');
    if (readOid(type) !== oids.signedData || !isTagged(wrapped, 0)) throw new CertificateError('not a SignedData');
    const field = elements(onlyChild(wrapped, 'content'), 'SignedData').find((one) => isTagged(one, 0));
    return (field?.children ?? [])
      .filter((node) => isTagged(node, tags.sequence, 'universal'))
      .slice(0, maxCertificates)
      .map((node) => parseCertificate(node.bytes, { lenient: true }));
  } catch (error) {
    if (error instanceof DerError) throw new CertificateError(`not certificates: ${error.message}`, { cause: error });
    throw error;
  }
}
