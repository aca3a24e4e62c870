import type { Certificate, Crl, OcspResponse, SigningDigest, TrustAnchor } from '@vanthu/pki';

/** A timestamp server, e.g. `TimestampClient` of @vanthu/pki. It answers with a token or says why not; a rejected promise counts as the latter. */
export interface TimestampSource {
  stamp(request: {
    readonly digestAlgorithm: SigningDigest;
    readonly digest: Uint8Array;
  }): Promise<
    | { readonly kind: 'timestamp'; readonly token: { readonly der: Uint8Array } }
    | { readonly kind: 'refusal'; readonly code: string; readonly message: string }
  >;
}

/** Revocation data, e.g. `RevocationClient` of @vanthu/pki. They are judged here; nothing is an answer too. */
export interface RevocationSource {
  collect(question: { readonly certificate: Certificate; readonly issuer: Certificate; readonly at?: Date }): Promise<{
    readonly ocsp?: OcspResponse | undefined;
    readonly crl?: Crl | undefined;
  }>;
}

/** Missing issuers, e.g. `IssuerClient` of @vanthu/pki. */
export interface IssuerSource {
  complete(
    certificate: Certificate,
    known: readonly Certificate[],
  ): Promise<{ readonly issuers: readonly Certificate[] }>;
}

/** What levels above B-B take from outside. Each part may be missing where the level does not need it. */
export interface ValidationSources {
  /** Now: what is gathered must hold at this instant. */
  readonly at: Date;
  readonly timestamps?: TimestampSource;
  readonly revocation?: RevocationSource;
  readonly issuers?: IssuerSource;
  /** Where paths end, those of timestamp authorities among them. */
  readonly anchors: readonly TrustAnchor[];
  /** Certificates of CAs that signatures may lack. */
  readonly certificates?: readonly Certificate[];
  /** Revocation data that are at hand already. */
  readonly crls?: readonly Crl[];
  readonly ocsps?: readonly OcspResponse[];
  /** Digest of what is timestamped. Default sha256. */
  readonly timestampDigest?: SigningDigest;
  /** DER size of a token of this server. Default: one is asked for and its size remembered as long as `timestamps` lives. */
  readonly tokenBytes?: number;
}
