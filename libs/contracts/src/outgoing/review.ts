import { z } from 'zod';
import { command, event, query } from '../core/contract.js';
import { CivilDate, Instant, Line, Paragraph, Principal, Sha256, Uuid } from '../core/vocabulary.js';

/** Work on a draft before it is signed: versions and what differs, comments, opinions of other units, initials (Art. 10-12; Annex VI III.5.a). */

const documentId = Uuid;
const path = '/outgoing/documents/{documentId}';

export const DraftVersion = z
  .object({
    number: z.number().int(),
    authorName: z.string(),
    writtenAt: Instant,
    manifestHash: Sha256,
    fileSha256: Sha256,
    fileBytes: z.number().int(),
    /** The file that it was written in elsewhere; null: laid out by the system. */
    source: z.object({ form: z.enum(['docx', 'pdf']), name: z.string(), sha256: Sha256 }).nullable(),
    /** Whether it is the one that stands now. */
    isCurrent: z.boolean(),
  })
  .meta({ id: 'DraftVersion' });

/** A check or an initial, bound to the files that were seen. `stands`: nothing has changed since (R-DRF-07). */
export const DraftMark = z
  .object({
    kind: z.enum(['content', 'form', 'initial']),
    personName: z.string(),
    positionTitle: z.string().nullable(),
    at: Instant,
    draftNumber: z.number().int(),
    stands: z.boolean(),
  })
  .meta({ id: 'DraftMark' });

export const DraftComment = z
  .object({
    id: Uuid,
    draftNumber: z.number().int(),
    text: z.string(),
    personName: z.string(),
    positionTitle: z.string(),
    at: Instant,
  })
  .meta({ id: 'DraftComment' });

export const OpinionStance = z.enum(['agrees', 'agrees-with-remarks', 'disagrees']).meta({ id: 'OpinionStance' });
export type OpinionStance = z.infer<typeof OpinionStance>;

export const Opinion = z
  .object({
    id: Uuid,
    unitId: Uuid,
    unitName: z.string(),
    question: z.string(),
    dueOn: CivilDate,
    askedBy: z.string(),
    askedAt: Instant,
    draftNumber: z.number().int(),
    answer: z
      .object({
        stance: OpinionStance,
        text: z.string(),
        by: z.string(),
        at: Instant,
        /** Given after the day it was asked for. */
        isLate: z.boolean(),
      })
      .nullable(),
    /** Not answered and past its day. */
    isOverdue: z.boolean(),
    /** Whether the asking actor is to answer it. */
    isMine: z.boolean(),
  })
  .meta({ id: 'Opinion' });
export type Opinion = z.infer<typeof Opinion>;

export const ReviewAct = z.enum(['comment', 'ask-opinions', 'initial']);

export const GetReview = query({
  service: 'outgoing',
  name: 'get-review',
  right: 'outgoing.read',
  http: { method: 'GET', path: `${path}/review`, summary: 'Các bản dự thảo, góp ý, ý kiến đơn vị, ký nháy' },
  input: z.object({ documentId }),
  output: z
    .object({
      documentId,
      versions: z.array(DraftVersion),
      marks: z.array(DraftMark),
      comments: z.array(DraftComment),
      opinions: z.array(Opinion),
      /** What the asking actor may do here now. */
      acts: z.array(ReviewAct),
    })
    .meta({ id: 'OutgoingReview' }),
});

const state = z.enum(['same', 'added', 'removed']);
export const CompareVersions = query({
  service: 'outgoing',
  name: 'compare-versions',
  right: 'outgoing.read',
  http: { method: 'GET', path: `${path}/versions/{from}/differences/{to}`, summary: 'So sánh hai bản dự thảo' },
  input: z.object({
    documentId,
    from: z.coerce.number().int().positive(),
    to: z.coerce.number().int().positive(),
  }),
  output: z
    .object({
      from: DraftVersion,
      to: DraftVersion,
      /** The printed text, line by line. */
      lines: z.array(z.object({ state, text: z.string() })),
      added: z.number().int(),
      removed: z.number().int(),
    })
    .meta({ id: 'VersionDifferences' }),
});

export const AddComment = command({
  service: 'outgoing',
  name: 'add-comment',
  right: 'outgoing.read',
  http: { method: 'POST', path: `${path}/comments`, summary: 'Góp ý vào dự thảo (Điều 10.3)' },
  input: z.object({ documentId, text: Paragraph(2000) }),
  output: z.object({ id: Uuid }),
});

/** Other units of the agency are asked what they think of the draft, until a day. Their heads read it from then on. */
export const AskOpinions = command({
  service: 'outgoing',
  name: 'ask-opinions',
  right: 'outgoing.draft',
  http: { method: 'POST', path: `${path}/opinions`, summary: 'Lấy ý kiến các đơn vị, có thời hạn' },
  input: z.object({
    documentId,
    unitIds: z.array(Uuid).min(1).max(30),
    question: Paragraph(1000),
    dueOn: CivilDate,
  }),
  output: z.object({ ids: z.array(Uuid) }),
});

export const GiveOpinion = command({
  service: 'outgoing',
  name: 'give-opinion',
  right: 'outgoing.read',
  http: { method: 'POST', path: `${path}/opinions/{opinionId}/answer`, summary: 'Thủ trưởng đơn vị cho ý kiến' },
  input: z.object({ documentId, opinionId: Uuid, stance: OpinionStance, text: Paragraph(5000) }),
  output: z.object({ id: Uuid, isLate: z.boolean() }),
});

/** Ký nháy: whoever checks initials what was seen; a change makes it fall. */
export const InitialDraft = command({
  service: 'outgoing',
  name: 'initial-draft',
  right: 'outgoing.read',
  http: { method: 'POST', path: `${path}/initials`, summary: 'Ký nháy' },
  input: z.object({ documentId, manifestHash: Sha256 }),
  output: z.object({ documentId, draftNumber: z.number().int() }),
});

const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'outgoing', aggregate: 'outgoing-document', name, payload });
const readers = z.array(Principal);
export const DraftCommented = of(
  'draft-commented',
  z.object({ documentId, draftNumber: z.number().int(), by: z.string(), readers }),
);
export const OpinionsAsked = of(
  'opinions-asked',
  z.object({
    documentId,
    abstract: z.string(),
    units: z.array(z.object({ unitId: Uuid, name: Line(300) })),
    dueOn: CivilDate,
    readers,
  }),
);
export const OpinionGiven = of(
  'opinion-given',
  z.object({ documentId, opinionId: Uuid, unitId: Uuid, stance: OpinionStance, isLate: z.boolean(), readers }),
);
export const DraftInitialled = of(
  'draft-initialled',
  z.object({ documentId, manifestHash: Sha256, by: z.string(), readers }),
);
