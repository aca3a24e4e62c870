import type { Certificate } from '@vanthu/pki';
import { testMark } from './plan.js';

/** Whether a certificate comes from this test PKI. Production configuration refuses to trust such a one. */
export function isTestAnchor(certificate: Certificate): boolean {
  return [certificate.subject, certificate.issuer].some(({ attributes }) =>
    attributes.some(({ value }) => value.normalize('NFC').includes(testMark.normalize('NFC'))),
  );
}
