import {
  type Certificate,
  type Crl,
  certificatesFromPem,
  parseCrl,
  type TrustAnchor,
  type TrustFamily,
} from '@vanthu/pki';

/** What is believed, as text and bytes: it travels to the threads that judge. */
export interface VerificationTrust {
  /** Anchors in PEM, any number in each text. */
  readonly anchors: readonly { readonly pem: string; readonly family: TrustFamily }[];
  /** PEM of issuers that signatures lack. */
  readonly intermediates: readonly string[];
  /** DER of lists of revoked certificates. */
  readonly crls: readonly Uint8Array[];
}

export interface ParsedTrust {
  readonly anchors: readonly TrustAnchor[];
  readonly intermediates: readonly Certificate[];
  readonly crls: readonly Crl[];
}

/** @throws CertificateError when something given is no certificate or list */
export const parseTrust = (trust: VerificationTrust): ParsedTrust => ({
  anchors: trust.anchors.flatMap(({ pem, family }) =>
    certificatesFromPem(pem).map((certificate) => ({ certificate, family })),
  ),
  intermediates: trust.intermediates.flatMap((pem) => certificatesFromPem(pem)),
  crls: trust.crls.map((der) => parseCrl(der)),
});
