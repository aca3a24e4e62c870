import type { Schemas } from '../../../shared/api/client';
import type { OutgoingDetail } from './outgoing';

/** A draft as it is typed. Text areas hold one item a line (addressees, legal bases) or one paragraph a line. */
export interface DraftForm {
  kind: 'quyet-dinh' | 'cong-van';
  abstract: string;
  urgency: Schemas['Urgency'];
  signerPositionId: string;
  legalBases?: string;
  proposal?: string;
  articles?: string[];
  addressees?: string;
  paragraphs?: string;
  agencyIds?: string[];
  unitIds?: string[];
  others?: string;
}

type Named = { id: string; name: string };

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const nameIn = (list: readonly Named[], id: string): string => list.find((one) => one.id === id)?.name ?? '';

/** What is sent; names of recipients are those of the lists they were chosen from. */
export function draftOf(form: DraftForm, agencies: readonly Named[], units: readonly Named[]) {
  const recipients: Schemas['Recipient'][] = [
    ...(form.agencyIds ?? []).map((id) => ({ kind: 'agency' as const, agencyId: id, name: nameIn(agencies, id) })),
    ...(form.unitIds ?? []).map((id) => ({ kind: 'unit' as const, unitId: id, name: nameIn(units, id) })),
    ...lines(form.others).map((name) => ({ kind: 'other' as const, name })),
  ];
  return {
    kind: form.kind,
    abstract: form.abstract,
    urgency: form.urgency,
    signerPositionId: form.signerPositionId,
    recipients,
    body: bodyOf(form),
  };
}

function bodyOf(form: DraftForm): Schemas['DraftBody'] {
  return form.kind === 'quyet-dinh'
    ? {
        form: 'decision',
        legalBases: lines(form.legalBases),
        proposal: form.proposal?.trim() || null,
        articles: (form.articles ?? []).map((text) => ({ paragraphs: lines(text) })),
      }
    : { form: 'letter', addressees: lines(form.addressees), paragraphs: lines(form.paragraphs) };
}

export function draftForm(document: OutgoingDetail | undefined): Partial<DraftForm> {
  if (!document) return { kind: 'cong-van', urgency: 'normal', articles: [''] };
  const { body, recipients } = document;
  const signer = document.plan.find((entry) => entry.kind === 'personal')?.positionId;
  return {
    kind: document.kind === 'quyet-dinh' ? 'quyet-dinh' : 'cong-van',
    abstract: document.abstract,
    urgency: document.urgency,
    ...(signer ? { signerPositionId: signer } : {}),
    ...(body.form === 'decision'
      ? {
          legalBases: body.legalBases.join('\n'),
          proposal: body.proposal ?? '',
          articles: body.articles.map((article) => article.paragraphs.join('\n')),
        }
      : { addressees: body.addressees.join('\n'), paragraphs: body.paragraphs.join('\n'), articles: [''] }),
    agencyIds: recipients.flatMap((r) => (r.kind === 'agency' ? [r.agencyId] : [])),
    unitIds: recipients.flatMap((r) => (r.kind === 'unit' ? [r.unitId] : [])),
    others: recipients.flatMap((r) => (r.kind === 'other' ? [r.name] : [])).join('\n'),
  };
}
