import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Paragraph, Principal, Sha256, Uuid } from '../core/vocabulary.js';
import { OutgoingState } from './document.js';

/** Submission slips (phiếu trình): several drafts laid before the person who signs them all, decided together or one by one (Art. 11.1). */

const slipId = Uuid;
const path = '/outgoing/slips/{slipId}';

export const SlipDecision = z.enum(['approved', 'returned']).meta({ id: 'SlipDecision' });
export type SlipDecision = z.infer<typeof SlipDecision>;

export const SlipDraft = z
  .object({
    documentId: Uuid,
    kindName: z.string(),
    abstract: z.string(),
    state: OutgoingState,
    /** What a decision names; of a decided draft what was decided on. */
    manifestHash: Sha256,
    /** Who must act next, in words. */
    waitingFor: z.string().nullable(),
    /** Null: not decided yet. */
    decision: SlipDecision.nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: Instant.nullable(),
    reason: z.string().nullable(),
    /** It was approved and the signature was not made: why; until it is decided on again. */
    notSignedVi: z.string().nullable(),
    /** Whether the asking actor may decide on it now. */
    isMine: z.boolean(),
  })
  .meta({ id: 'SlipDraft' });

export const Slip = z
  .object({
    id: Uuid,
    title: z.string(),
    /** What the drafts are for and what is proposed. */
    explanation: z.string(),
    submittedBy: z.string(),
    submittedOn: CivilDate,
    submittedAt: Instant,
    signerName: z.string(),
    /** Drafts of it that are not decided. */
    open: z.number().int(),
    /** In the order in which they are laid before the signer. */
    drafts: z.array(SlipDraft),
  })
  .meta({ id: 'SubmissionSlip' });
export type Slip = z.infer<typeof Slip>;

const SlipRef = z.object({ id: Uuid, open: z.number().int() }).meta({ id: 'SubmissionSlipRef' });
const distinct = <T>(list: readonly T[]): boolean => new Set(list).size === list.length;

/** Drafts of one signer on one slip; those that are still drafts are handed in with it, all or none. */
export const SubmitSlip = command({
  service: 'outgoing',
  name: 'submit-slip',
  right: 'outgoing.draft',
  http: { method: 'POST', path: '/outgoing/slips', summary: 'Lập phiếu trình kèm nhiều dự thảo' },
  input: z.object({
    title: Line(300),
    explanation: Paragraph(3000),
    documentIds: z.array(Uuid).min(2).max(10).refine(distinct),
  }),
  output: SlipRef,
});

/** Approve orders the signature over exactly what was seen; return sends it back with the reason. All of the act, or none. */
export const DecideSlip = command({
  service: 'outgoing',
  name: 'decide-slip',
  right: 'outgoing.sign',
  http: {
    method: 'POST',
    path: `${path}/decisions`,
    summary: 'Quyết định các dự thảo của phiếu trình',
    timeoutMs: 10_000,
  },
  input: z.object({
    slipId,
    decisions: z
      .array(
        z.discriminatedUnion('decision', [
          z.object({ decision: z.literal('approved'), documentId: Uuid, manifestHash: Sha256 }),
          z.object({
            decision: z.literal('returned'),
            documentId: Uuid,
            manifestHash: Sha256,
            reason: Paragraph(1000),
          }),
        ]),
      )
      .min(1)
      .max(10)
      .refine((list) => distinct(list.map(({ documentId }) => documentId))),
    /** The opened key, for what is approved. */
    activationId: Uuid.optional(),
  }),
  output: SlipRef,
});

export const FindSlips = query({
  service: 'outgoing',
  name: 'find-slips',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/outgoing/slips', summary: 'Phiếu trình' },
  input: z.object({
    /** Only those with a draft that is not decided. */
    open: z.union([z.boolean(), z.stringbool()]).default(true),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ slips: z.array(Slip) }),
});

export const GetSlip = query({
  service: 'outgoing',
  name: 'get-slip',
  right: 'outgoing.read',
  http: { method: 'GET', path, summary: 'Một phiếu trình' },
  input: z.object({ slipId }),
  output: Slip,
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'outgoing', aggregate: 'submission-slip', name, payload });
const readers = z.array(Principal);
export const SlipSubmitted = of(
  'submitted',
  z.object({ slipId, title: z.string(), documentIds: z.array(Uuid), by: z.string(), readers }),
);
/** One draft of it was decided on, through the slip or on its own page. */
export const SlipDraftDecided = of(
  'draft-decided',
  z.object({ slipId, documentId: Uuid, decision: SlipDecision, by: z.string(), open: z.number().int(), readers }),
);
/** Its signature was not made: it waits on the slip again. */
export const SlipDraftReopened = of(
  'draft-reopened',
  z.object({ slipId, documentId: Uuid, reasonVi: z.string(), open: z.number().int(), readers }),
);
