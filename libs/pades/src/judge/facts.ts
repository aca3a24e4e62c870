import type {
  Certificate,
  Crl,
  OcspResponse,
  SignedDataFacts,
  SignerInfoJudgement,
  TimestampJudgement,
  TimestampToken,
} from '@vanthu/pki';
import type { FieldLock } from '../sign/signing-options.js';
import type { RuleName } from './changes/rules.js';
import type { Coverage, IntegrityReason } from './report.js';

/** One changed, added or freed object of a revision, and the rule found for it. Whether the rule may be used is judged later. */
export interface ChangeFact {
  readonly revision: number;
  /** 0: trailer or file. */
  readonly object: number;
  readonly rule: RuleName;
  readonly field: string | undefined;
  /** What an unexplained change is, in short English words. */
  readonly detail: string | undefined;
}

/**
 * A mark: the one visible signature field that a revision adds, and what its appearance puts on the page. Whether such a
 * mark may follow a signature is for the policy to say.
 */
export interface MarkFact {
  readonly revision: number;
  readonly field: string;
  /** Number of the page, from 1; 0 when unknown. */
  readonly page: number;
  readonly kind: 'digits' | 'text' | 'image' | 'seal' | 'unknown';
  /** The text drawn, as the font says. */
  readonly shows: string;
  /** Of the image, or of the box of a text, on the page. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** Why it is no mark of the profile "ký số công vụ", in short English words. */
  readonly problem: string | undefined;
}

export interface SignatureFacts {
  readonly field: string;
  readonly object: number;
  /** Index of the revision that the byte range ends with; undefined when it ends nowhere sensible. */
  readonly revision: number | undefined;
  /** End of the signed bytes. */
  readonly signedLength: number;
  readonly covers: Coverage;
  readonly subFilter: string;
  readonly isDocumentTimestamp: boolean;
  readonly integrityReasons: readonly IntegrityReason[];
  readonly cms: SignedDataFacts | undefined;
  readonly signerInfo: SignerInfoJudgement | undefined;
  readonly certificationLevel: 1 | 2 | 3 | undefined;
  readonly locks: readonly FieldLock[];
  readonly claimedSigningTime: Date | undefined;
  readonly reason: string | undefined;
  readonly remarks: readonly string[];
}

/** One timestamp token: of a signature's value, or of the document (ETSI.RFC3161). */
export interface TimestampFacts {
  readonly kind: 'signature' | 'document';
  /** Field of the signature that it is about, or its own. */
  readonly field: string;
  readonly revision: number | undefined;
  readonly token: TimestampToken | undefined;
  /** Imprint, value, usage; the path to an anchor is judged later. */
  readonly judgement: TimestampJudgement | undefined;
  /** Why there is nothing to judge, or why the place of the token is wrong. */
  readonly problem: string | undefined;
}

/** Validation data in the file, each with the first revision that carries it. */
export interface EvidenceFacts {
  readonly certificates: readonly { readonly certificate: Certificate; readonly revision: number }[];
  readonly crls: readonly { readonly crl: Crl; readonly revision: number }[];
  readonly ocsps: readonly { readonly ocsp: OcspResponse; readonly revision: number }[];
  /** What could not be read, in short English words. */
  readonly problems: readonly string[];
}

/** What the bytes say, before any trust, policy or time is applied. Pure: the same bytes give the same facts. */
export interface PdfFacts {
  readonly length: number;
  readonly revisions: readonly { readonly index: number; readonly length: number }[];
  readonly isEncrypted: boolean;
  /** In order of the revisions that they cover; document timestamps among them. */
  readonly signatures: readonly SignatureFacts[];
  readonly changes: readonly ChangeFact[];
  readonly marks: readonly MarkFact[];
  readonly timestamps: readonly TimestampFacts[];
  readonly evidence: EvidenceFacts;
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}
