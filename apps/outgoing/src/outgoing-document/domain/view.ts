import type { Actor, OutputOf, outgoing } from '@vanthu/contracts';
import { stepOf } from './flow-view.js';
import { actsOf } from './guards.js';
import { type OutgoingDocument, principalOf } from './outgoing-document.js';
import { kindNameOf } from './payloads.js';
import { tookPart } from './readers.js';
import { waitingForVi } from './waiting.js';

type Summary = OutputOf<typeof outgoing.FindOutgoing>['items'][number];

/** What a list shows, listed field by field: a new column cannot leak. */
export const summaryOf = (document: OutgoingDocument, actor: Actor, today: string): Summary => ({
  id: document.id,
  agencyId: document.agencyId,
  state: document.state,
  kind: document.kind,
  kindName: kindNameOf(document.kind),
  abstract: document.abstract,
  urgency: document.urgency,
  road: document.road,
  manifestHash: document.manifest.hash,
  numberAndSymbol: document.numbering?.numberAndSymbol ?? null,
  documentDate: document.numbering?.documentDate ?? null,
  drafterName: document.drafter.name,
  signerName: principalOf(document).name,
  waitingFor: waitingForVi(document, today),
  acts: actsOf(document, actor, today),
  jobState: document.job?.state ?? null,
  step: stepOf(document, today),
  createdAt: document.createdAt,
  changedAt: document.changedAt,
});

export function detailOf(
  document: OutgoingDocument,
  actor: Actor,
  more: Pick<outgoing.OutgoingDetail, 'body' | 'timeline' | 'flowSteps'>,
  today: string,
): outgoing.OutgoingDetail {
  const { job } = document;
  return {
    ...summaryOf(document, actor, today),
    version: document.version,
    body: more.body,
    field: document.field,
    recipients: [...document.recipients],
    answers: document.answers,
    unitId: document.unitId,
    manifest: document.manifest,
    plan: [...document.plan],
    attachments: document.attachments.map(attachmentView),
    headDecidesAlone: document.headDecidesAlone,
    advisoryBody: document.advisoryBody,
    ink: document.ink,
    job: job && { jobId: job.jobId, step: job.step, state: job.state, reasonVi: job.reasonVi },
    timeline: more.timeline,
    flowSteps: more.flowSteps,
    tookPart: tookPart(document, actor),
    issuedAt: document.issuedAt,
    returnReason: document.returnReason,
  };
}

const attachmentView = (file: OutgoingDocument['attachments'][number]): outgoing.Attachment => ({
  id: file.id,
  title: file.title,
  name: file.name,
  sha256: file.sealed?.sha256 ?? file.sha256,
  bytes: file.sealed?.bytes ?? file.bytes,
  pages: file.pages,
  sealed: file.sealed !== null,
});
