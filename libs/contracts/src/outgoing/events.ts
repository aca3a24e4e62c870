import { z } from 'zod';
import { event } from '../core/contract.js';
import { CivilDate, Instant, Principal, Sha256, Urgency, Uuid } from '../core/vocabulary.js';
import { LinkKind } from './after-issue.js';
import { Manifest, ManifestFile, PlannedSignature, Recipient } from './document.js';
import { SignatureMark, SignaturePlace } from './places.js';

/** What has happened to an outgoing document. Aggregate id = document id. */
const of = <P extends z.ZodType>(name: string, payload: P) =>
  event({ service: 'outgoing', aggregate: 'outgoing-document', name, payload });

const readers = z.array(Principal);
const subject = {
  documentId: Uuid,
  agencyId: Uuid,
  unitId: Uuid.nullable(),
  kind: z.string(),
  abstract: z.string(),
  urgency: Urgency,
  readers,
};

export const DraftCreated = of('draft-created', z.object({ ...subject, manifest: Manifest, answers: Uuid.nullable() }));
export const DraftRevised = of('draft-revised', z.object({ ...subject, manifest: Manifest }));
export const DraftSubmitted = of('draft-submitted', z.object({ documentId: Uuid, manifestHash: Sha256 }));
export const ContentChecked = of('content-checked', z.object({ documentId: Uuid, manifestHash: Sha256 }));
export const FormChecked = of('form-checked', z.object({ documentId: Uuid, manifestHash: Sha256 }));
/** A draft has come to a step of a flow that its agency has applied: who holds it, until which day, and who is told when it is late. */
export const DraftStepBegun = of(
  'draft-step-begun',
  z.object({
    documentId: Uuid,
    agencyId: Uuid,
    abstract: z.string(),
    urgency: Urgency,
    definitionId: Uuid,
    stepId: z.string(),
    stepName: z.string(),
    dueOn: CivilDate.nullable(),
    /** `person:`, `position:`, `head:<unit>`, `clerks:<agency>`, `form-checkers:<agency>`, `role:<role>:<agency>`. */
    holders: z.array(z.string()),
    escalation: z.object({ afterDays: z.number().int(), to: z.array(z.string()) }).nullable(),
    readers,
  }),
);
export const DraftReturned = of('draft-returned', z.object({ documentId: Uuid, reason: z.string() }));

/** The text that stands for the organisation's signature where no seal is shown; `signing` adds the time (R-ORG-07, R-CPY-03). */
export const TextMark = z.discriminatedUnion('form', [
  z.object({ form: z.literal('attachment'), numberAndSymbol: z.string() }),
  z.object({ form: z.literal('certified-copy'), agencyName: z.string() }),
]);
export type TextMark = z.infer<typeof TextMark>;

/** The command to sign or seal, for `signing`. Done once per (document, step, manifest); a repetition gets the stored result. */
export const SignatureRequested = of(
  'signature-requested',
  z.object({
    documentId: Uuid,
    agencyId: Uuid,
    jobId: Uuid,
    step: z.number().int().positive(),
    kind: z.enum(['personal', 'organisation']),
    manifestHash: Sha256,
    /** What the hash is of: `signing` lets no key sign another file than one of these, or its signed continuation. */
    manifest: z.object({ draftNumber: z.number().int(), files: z.array(ManifestFile) }),
    fileSha256: Sha256,
    fileName: z.string(),
    field: z.string(),
    /** Instead of the image of the seal. */
    mark: TextMark.nullable(),
    /** Attachments that are signed with it, all or none (R-ORG-06). */
    attachments: z.array(z.object({ fileSha256: Sha256, field: z.string(), mark: TextMark })),
    /** Values filled in the same increment as the signature (number and date). */
    fill: z.array(z.object({ field: z.string(), value: z.string() })),
    /** The field is made there with the signature; absent: it is in the file. */
    place: SignaturePlace.optional(),
    /** Signed before it with the same key, each drawing its text in a field of its own (Annex I part I, II.3 and II.4). */
    marks: z.array(SignatureMark.omit({ value: true }).extend({ text: z.string() })).optional(),
    signer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), personId: Uuid, name: z.string() }),
      z.object({ kind: z.literal('organisation'), agencyId: Uuid, name: z.string() }),
    ]),
    activationId: Uuid,
    readers,
  }),
);
export const PersonallySigned = of(
  'personally-signed',
  z.object({
    documentId: Uuid,
    step: z.number().int(),
    manifestHash: Sha256,
    fileSha256: Sha256,
    plan: z.array(PlannedSignature),
  }),
);
export const InkSignatureRecorded = of(
  'ink-signature-recorded',
  z.object({ documentId: Uuid, manifestHash: Sha256, signedOn: CivilDate, plan: z.array(PlannedSignature) }),
);
export const ScanAdded = of('scan-added', z.object({ documentId: Uuid, manifest: Manifest }));
export const SigningRefused = of(
  'signing-refused',
  z.object({ documentId: Uuid, step: z.number().int(), reasonVi: z.string() }),
);
export const Numbered = of(
  'numbered',
  z.object({
    ...subject,
    number: z.number().int().positive(),
    symbol: z.string(),
    numberAndSymbol: z.string(),
    documentDate: CivilDate,
    seriesCode: z.string(),
  }),
);
/** The line stays with its number and the reason; the document is `signed` again. */
export const NumberVoided = of(
  'number-voided',
  z.object({
    documentId: Uuid,
    agencyId: Uuid,
    number: z.number().int(),
    numberAndSymbol: z.string(),
    reason: z.string(),
  }),
);
/** Aggregate id = agency id. */
export const SeriesRuleSet = event({
  service: 'outgoing',
  aggregate: 'series-rule',
  name: 'set',
  payload: z.object({ agencyId: Uuid, kind: z.string(), seriesCode: z.string(), decision: z.string() }),
});
export const Sealed = of('sealed', z.object({ documentId: Uuid, fileSha256: Sha256, sealedAt: Instant }));
export const Issued = of(
  'issued',
  z.object({
    ...subject,
    kindName: z.string(),
    agencyName: z.string(),
    agencyCode: z.string(),
    number: z.number().int().positive(),
    symbol: z.string(),
    numberAndSymbol: z.string(),
    documentDate: CivilDate,
    issuedAt: Instant,
    issuedOn: CivilDate,
    signerPersonId: Uuid,
    signerName: z.string(),
    signerTitle: z.string(),
    fileSha256: Sha256,
    fileBytes: z.number().int(),
    fileName: z.string(),
    pages: z.number().int(),
    /** Separate files that go with it, each with the organisation's signature. */
    attachments: z
      .array(z.object({ title: z.string(), name: z.string(), sha256: Sha256, bytes: z.number().int() }))
      .optional(),
    recipients: z.array(Recipient),
    answers: Uuid.nullable(),
    /** What it amends, replaces or corrects, with those who had received that (R-ISS-08). */
    mends: z
      .array(
        z.object({
          kind: LinkKind,
          documentId: Uuid,
          numberAndSymbol: z.string(),
          /** Agency code, year, number: mã định danh văn bản. Decision 28/2018 Art. 10.2.b */
          identifier: z.string(),
          recipients: z.array(Recipient),
        }),
      )
      .optional(),
    /** Certified copies of others' documents and secret lines are not counted (coverage). */
    excludedFromCoverage: z.string().nullable(),
  }),
);
