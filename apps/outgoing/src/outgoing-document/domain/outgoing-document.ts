import type { InputOf, outgoing, Urgency } from '@vanthu/contracts';
import type { z } from 'zod';
import type { OutgoingState } from './outgoing-state.js';

export type DraftInput = InputOf<typeof outgoing.CreateDraft>;
export type Manifest = z.infer<typeof outgoing.Manifest>;
export type PlannedSignature = z.infer<typeof outgoing.PlannedSignature>;

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string;
}

export interface Drafter {
  readonly personId: string;
  readonly positionId: string;
  readonly name: string;
  /** Heads the drafting unit himself: then somebody else checks the content (R-DRF-05). */
  readonly headsUnit: boolean;
}

/** What the register line and the seal were made with; never changes once given. */
export interface Numbering {
  readonly number: number;
  readonly numberAndSymbol: string;
  readonly documentDate: string;
  readonly seriesCode: string;
}

export interface SignatureJob {
  readonly jobId: string;
  readonly step: number;
  readonly kind: 'personal' | 'organisation';
  readonly manifestHash: string;
  readonly inputSha256: string;
  readonly activationId: string;
  readonly state: 'waiting' | 'needs-activation' | 'done' | 'refused' | 'failed';
  readonly reasonVi: string | null;
  /** On whose authority the signature was ordered: the source document of the signer's authority. */
  readonly authority: string | null;
}

/** One document from draft to issue, with the version of its text that stands now. */
export interface OutgoingDocument {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyCode: string;
  /** Drafting unit (đơn vị chủ trì soạn thảo); null in an agency without units. */
  readonly unitId: string | null;
  /** Its abbreviation, who keeps the file copy: column 6 of the register. */
  readonly unitAbbreviation: string | null;
  readonly state: OutgoingState;
  readonly version: number;
  readonly kind: string;
  readonly abstract: string;
  readonly urgency: Urgency;
  readonly field: string | null;
  readonly answers: string | null;
  readonly recipients: readonly outgoing.Recipient[];
  readonly drafter: Drafter;
  readonly draftNumber: number;
  /** The file of the state it is in: laid out, signed, sealed. */
  readonly file: StoredFile;
  readonly pages: number;
  readonly manifest: Manifest;
  readonly plan: readonly PlannedSignature[];
  readonly signerTitle: string;
  readonly symbol: string;
  readonly numbering: Numbering | null;
  readonly job: SignatureJob | null;
  readonly returnReason: string | null;
  readonly readers: readonly string[];
  readonly issuedAt: string | null;
  readonly issuedOn: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
}

/** The one personal signature and the one seal of this release's plan. */
export function signatureOf(
  document: Pick<OutgoingDocument, 'plan'>,
  kind: PlannedSignature['kind'],
): PlannedSignature {
  const found = document.plan.find((entry) => entry.kind === kind);
  if (!found) throw new Error(`a plan without ${kind} signature`);
  return found;
}

export const refOf = (document: OutgoingDocument) => ({
  id: document.id,
  state: document.state,
  version: document.version,
});
