import { DerError } from '../der/der-error.js';
import { elements, hex, isTagged, onlyChild, readOctets } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import { extensionDer } from '../x509/build-certificate.js';
import type { Certificate } from '../x509/certificate.js';
import { readExtensions } from '../x509/extensions.js';
import { certIdDer, readCertId } from './cert-id.js';
import type { OcspProblem, OcspRequest } from './ocsp.js';

export interface OcspRequestInput {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Of the CertID. Default SHA-1: RFC 5019 2.1.1 has it, and many responders know no other. It secures nothing. */
  readonly digestAlgorithm?: 'sha1' | 'sha256';
  /** 1 to 32 octets (RFC 8954 2.1). */
  readonly nonce?: Uint8Array | undefined;
}

/** OCSPRequest for one certificate (RFC 6960 4.1.1), unsigned, DER. Media type application/ocsp-request. */
export function buildOcspRequest(input: OcspRequestInput): Uint8Array {
  const { certificate, issuer, digestAlgorithm = 'sha1', nonce } = input;
  const extensions = nonce === undefined ? [] : [extensionDer(oids.ocspNonce, der.octetString(nonce))];
  const tbs = der.sequence(
    der.sequence(der.sequence(certIdDer(certificate, issuer, digestAlgorithm))),
    ...(extensions.length === 0 ? [] : [der.explicit(2, der.sequence(...extensions))]),
  );
  return der.sequence(tbs);
}

const maxRequestBytes = 64 * 1024;

/** Reads an OCSPRequest, for a responder. A signature of the requester is not looked at. */
export function parseOcspRequest(bytes: Uint8Array): OcspRequest | OcspProblem {
  try {
    const [tbs] = elements(readDer(bytes, { maxBytes: maxRequestBytes }), 'OCSPRequest');
    const fields = elements(tbs, 'TBSRequest');
    const list = fields.find((field) => field.tagClass === 'universal');
    const extensionsField = fields.find((field) => isTagged(field, 2));
    const extensions = extensionsField ? readExtensions(onlyChild(extensionsField, 'request extensions')) : [];
    return Object.freeze({
      kind: 'ocsp-request' as const,
      certIds: elements(list, 'requestList').map((item) => readCertId(elements(item, 'Request')[0])),
      nonce: nonceOf(extensions),
    });
  } catch (error) {
    return ocspProblem(error);
  }
}

export function nonceOf(extensions: ReturnType<typeof readExtensions>): string | undefined {
  const extension = extensions.find(({ oid }) => oid === oids.ocspNonce);
  return extension && hex(readOctets(readDer(extension.value, { lenient: true }), 'nonce'));
}

/** What is wrong in the bytes, as a value; anything else is a fault and goes on. */
export function ocspProblem(error: unknown): OcspProblem {
  if (error instanceof DerError) return { kind: 'ocsp-problem', message: error.message, offset: error.offset };
  throw error;
}
