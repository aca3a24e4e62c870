import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { certify, certifyLeaf, rsaKey } from '../../test/small-pki.js';
import { CertificateError, maySignDocuments, parseCertificate } from '../index.js';

const root = certify('Root', undefined, { ca: { pathLength: 1 } });
const leaf = certifyLeaf('Nguyễn Văn A, "B" + C', root, {}, rsaKey());

describe('parseCertificate', () => {
  it('reads what node:crypto reads', () => {
    const theirs = new X509Certificate(leaf.certificate.der);
    const ours = leaf.certificate;
    expect(ours.fingerprintSha256).toBe(theirs.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(ours.serialNumber).toBe(theirs.serialNumber.toLowerCase());
    expect(ours.notAfter).toEqual(new Date(theirs.validTo));
    expect(ours.publicKey?.equals(theirs.publicKey)).toBe(true);
    expect(ours).toMatchObject({ keyType: 'rsa', keyBits: 2048, version: 3 });
    expect([...(ours.keyUsage ?? [])]).toEqual(['digitalSignature', 'nonRepudiation']);
    expect(root.certificate.basicConstraints).toEqual({ ca: true, pathLength: 1 });
    expect(ours.authorityKeyId?.keyId).toBe(root.certificate.subjectKeyId);
    expect(Object.isFrozen(ours)).toBe(true);
  });

  it('writes names as RFC 4514 does', () => {
    expect(leaf.certificate.subject.text).toBe('CN=Nguyễn Văn A\\, \\"B\\" \\+ C');
    expect(leaf.certificate.subject.commonName).toBe('Nguyễn Văn A, "B" + C');
  });

  it('answers malformed bytes with a typed error, wherever they are cut or changed', () => {
    const { der } = leaf.certificate;
    const attempt = (bytes: Uint8Array): void => {
      try {
        parseCertificate(bytes);
      } catch (error) {
        if (!(error instanceof CertificateError)) throw error;
      }
    };
    for (let index = 0; index < der.length; index++) {
      attempt(der.subarray(0, index));
      for (const flip of [0x01, 0x80, 0xff]) {
        attempt(Uint8Array.from(der, (byte, place) => (place === index ? byte ^ flip : byte)));
      }
    }
    expect(() => parseCertificate(Buffer.from('not a certificate'))).toThrow(CertificateError);
  });

  it('only signing certificates may sign documents', () => {
    expect(maySignDocuments(leaf.certificate)).toBe(true);
    expect(maySignDocuments(root.certificate)).toBe(false);
    expect(maySignDocuments(certifyLeaf('TLS', root, { keyUsage: ['keyEncipherment'] }).certificate)).toBe(false);
    // as the certificates of the public-service CA have it: no usage that speaks of documents
    const usual = ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4', '1.3.6.1.4.1.311.20.2.2'];
    expect(maySignDocuments(certifyLeaf('VGCA', root, { extendedKeyUsage: usual }).certificate)).toBe(true);
    const timestamps = certifyLeaf('TSA', root, { extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] }).certificate;
    expect(maySignDocuments(timestamps)).toBe(false);
  });
});
