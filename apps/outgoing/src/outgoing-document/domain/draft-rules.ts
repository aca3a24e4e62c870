import { outgoing, type Refusal } from '@vanthu/contracts';
import { formOfKind, isKind } from '@vanthu/decree30';
import { hasSecrecyMark, textsOf } from './secrecy-mark.js';

interface Written {
  readonly kind: string;
  readonly abstract: string;
  readonly body: outgoing.DraftBody;
  readonly recipients: readonly { name: string }[];
  readonly coSigners?: readonly unknown[] | undefined;
  readonly road?: outgoing.SigningRoad | undefined;
}

/** What can be said of a draft by itself: kind (R-DRF-01, R-DRF-02), form of the body, who signs, no secrets (R-GEN-04). */
export function draftRefusal(draft: Written): Refusal | null {
  const refuse = outgoing.refuseOutgoing;
  if (!isKind(draft.kind)) return refuse('OUTGOING.UNKNOWN_KIND', { kind: draft.kind });
  const { form } = formOfKind(draft.kind);
  if (form !== draft.body.form) return refuse('OUTGOING.BODY_DOES_NOT_FIT_KIND', { kind: draft.kind, form });
  const why = signersProblem(draft);
  if (why !== null) return refuse('OUTGOING.WRONG_SIGNERS', { why });
  if (textsOf(draft).some(hasSecrecyMark)) return refuse('OUTGOING.SECRET');
  return null;
}

/** Minutes are signed by secretary and chair (Annex III template 1.9); on paper one signature is recorded. */
function signersProblem({ body, coSigners = [], road }: Written): string | null {
  if (body.form === 'minutes' && coSigners.length !== 1) return 'biên bản có đúng hai người ký là thư ký và chủ tọa';
  if (road === 'ink' && coSigners.length > 0) return 'văn bản ký trên giấy có một người ký';
  return null;
}
