import type { Name, PathJudgement } from '@vanthu/pki';

/** How far what came after a signature goes; each word includes the ones before it. */
export type ChangeLevel = 'none' | 'lta' | 'form' | 'annotation' | 'forbidden';

export type Coverage = 'file' | 'revision' | 'partial';

/** ETSI EN 319 102-1 5.1.3. */
export type SignatureIndication = 'TOTAL_PASSED' | 'TOTAL_FAILED' | 'INDETERMINATE';

/** ETSI EN 319 102-1 table 6, those given here. */
export type SubIndication =
  | NonNullable<PathJudgement['subIndication']>
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'REVOKED_NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'GENERIC';

/** EN 319 142-1 clause 6; `none`: not a baseline signature (e.g. adbe.pkcs7.detached). */
export type BaselineLevel = 'none' | 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

export type DocumentAnswer = 'hợp lệ' | 'không hợp lệ' | 'chưa đủ căn cứ';

export type IntegrityReason =
  | 'byte-range-malformed'
  | 'byte-range-not-from-start'
  | 'byte-range-past-end'
  | 'gap-not-contents'
  | 'gap-not-even'
  | 'padding-not-zero'
  | 'coverage-partial'
  | 'sub-filter-unknown'
  | 'cms-malformed'
  | 'cms-inconsistent'
  | 'cms-content-type'
  | 'not-detached'
  | 'digest-unsupported'
  | 'digest-mismatch'
  | 'value-unsupported'
  | 'value-mismatch'
  | 'ess-mismatch'
  | 'dictionary-inconsistent'
  | 'field-not-in-form'
  | 'timestamp-unsupported';

/** One change in a later revision and the rule that explains it, or `unexplained`. */
export interface ExplainedChange {
  /** Index into `Report.revisions`. */
  readonly revision: number;
  /** Object number; 0 for the trailer or the file itself. */
  readonly object: number;
  readonly rule: string;
  readonly level: ChangeLevel;
  readonly field?: string;
  /** Vietnamese, for the person who reads the report. */
  readonly text: string;
}

export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  readonly commonName: Name['commonName'];
  readonly organization: Name['organization'];
  readonly serialNumber: string;
  readonly fingerprintSha256: string;
  /** ISO 8601, UTC */
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface ChainReport {
  readonly indication: PathJudgement['indication'];
  readonly subIndication: PathJudgement['subIndication'];
  readonly family: PathJudgement['family'];
  readonly revocation: PathJudgement['revocation'];
  readonly reason: string | undefined;
  /** The time the chain was judged at, ISO 8601. */
  readonly at: string;
  readonly timeSource: 'proven' | 'given';
  readonly certificates: readonly CertificateSummary[];
}

/** Whose certificate it is, told by enrolment, never by certificate fields. */
export interface Enrolment {
  readonly kind: 'person' | 'organisation';
  readonly id: string;
  readonly displayName?: string;
}

/** A timestamp token and what was found about it. */
export interface TimestampReport {
  /** The instant that the token names; ISO 8601, UTC. */
  readonly genTime: string | undefined;
  readonly indication: 'PASSED' | 'FAILED' | 'INDETERMINATE';
  readonly subIndication: SubIndication | undefined;
  /** Common name of the authority. */
  readonly authority: string | undefined;
  readonly certificate: CertificateSummary | undefined;
  readonly chain: ChainReport | undefined;
}

export interface DocumentTimestampReport extends TimestampReport {
  readonly field: string;
  readonly revision: number;
}

/** What a later signer put on the page: a number, a day, a picture of a signature, a seal. */
export interface MarkReport {
  readonly field: string;
  readonly revision: number;
  /** Number of the page, from 1; 0 when unknown. */
  readonly page: number;
  readonly kind: 'digits' | 'text' | 'image' | 'seal' | 'unknown';
  /** The text drawn; empty for images. */
  readonly shows: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Common name in the certificate of the signature that set it. */
  readonly signer: string | undefined;
  /** Whether the policy takes it as a mark of the profile "ký số công vụ". */
  readonly isAccepted: boolean;
  /** Vietnamese. */
  readonly text: string;
}

export interface SignatureReport {
  readonly field: string;
  readonly revision: { readonly index: number; readonly length: number };
  readonly covers: Coverage;
  readonly integrity: 'ok' | 'bad';
  readonly integrityReasons: readonly IntegrityReason[];
  readonly subFilter: string;
  readonly signerCertificate: CertificateSummary | undefined;
  readonly enrolment: Enrolment | undefined;
  readonly chain: ChainReport | undefined;
  readonly changes: ChangeLevel;
  readonly changesExplained: readonly ExplainedChange[];
  readonly indication: SignatureIndication;
  readonly subIndication: SubIndication | undefined;
  readonly level: BaselineLevel;
  /** DocMDP P of a certification signature. */
  readonly certificationLevel: 1 | 2 | 3 | undefined;
  readonly locks: string | undefined;
  /** /M, or the CMS attribute; ISO 8601; claimed only. */
  readonly claimedSigningTime: string | undefined;
  /** The earliest instant at which the signature is proven to have existed; ISO 8601. */
  readonly provenTime: string | undefined;
  /** The token of its value: the trusted one, else the first. */
  readonly timestamp: TimestampReport | undefined;
  /** Signed under a CA of the public service (VGCA). */
  readonly isPublicService: boolean;
  readonly reason: string | undefined;
  /** Vietnamese: what does not decide and is to be told. */
  readonly remarks: readonly string[];
  readonly messageVi: string;
}

export interface Report {
  readonly answer: DocumentAnswer;
  readonly messageVi: string;
  /** In order of the revisions that they cover. */
  readonly signatures: readonly SignatureReport[];
  /** Document timestamps (ETSI.RFC3161) and unsigned signature fields are no signatures. */
  readonly documentTimestamps: readonly DocumentTimestampReport[];
  readonly marks: readonly MarkReport[];
  readonly revisions: readonly { readonly index: number; readonly length: number }[];
  /** Set when the file could not be read; then there are no signatures. */
  readonly problem: { readonly code: string; readonly message: string } | undefined;
}
