import type { SignedDataFacts, SignerInfoJudgement } from '@vanthu/pki';
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

/** What the bytes say, before any trust, policy or time is applied. Pure: the same bytes give the same facts. */
export interface PdfFacts {
  readonly length: number;
  readonly revisions: readonly { readonly index: number; readonly length: number }[];
  readonly isEncrypted: boolean;
  /** In order of the revisions that they cover; document timestamps among them. */
  readonly signatures: readonly SignatureFacts[];
  readonly changes: readonly ChangeFact[];
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}
