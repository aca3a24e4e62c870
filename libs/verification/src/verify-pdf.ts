import { createHash } from 'node:crypto';
import { collect, inspectPdf, judge, type Report } from '@vanthu/pades';
import { type EvidenceMaterial, materialOf } from './evidence-material.js';
import { type FieldPlaces, noPlaces, placesOf } from './places.js';
import { type JudgedBy, policies } from './policies.js';
import type { ParsedTrust } from './verification-trust.js';

export interface VerifyOptions {
  /** The instant for which certificates are judged where no timestamp proves another; ISO 8601. */
  readonly at: string;
  readonly policy: JudgedBy;
  /** Also what the judgement rests on, to be kept with it. Where fields stand on the pages is left out then. */
  readonly withEvidence?: boolean;
}

/** What was found in one file. Plain data. */
export interface Verified {
  readonly sha256: string;
  readonly bytes: number;
  readonly report: Report;
  readonly places: FieldPlaces;
  /** No signature is seen and the file opens with a password only: nobody knows what is in it. */
  readonly isLocked: boolean;
  /** Null when it was not asked for. */
  readonly evidence: EvidenceMaterial | null;
}

/** Judges the bytes of one file. Never throws for what is in them. */
export function verifyPdf(bytes: Uint8Array, trust: ParsedTrust, options: VerifyOptions): Verified {
  const { at, policy, withEvidence = false } = options;
  const facts = collect(bytes);
  const report = judge(facts, {
    anchors: trust.anchors,
    intermediates: trust.intermediates,
    crls: trust.crls,
    at: new Date(at),
    policy: policies[policy],
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  // Nothing is shown on the pages of a file without signatures.
  const places = report.signatures.length > 0 && !withEvidence ? placesOf(bytes) : noPlaces;
  const isLocked =
    facts.isEncrypted && facts.signatures.length === 0 && inspectPdf(bytes).reasons.includes('PDF.ENCRYPTED');
  const evidence = withEvidence ? apart(materialOf(report, facts, trust)) : null;
  return { sha256, bytes: bytes.length, report, places, isLocked, evidence };
}

/** Copies: a part of the file's memory would travel from thread to thread with the whole of it. */
const apart = (material: EvidenceMaterial): EvidenceMaterial => ({
  certificates: material.certificates.map((der) => Uint8Array.from(der)),
  revocation: material.revocation.map((der) => Uint8Array.from(der)),
  ocsps: material.ocsps.map((der) => Uint8Array.from(der)),
  timestamps: material.timestamps.map((der) => Uint8Array.from(der)),
});
