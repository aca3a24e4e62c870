import { Actor, outgoing, Urgency } from '@vanthu/contracts';
import { z } from 'zod';
import type { OutgoingDocument } from '../domain/outgoing-document.js';

/** `timestamptz` comes as a Date, `date` is selected as text: a calendar day has no zone. */
const instant = z.date().transform((at) => at.toISOString());
const bytes = z.coerce.number().int();

const JobColumn = z.object({
  job_id: z.string(),
  step: z.number().int(),
  kind: z.enum(['personal', 'organisation']),
  manifest_hash: z.string(),
  input_sha256: z.string(),
  activation_id: z.string(),
  state: z.enum(['waiting', 'needs-activation', 'done', 'refused', 'failed']),
  reason_vi: z.string().nullable(),
  authority: z.string().nullable(),
});

const AttachmentColumn = z.object({
  id: z.string(),
  title: z.string(),
  name: z.string(),
  sha256: z.string(),
  bytes: z.number().int(),
  pages: z.number().int(),
  sealed: z.object({ sha256: z.string(), bytes: z.number().int() }).nullable(),
});

export const DocumentRow = z
  .object({
    id: z.string(),
    agency_id: z.string(),
    agency_name: z.string(),
    agency_code: z.string(),
    unit_id: z.string().nullable(),
    unit_abbreviation: z.string().nullable(),
    state: outgoing.OutgoingState,
    version: z.number().int(),
    kind: z.string(),
    abstract: z.string(),
    urgency: Urgency,
    field: z.string().nullable(),
    answers: z.string().nullable(),
    recipients: z.array(outgoing.Recipient),
    drafter: z.object({ personId: z.string(), positionId: z.string(), name: z.string(), headsUnit: z.boolean() }),
    draft_number: z.number().int(),
    file_sha256: z.string(),
    file_bytes: bytes,
    file_name: z.string(),
    pages: z.number().int(),
    manifest: outgoing.Manifest,
    attachments: z.array(AttachmentColumn),
    fillable: z.array(z.string()),
    plan: z.array(outgoing.PlannedSignature),
    road: outgoing.SigningRoad,
    head_decides_alone: z.boolean(),
    advisory_body: z.string().nullable(),
    ink: outgoing.InkSignature.nullable(),
    issue_by: Actor.nullable(),
    signer_title: z.string(),
    symbol: z.string(),
    number: z.number().int().nullable(),
    number_and_symbol: z.string().nullable(),
    document_date: z.string().nullable(),
    series_code: z.string().nullable(),
    job: JobColumn.nullable(),
    return_reason: z.string().nullable(),
    course: outgoing.DraftCourse.nullable(),
    readers: z.array(z.string()),
    issued_at: instant.nullable(),
    issued_on: z.string().nullable(),
    created_at: instant,
    changed_at: instant,
  })
  .transform(
    (row): OutgoingDocument => ({
      id: row.id,
      agencyId: row.agency_id,
      agencyName: row.agency_name,
      agencyCode: row.agency_code,
      unitId: row.unit_id,
      unitAbbreviation: row.unit_abbreviation,
      state: row.state,
      version: row.version,
      kind: row.kind,
      abstract: row.abstract,
      urgency: row.urgency,
      field: row.field,
      answers: row.answers,
      recipients: row.recipients,
      drafter: row.drafter,
      draftNumber: row.draft_number,
      file: { sha256: row.file_sha256, bytes: row.file_bytes, name: row.file_name },
      pages: row.pages,
      manifest: row.manifest,
      attachments: row.attachments,
      fillable: row.fillable,
      plan: row.plan,
      road: row.road,
      headDecidesAlone: row.head_decides_alone,
      advisoryBody: row.advisory_body,
      ink: row.ink,
      issueBy: row.issue_by,
      signerTitle: row.signer_title,
      symbol: row.symbol,
      numbering: numberingOf(row),
      job: row.job && {
        jobId: row.job.job_id,
        step: row.job.step,
        kind: row.job.kind,
        manifestHash: row.job.manifest_hash,
        inputSha256: row.job.input_sha256,
        activationId: row.job.activation_id,
        state: row.job.state,
        reasonVi: row.job.reason_vi,
        authority: row.job.authority,
      },
      returnReason: row.return_reason,
      course: row.course,
      readers: row.readers,
      issuedAt: row.issued_at,
      issuedOn: row.issued_on,
      createdAt: row.created_at,
      changedAt: row.changed_at,
    }),
  );

function numberingOf(row: {
  number: number | null;
  number_and_symbol: string | null;
  document_date: string | null;
  series_code: string | null;
}): OutgoingDocument['numbering'] {
  const { number, number_and_symbol, document_date, series_code } = row;
  if (number === null || number_and_symbol === null || document_date === null || series_code === null) return null;
  return { number, numberAndSymbol: number_and_symbol, documentDate: document_date, seriesCode: series_code };
}

export const documentColumns = `d.id, d.agency_id, d.agency_name, d.agency_code, d.unit_id, d.unit_abbreviation, d.state,
  d.version, d.kind, d.abstract, d.urgency, d.field, d.answers, d.recipients, d.drafter, d.draft_number, d.file_sha256,
  d.file_bytes, d.file_name, d.pages, d.manifest, d.attachments,
  d.fillable, d.plan, d.road, d.head_decides_alone, d.advisory_body, d.ink, d.issue_by, d.signer_title, d.symbol, d.number, d.number_and_symbol,
  d.document_date::text, d.series_code, d.return_reason, d.course, d.readers, d.issued_at, d.issued_on::text, d.created_at,
  d.changed_at, to_jsonb(j) AS job`;

export const TimelineRow = z.object({
  at: instant,
  act: z.string(),
  text_vi: z.string(),
  person_name: z.string().nullable(),
  position_title: z.string().nullable(),
  authority: z.string().nullable(),
});

export const FileRow = z
  .object({ sha256: z.string(), bytes, name: z.string() })
  .transform((row) => ({ sha256: row.sha256, bytes: row.bytes, name: row.name }));
