import { z } from 'zod';
import { Capacity, CivilDate, Instant, Line, Sha256, Urgency, Uuid } from '../core/vocabulary.js';
import { FlowAct } from '../routing/flows.js';
import { DraftBody } from './draft-body.js';
import { SignatureMark, SignaturePlace } from './places.js';

/** What an outgoing document is, from the draft to the issue (Decree 30 Art. 10-19). */

export const OutgoingState = z
  .enum(['draft', 'submitted', 'content-checked', 'form-checked', 'signing', 'signed', 'numbered', 'sealed', 'issued'])
  .meta({ id: 'OutgoingState' });
export type OutgoingState = z.infer<typeof OutgoingState>;

export const Recipient = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('agency'), agencyId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('unit'), unitId: Uuid, name: Line(200) }),
    z.object({ kind: z.literal('person'), personId: Uuid, name: Line(200) }),
    /** A line of the "Nơi nhận" block that is not served by this installation. */
    z.object({ kind: z.literal('other'), name: Line(200) }),
  ])
  .meta({ id: 'Recipient' });
export type Recipient = z.infer<typeof Recipient>;

/** Who signs minutes: THƯ KÝ on the left, CHỦ TỌA on the right (Annex III template 1.9). */
export const MeetingRole = z.enum(['secretary', 'chair']).meta({ id: 'MeetingRole' });
export type MeetingRole = z.infer<typeof MeetingRole>;

/**
 * How the competent person signs. `ink`: on the printed paper; the scan is then signed by the organisation as a certified copy
 * (Art. 18.6, 25.1.c).
 */
export const SigningRoad = z.enum(['digital', 'ink']).meta({ id: 'SigningRoad' });
export type SigningRoad = z.infer<typeof SigningRoad>;

/** One entry of the signature plan, in order. */
export const PlannedSignature = z
  .object({
    step: z.number().int().positive(),
    kind: z.enum(['personal', 'organisation']),
    field: z.string(),
    positionId: Uuid.nullable(),
    personId: Uuid.nullable(),
    agencyId: Uuid,
    name: z.string(),
    capacity: Capacity.nullable(),
    capacityLines: z.array(z.string()),
    /** Part in the meeting that minutes record; a person who signs for it needs no authority to sign documents. */
    meetingRole: MeetingRole.optional(),
    /** Where a program elsewhere has signed in a field of its own. */
    signedField: z.string().optional(),
    /** Signed by this person before the file was brought. */
    isBrought: z.boolean().optional(),
    /** In a file that others have signed: where the field is made with the signature. Absent: the file has the field. */
    place: SignaturePlace.optional(),
    /** Of the organisation: number and date, where the file has no fields for them. */
    marks: z.array(SignatureMark).optional(),
    signedAt: Instant.nullable(),
  })
  .meta({ id: 'PlannedSignature' });

export const DraftInput = z.object({
  /** Code of one of the 29 kinds (Art. 7). Which form of body each is written in: `formOfKind` of decree30. */
  kind: z.string().max(40),
  abstract: Line(500),
  urgency: Urgency.default('normal'),
  body: DraftBody,
  /** Field of work, for authority limited to fields. */
  field: Line(100).nullable().default(null),
  /** The position that will sign, and in what capacity (absent: the best it has). */
  signerPositionId: Uuid,
  capacity: Capacity.optional(),
  /** Who sign before that person, in this order: of minutes the secretary, `signerPositionId` being the chair. */
  coSigners: z
    .array(z.object({ positionId: Uuid, capacity: Capacity.optional() }))
    .max(4)
    .optional(),
  /** In a collective body: the matter is the head's own competence; signed without TM. (Art. 13.1-2). */
  headDecidesAlone: z.boolean().optional(),
  /** Issued by this advisory body: the code of its series; its head signs (R-OUT-09). Absent: by the agency. */
  advisoryBody: z.string().max(20).nullable().optional(),
  /** Absent: `digital`. */
  road: SigningRoad.optional(),
  recipients: z.array(Recipient).max(500),
  /** The incoming document that this one answers. */
  answers: Uuid.nullable().default(null),
});

export const ManifestFile = z.object({
  /** `source`: the Word file that `main` was printed from. */
  role: z.enum(['main', 'attachment', 'scan', 'source']),
  name: z.string(),
  /** Of attachments: as it stands in the list of what is sent with the document. */
  title: z.string().optional(),
  sha256: Sha256,
  bytes: z.number().int(),
});
export const Manifest = z
  .object({
    /** SHA-256 over `manifestText`; checks, signatures and seal bind it. */
    hash: Sha256,
    files: z.array(ManifestFile),
  })
  .meta({ id: 'Manifest' });

/**
 * What is hashed: document and version belong to it, so that the same bytes laid out again after a return are another thing to
 * be approved and signed (R-DRF-07). `signing` hashes the same text before it lets a key sign.
 */
export const manifestText = (
  documentId: string,
  draftNumber: number,
  files: readonly z.infer<typeof ManifestFile>[],
): string =>
  JSON.stringify([
    'vanthu-manifest-2',
    documentId,
    draftNumber,
    files.map(({ role, name, title, sha256, bytes }) => [role, name, title ?? null, sha256, bytes]),
  ]);

/** A separate file that goes with the document (Annex I III.1.d; R-ORG-06). */
export const Attachment = z
  .object({
    id: Uuid,
    title: z.string(),
    name: z.string(),
    /** As it stands now: with the organisation's signature once the document is sealed. */
    sha256: Sha256,
    bytes: z.number().int(),
    pages: z.number().int(),
    sealed: z.boolean(),
  })
  .meta({ id: 'OutgoingAttachment' });
export type Attachment = z.infer<typeof Attachment>;

/** The ink signature on paper, as the clerk recorded it. */
export const InkSignature = z
  .object({
    signedOn: CivilDate,
    recordedAt: Instant,
    recordedBy: z.string(),
    authority: z.string().nullable(),
  })
  .meta({ id: 'InkSignature' });

export const OutgoingAct = z.enum([
  'edit',
  'submit',
  'check-content',
  'check-form',
  'return',
  'sign',
  'record-ink-signature',
  'allot-number',
  'add-scan',
  'seal',
  'retry-seal',
  'issue',
]);

/** Where a draft stands on its flow; what was asked and said on the way. Holders are as for whom a draft waits. */
export const DraftCourse = z.object({
  definitionId: Uuid,
  flowName: z.string(),
  /** 0: as shipped. */
  flowVersion: z.number().int(),
  stepId: z.string(),
  stepName: z.string(),
  act: FlowAct,
  waits: z.enum(['all', 'any']),
  /** Who is heard in this step. */
  parts: z.array(
    z.object({
      name: z.string(),
      holders: z.array(z.string()),
      said: z.object({ by: z.string(), at: Instant }).nullable(),
    }),
  ),
  /** The version of the text that is on this step. */
  round: z.number().int(),
  startedOn: CivilDate,
  dueOn: CivilDate.nullable(),
  escalation: z.object({ afterDays: z.number().int(), to: z.array(z.string()) }).nullable(),
  /** Of the agency, as they were when the draft began. */
  units: z.array(z.object({ id: Uuid, name: z.string(), abbreviation: z.string() })),
  /** `stepId` null: by the drafter. */
  asked: z.array(
    z.object({
      stepId: z.string().nullable(),
      unitId: Uuid,
      name: z.string(),
      opinionId: Uuid,
      said: z.object({ by: z.string(), at: Instant }).nullable(),
    }),
  ),
  /** Initials of those who present it to the signer, bound to the files that were seen (R-DRF-07). */
  endorsed: z.array(z.object({ key: z.string(), by: z.string(), at: Instant, manifestHash: Sha256 })),
});

/** The step at which a draft stands, for lists. */
export const DraftStep = z
  .object({
    flowName: z.string(),
    /** 0: as shipped. */
    flowVersion: z.number().int(),
    stepName: z.string(),
    act: FlowAct,
    startedOn: CivilDate,
    dueOn: CivilDate.nullable(),
    isLate: z.boolean(),
    /** Who is heard in it, and who has spoken. */
    parts: z.array(z.object({ name: z.string(), saidBy: z.string().nullable() })),
  })
  .meta({ id: 'DraftStep' });

export const OutgoingSummary = z
  .object({
    id: Uuid,
    agencyId: Uuid,
    state: OutgoingState,
    kind: z.string(),
    kindName: z.string(),
    abstract: z.string(),
    urgency: Urgency,
    road: SigningRoad,
    /** What checks, signatures and activations of this version name. */
    manifestHash: Sha256,
    /** Printed number and symbol, `07/QĐ-UBND`; null before numbering. */
    numberAndSymbol: z.string().nullable(),
    documentDate: CivilDate.nullable(),
    drafterName: z.string(),
    signerName: z.string(),
    /** Who must act next, in words; null when nobody. */
    waitingFor: z.string().nullable(),
    /** What the asking actor may do now. */
    acts: z.array(OutgoingAct),
    /** How the last signing or sealing job stands; `numbered` with anything but `waiting` asks for a new activation. */
    jobState: z.enum(['waiting', 'needs-activation', 'done', 'refused', 'failed']).nullable().optional(),
    /** Null when it is issued, or began before flows. */
    step: DraftStep.nullable(),
    createdAt: Instant,
    changedAt: Instant,
  })
  .meta({ id: 'OutgoingSummary' });

export const TimelineEntry = z
  .object({
    at: Instant,
    act: z.string(),
    textVi: z.string(),
    personName: z.string().nullable(),
    positionTitle: z.string().nullable(),
    /** On whose authority, when the act needs one. */
    authority: z.string().nullable(),
  })
  .meta({ id: 'TimelineEntry' });

export const OutgoingDetail = OutgoingSummary.extend({
  version: z.number().int(),
  body: DraftBody,
  field: z.string().nullable(),
  recipients: z.array(Recipient),
  answers: Uuid.nullable(),
  unitId: Uuid.nullable(),
  manifest: Manifest,
  plan: z.array(PlannedSignature),
  attachments: z.array(Attachment),
  headDecidesAlone: z.boolean(),
  advisoryBody: z.string().nullable(),
  ink: InkSignature.nullable(),
  /** A signing or sealing job under way, or why the last one did not succeed. */
  job: z
    .object({
      jobId: Uuid,
      step: z.number().int(),
      state: z.enum(['waiting', 'needs-activation', 'done', 'refused', 'failed']),
      reasonVi: z.string().nullable(),
    })
    .nullable(),
  timeline: z.array(TimelineEntry),
  /** The way of this draft by its flow. */
  flowSteps: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      act: FlowAct,
      actVi: z.string(),
      standing: z.enum(['done', 'now', 'ahead']),
    }),
  ),
  /** Whether the asker took part before the signature and may see what was written then; recipients did not. */
  tookPart: z.boolean(),
  issuedAt: Instant.nullable(),
  returnReason: z.string().nullable(),
}).meta({ id: 'OutgoingDetail' });
export type OutgoingDetail = z.infer<typeof OutgoingDetail>;

export const OutgoingRef = z
  .object({ id: Uuid, state: OutgoingState, version: z.number().int() })
  .meta({ id: 'OutgoingRef' });
