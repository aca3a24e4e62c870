import type { Actor, InputOf, outgoing, Urgency } from '@vanthu/contracts';
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

/** A separate file that goes with the document: as prepared for the organisation's signature, and as signed. */
export interface AttachedFile extends StoredFile {
  readonly id: string;
  readonly title: string;
  readonly pages: number;
  readonly sealed: { readonly sha256: string; readonly bytes: number } | null;
}

export type InkSignature = z.infer<typeof outgoing.InkSignature>;

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
  readonly attachments: readonly AttachedFile[];
  /** Text fields of the main file that are filled with the seal: number and date, of minutes the number alone. */
  readonly fillable: readonly string[];
  readonly plan: readonly PlannedSignature[];
  readonly road: outgoing.SigningRoad;
  /** In a collective body: the head's own competence, signed without TM. */
  readonly headDecidesAlone: boolean;
  /** Code of the series of the advisory body that issues it; null: the agency does. */
  readonly advisoryBody: string | null;
  /** The ink road: what the clerk recorded of the signature on paper. */
  readonly ink: InkSignature | null;
  readonly signerTitle: string;
  readonly symbol: string;
  readonly numbering: Numbering | null;
  readonly job: SignatureJob | null;
  /** The clerk who ordered number, seal and issue in one act. */
  readonly issueBy: Actor | null;
  readonly returnReason: string | null;
  /** Where it stands on its flow; null of what began before flows. */
  readonly course: z.infer<typeof outgoing.DraftCourse> | null;
  readonly readers: readonly string[];
  readonly issuedAt: string | null;
  readonly issuedOn: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
}

type Planned = Pick<OutgoingDocument, 'plan'>;

export const personalOf = ({ plan }: Planned): PlannedSignature[] => plan.filter(({ kind }) => kind === 'personal');

/** Who answers for the document: the last to sign, whose name stands in the register. Of minutes the chair. */
export function principalOf(document: Planned): PlannedSignature {
  const last = personalOf(document).at(-1);
  if (!last) throw new Error('a plan without personal signature');
  return last;
}

/** Whose turn it is, or would be: the first who has not signed; when all have, the last. */
export const nextSignerOf = (document: Planned): PlannedSignature =>
  personalOf(document).find(({ signedAt }) => signedAt === null) ?? principalOf(document);

export function sealOf({ plan }: Planned): PlannedSignature {
  const found = plan.find(({ kind }) => kind === 'organisation');
  if (!found) throw new Error('a plan without signature of the organisation');
  return found;
}

/** Whether somebody has signed this version here, digitally: then its file is no longer the one that was laid out. */
export const isPartlySigned = (document: Pick<OutgoingDocument, 'plan' | 'road'>): boolean =>
  document.road === 'digital' &&
  personalOf(document).some(({ signedAt, isBrought }) => signedAt !== null && !isBrought);

export const refOf = (document: OutgoingDocument) => ({
  id: document.id,
  state: document.state,
  version: document.version,
});
