import type { SignatureAlgorithm } from '../algorithms/algorithm.js';
import type { Extension } from './certificate.js';
import type { CrlScope } from './distribution-point.js';
import type { Name } from './name.js';

export interface RevokedEntry {
  readonly serialNumber: string;
  readonly revokedAt: Date;
  readonly reason: number | undefined;
}

/** Revoked certificates by `entryKey`. */
export interface RevokedEntries {
  readonly size: number;
  get(key: string): RevokedEntry | undefined;
}

export interface Crl {
  readonly der: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | undefined;
  /** By `entryKey`: the serial number, with the issuer where that is not the CRL's own (indirect CRL). */
  readonly entries: RevokedEntries;
  readonly authorityKeyId: string | undefined;
  readonly crlNumber: bigint | undefined;
  /** BaseCRLNumber of a delta CRL (RFC 5280 5.2.4). */
  readonly deltaBase: bigint | undefined;
  /** undefined: all certificates of the issuer, for all reasons */
  readonly scope: CrlScope | undefined;
  readonly extensions: readonly Extension[];
  /** Critical extensions beyond those understood here: such a CRL answers nothing (RFC 5280 5.2). */
  readonly criticalUnknownExtensions: readonly string[];
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

export const entryKey = (crlIssuer: string, certificateIssuer: string, serialNumber: string): string =>
  crlIssuer === certificateIssuer ? serialNumber : `${serialNumber} ${certificateIssuer}`;

export type RevocationAnswer =
  | {
      readonly status: 'good';
      readonly thisUpdate: Date;
      /** Until when the source says this holds; undefined when it does not say. */
      readonly nextUpdate: Date | undefined;
    }
  | { readonly status: 'revoked'; readonly revokedAt: Date; readonly reason: number | undefined }
  | { readonly status: 'unknown'; readonly why: string };
