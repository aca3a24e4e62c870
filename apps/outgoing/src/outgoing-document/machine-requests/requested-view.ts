import type { outgoing } from '@vanthu/contracts';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { waitingForVi } from '../domain/waiting.js';
import type { MachineRequest } from './machine-request.store.js';
import type { Outcome } from './requested-outcomes.js';

/** How far a requested document is, for the system that asked. */
export const requestedView = (
  request: MachineRequest,
  document: OutgoingDocument,
  outcome: Outcome,
): outgoing.RequestedDocument => ({
  ...outcome,
  attachments: document.attachments.map(({ title, name, pages }) => ({ title, name, pages })),
  documentId: document.id,
  reference: request.reference,
  requestedAt: request.requestedAt,
  changedAt: document.changedAt,
  state: document.state,
  waitingFor: waitingForVi(document),
  returnReason: document.returnReason,
  numberAndSymbol: document.numbering?.numberAndSymbol ?? null,
  documentDate: document.numbering?.documentDate ?? null,
  issuedAt: document.issuedAt,
  fileSha256: document.state === 'issued' ? document.file.sha256 : null,
});
