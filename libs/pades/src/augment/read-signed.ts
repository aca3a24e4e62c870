import {
  type Certificate,
  CertificateError,
  DerError,
  type DigestAlgorithm,
  digestOf,
  parseCertificate,
  parseCrl,
  parseOcspResponse,
  parseTimestampToken,
  type SignedDataFacts,
  type TimestampToken,
  verifyTimestampToken,
} from '@vanthu/pki';
import { readDss } from '../dss/read-dss.js';
import { vriKey } from '../dss/write-dss.js';
import { type FormField, formFields } from '../form/fields.js';
import { PrefixDigests } from '../judge/prefix-digests.js';
import { type ReadSignature, readSignature } from '../judge/read-signature.js';
import type { PdfDocument } from '../pdf/document.js';
import { PdfDict } from '../pdf/objects.js';
import { stop } from '../sign/signing-refusal.js';
import type { Evidence } from './gather.js';

/** A token that is about what it stands at, and the certificate of who gave it. */
export interface IntactToken {
  readonly token: TimestampToken;
  readonly authority: Certificate;
}

/** One signature or document timestamp, as far as augmentation looks at it. */
export interface Signed {
  readonly field: string;
  readonly cms: SignedDataFacts;
  readonly signer: Certificate;
  readonly vriKey: string;
  /** End of the signed bytes: what comes first was signed first. */
  readonly signedLength: number;
  /** Of a signature: its own timestamps that are intact. Of a document timestamp: itself. */
  readonly tokens: readonly IntactToken[];
  readonly isDocumentTimestamp: boolean;
}

/** All signatures in order. Stops when one of them is broken: what is added would vouch for it. */
export function readSigned(document: PdfDocument): Signed[] {
  const isSigned = ({ type, value }: FormField) => type === 'Sig' && value instanceof PdfDict;
  const digests = new PrefixDigests(document.bytes);
  const certificates = storedCertificates(document);
  const signed = formFields(document.last)
    .filter(isSigned)
    .map((field) => readOne(readSignature(document, field, certificates, digests), certificates));
  return signed.sort((a, b) => a.signedLength - b.signedLength);
}

function readOne({ facts, contents, digest }: ReadSignature, certificates: readonly Certificate[]): Signed {
  const { field, cms, integrityReasons, signedLength, isDocumentTimestamp } = facts;
  if (!cms || !digest || integrityReasons.length > 0) return broken(field, integrityReasons);
  const tokens = isDocumentTimestamp
    ? intact(contents, certificates, digest)
    : cms.timestampTokens.flatMap((token) =>
        intact(token, certificates, (algorithm) => digestOf(algorithm, cms.signatureValue)),
      );
  const signer = isDocumentTimestamp ? tokens[0]?.authority : facts.signerInfo?.signerCertificate;
  if (!signer) return broken(field, [isDocumentTimestamp ? 'timestamp' : 'no-certificate']);
  return { field, cms, signer, signedLength, isDocumentTimestamp, vriKey: vriKey(contents), tokens };
}

const broken = (field: string, reasons: readonly string[]): never =>
  stop('PADES.SIGNATURE_BROKEN', `the signature in ${field} is broken`, { field, reasons });

function intact(
  bytes: Uint8Array,
  certificates: readonly Certificate[],
  imprint: (digest: DigestAlgorithm) => Uint8Array,
): IntactToken[] {
  const token = parseTimestampToken(bytes, { lenient: true });
  if (token.kind === 'timestamp-problem') return [];
  const { isIntact, signerCertificate } = verifyTimestampToken(token, { imprint, certificates });
  return isIntact && signerCertificate ? [{ token, authority: signerCertificate }] : [];
}

/** Certificates of the security store: a signature may carry none of its own. */
function storedCertificates(document: PdfDocument): Certificate[] {
  return (readDss(document.last)?.certificates ?? []).flatMap(({ bytes }) => {
    try {
      return [parseCertificate(bytes)];
    } catch (error) {
      if (error instanceof CertificateError || error instanceof DerError) return [];
      throw error;
    }
  });
}

/**
 * What signatures and security store bring along counts as known. What cannot be read is passed over.
 *
 * @returns the keys of VRI
 */
export function collectEvidence(
  evidence: Evidence,
  signed: readonly Signed[],
  document: PdfDocument,
): ReadonlySet<string> {
  for (const { cms, tokens } of signed) {
    evidence.addCertificates([...cms.certificates, ...tokens.flatMap(({ token }) => token.signedData.certificates)]);
    addCrls(evidence, cms.crls);
  }
  evidence.addCertificates(storedCertificates(document));
  const store = readDss(document.last);
  for (const { bytes } of store?.ocsps ?? []) {
    const response = parseOcspResponse(bytes);
    if (response.kind === 'ocsp-response') evidence.ocsps.add(response);
  }
  addCrls(
    evidence,
    (store?.crls ?? []).map(({ bytes }) => bytes),
  );
  return new Set(store?.vri.keys());
}

function addCrls(evidence: Evidence, lists: readonly Uint8Array[]): void {
  for (const bytes of lists) {
    try {
      evidence.crls.add(parseCrl(bytes));
    } catch (error) {
      if (!(error instanceof CertificateError) && !(error instanceof DerError)) throw error;
    }
  }
}
