import type { Schemas } from '../../../shared/api/client';
import { bodyOf, type Typed, typedOf } from './body-forms';
import type { OutgoingDetail } from './outgoing';

/** A draft as it is typed. Text areas hold one item a line (legal bases) or one paragraph a line. */
export interface DraftForm {
  kind: string;
  abstract: string;
  urgency: Schemas['Urgency'];
  signerPositionId: string;
  secretaryPositionId?: string;
  headDecidesAlone?: boolean;
  /** Series of the advisory body that issues it; empty: the agency does. */
  advisoryBody?: string | null;
  road: Schemas['SigningRoad'];
  /** Answers to the questions of the kind's form. */
  body: Typed;
  recipients?: Schemas['Recipient'][];
}

/** What is sent. */
export function draftOf(form: DraftForm) {
  const body = bodyOf(form.kind, form.body);
  const secretary = body.form === 'minutes' ? form.secretaryPositionId : undefined;
  return {
    kind: form.kind,
    abstract: form.abstract,
    urgency: form.urgency,
    signerPositionId: form.signerPositionId,
    ...(secretary ? { coSigners: [{ positionId: secretary }] } : {}),
    headDecidesAlone: form.headDecidesAlone ?? false,
    advisoryBody: form.advisoryBody ?? null,
    road: form.road,
    recipients: form.recipients ?? [],
    body,
  };
}

/** Empty, for a new document: one article, one paragraph. */
const unwritten: Typed = { articles: [''], blocks: [{ type: 'paragraph', text: '' }] };

export function draftForm(document: OutgoingDetail | undefined): Partial<DraftForm> {
  if (!document) return { kind: 'cong-van', urgency: 'normal', road: 'digital', body: unwritten };
  const { body, recipients } = document;
  const signers = document.plan.filter((entry) => entry.kind === 'personal');
  const signer = signers.at(-1)?.positionId;
  const secretary = signers.length > 1 ? signers[0]?.positionId : null;
  return {
    kind: document.kind,
    abstract: document.abstract,
    urgency: document.urgency,
    road: document.road,
    headDecidesAlone: document.headDecidesAlone,
    advisoryBody: document.advisoryBody,
    ...(signer ? { signerPositionId: signer } : {}),
    ...(secretary ? { secretaryPositionId: secretary } : {}),
    body: { ...unwritten, ...typedOf(body) },
    recipients,
  };
}
