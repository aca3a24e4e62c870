import { outgoing, type Refusal } from '@vanthu/contracts';
import { isKind, type KindCode } from '@vanthu/decree30';
import { hasSecrecyMark, textsOf } from './secrecy-mark.js';

/** Which form of body a kind is written in. Kinds that are not here have no layout yet. */
const forms: Partial<Record<KindCode, outgoing.DraftBody['form']>> = { 'quyet-dinh': 'decision', 'cong-van': 'letter' };

interface Written {
  readonly kind: string;
  readonly abstract: string;
  readonly body: outgoing.DraftBody;
  readonly recipients: readonly { name: string }[];
}

/** What can be said of a draft by itself: kind (R-DRF-01, R-DRF-02), form of the body, no secrets (R-GEN-04). */
export function draftRefusal(draft: Written): Refusal | null {
  const refuse = outgoing.refuseOutgoing;
  if (!isKind(draft.kind)) return refuse('OUTGOING.UNKNOWN_KIND', { kind: draft.kind });
  const form = forms[draft.kind];
  if (form === undefined) return refuse('OUTGOING.KIND_NOT_LAID_OUT', { kind: draft.kind });
  if (form !== draft.body.form) return refuse('OUTGOING.BODY_DOES_NOT_FIT_KIND', { kind: draft.kind, form });
  if (textsOf(draft).some(hasSecrecyMark)) return refuse('OUTGOING.SECRET');
  return null;
}
