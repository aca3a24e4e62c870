import { type Certificate, CertificateError } from './certificate.js';
import { parseCertificate } from './parse-certificate.js';

/** Every block with this label, decoded. Text around the blocks is ignored, as openssl does. */
export function bytesFromPem(pem: string, label: string): Uint8Array[] {
  const block = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]*)-----END ${label}-----`, 'g');
  return [...pem.matchAll(block)].map(([, body = '']) => Buffer.from(body, 'base64'));
}

export function bytesToPem(bytes: Uint8Array, label: string): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Every certificate of a PEM text, in its order; none at all is an error. */
export function certificatesFromPem(pem: string): Certificate[] {
  const blocks = bytesFromPem(pem, 'CERTIFICATE');
  if (blocks.length === 0) throw new CertificateError('no CERTIFICATE block in the text');
  return blocks.map((block) => parseCertificate(block));
}

export const certificateToPem = (certificate: Certificate): string => bytesToPem(certificate.der, 'CERTIFICATE');
