import { signatureAlgorithmDer } from '../algorithms/signature-algorithm.js';
import { der } from '../der/write-der.js';
import type { KeyProvider } from '../keys/key-provider.js';
import { oids } from '../oids.js';
import { extensionDer } from '../x509/build-certificate.js';
import type { Certificate } from '../x509/certificate.js';
import { certIdDer, keyHash } from './cert-id.js';
import { type OcspRefusal, refusalStatuses } from './ocsp.js';
import { wrapBasicResponse } from './parse-ocsp-response.js';

export interface OcspAnswerInput {
  readonly certificate: Pick<Certificate, 'issuer' | 'serialNumberDer'>;
  readonly issuer: Certificate;
  readonly status:
    | { readonly kind: 'good' | 'unknown' }
    | { readonly kind: 'revoked'; readonly revokedAt: Date; readonly reason?: number };
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Of the CertID; as it was asked. Default SHA-1. */
  readonly digestAlgorithm?: 'sha1' | 'sha256';
}

export interface OcspResponseInput {
  readonly answers: readonly OcspAnswerInput[];
  /** The issuer's own key, or that of a responder it delegated to. */
  readonly key: KeyProvider;
  readonly producedAt: Date;
  /** As asked. */
  readonly nonce?: Uint8Array | undefined;
  /** How the responder names itself. Default 'key'. */
  readonly responderId?: 'name' | 'key';
  /** Default true: a delegated responder must send its certificate. */
  readonly includeCertificates?: boolean;
}

/** A successful OCSPResponse (RFC 6960 4.2.1), for a responder of one's own or of a test. */
export async function buildOcspResponse(input: OcspResponseInput): Promise<Uint8Array> {
  const { key, nonce, includeCertificates = true } = input;
  const [responder] = key.certificateChain();
  const [algorithm] = key.algorithms();
  if (responder === undefined || algorithm === undefined) throw new RangeError('the key cannot sign responses');
  const tbs = der.sequence(
    input.responderId === 'name'
      ? der.explicit(1, responder.subject.der)
      : der.explicit(2, der.octetString(keyHash(responder, 'sha1') ?? new Uint8Array())),
    der.generalizedTime(input.producedAt),
    der.sequence(...input.answers.map(answerDer)),
    ...(nonce === undefined
      ? []
      : [der.explicit(1, der.sequence(extensionDer(oids.ocspNonce, der.octetString(nonce))))]),
  );
  const basic = der.sequence(
    tbs,
    signatureAlgorithmDer(algorithm),
    der.bitString(await key.sign(tbs, algorithm)),
    ...(includeCertificates ? [der.explicit(0, der.sequence(responder.der))] : []),
  );
  return wrapBasicResponse(basic);
}

function answerDer(answer: OcspAnswerInput): Uint8Array {
  const { certificate, issuer, status, thisUpdate, nextUpdate, digestAlgorithm = 'sha1' } = answer;
  return der.sequence(
    certIdDer(certificate, issuer, digestAlgorithm),
    statusDer(status),
    der.generalizedTime(thisUpdate),
    ...(nextUpdate === undefined ? [] : [der.explicit(0, der.generalizedTime(nextUpdate))]),
  );
}

function statusDer(status: OcspAnswerInput['status']): Uint8Array {
  switch (status.kind) {
    case 'good':
      return der.implicitPrimitive(0, new Uint8Array());
    case 'unknown':
      return der.implicitPrimitive(2, new Uint8Array());
    case 'revoked': {
      const reason = status.reason === undefined ? [] : [der.explicit(0, der.enumerated(status.reason))];
      return der.explicit(1, der.generalizedTime(status.revokedAt), ...reason);
    }
  }
}

/** An OCSPResponse that answers nothing: the responder's status alone. */
export function buildOcspRefusal(status: Exclude<OcspRefusal['status'], 'unknown'>): Uint8Array {
  const code = [...refusalStatuses].find(([, name]) => name === status)?.[0] ?? 2;
  return der.sequence(der.enumerated(code));
}
