import type { KeyObject } from 'node:crypto';
import { signatureAlgorithmDer } from '../algorithms/signature-algorithm.js';
import { signValue } from '../algorithms/signature-value.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import { algorithmOf, authorityKeyIdDer, extensionDer } from './build-certificate.js';

export interface Revocation {
  /** hex */
  readonly serialNumber: string;
  readonly revokedAt: Date;
  /** CRLReason, RFC 5280 5.3.1 */
  readonly reason: number;
}

export interface CrlFields {
  readonly issuer: Uint8Array;
  readonly issuerKey: KeyObject;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly crlNumber: number;
  readonly revocations: readonly Revocation[];
}

/** A complete CRL, version 2 (RFC 5280 5.1). */
export function buildCrl(fields: CrlFields): Uint8Array {
  const algorithm = algorithmOf(fields.issuerKey);
  const algorithmDer = signatureAlgorithmDer(algorithm);
  const entries = fields.revocations.map(({ serialNumber, revokedAt, reason }) =>
    der.sequence(
      der.unsignedInteger(Buffer.from(serialNumber, 'hex')),
      der.time(revokedAt),
      der.sequence(extensionDer(oids.crlReason, der.enumerated(reason))),
    ),
  );
  const tbs = der.sequence(
    der.integer(1),
    algorithmDer,
    fields.issuer,
    der.time(fields.thisUpdate),
    der.time(fields.nextUpdate),
    // RFC 5280 5.1.2.6: the list is left out when nothing is revoked
    ...(entries.length === 0 ? [] : [der.sequenceOf(entries)]),
    der.explicit(
      0,
      der.sequence(authorityKeyIdDer(fields.issuerKey), extensionDer(oids.crlNumber, der.integer(fields.crlNumber))),
    ),
  );
  return der.sequence(tbs, algorithmDer, der.bitString(signValue(fields.issuerKey, tbs, algorithm)));
}
