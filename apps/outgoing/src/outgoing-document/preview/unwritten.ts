import type { outgoing, Urgency } from '@vanthu/contracts';
import { formOfKind, type KindCode } from '@vanthu/decree30';

/** A part that the document cannot be without and that is not written yet. */
export interface Unwritten {
  /** Stands on the page until it is written. */
  readonly words: string;
  readonly nameVi: string;
  /** Which question asks for it, as `PreviewRemark` names them. */
  readonly question: string;
  /** Where the Decree asks for it. */
  readonly article: string;
  /** What the layout checker says of the words that stand in for it begins so. */
  readonly group: RegExp;
}

interface Unfinished {
  readonly kind: KindCode;
  readonly abstract: string;
  readonly urgency: Urgency;
  readonly body: outgoing.UnfinishedBody;
  readonly recipients: outgoing.Recipient[];
}
type Complete = Omit<Unfinished, 'body'> & { readonly body: outgoing.DraftBody };

const art8 = 'NĐ 30/2020, Điều 8 khoản 2';
const template17 = 'NĐ 30/2020, Phụ lục III mẫu 1.7';
const part = (words: string, nameVi: string, question: string, article: string, group: RegExp): Unwritten => ({
  ...{ words: `(${words})`, nameVi, question, article, group },
});

const parts = {
  abstract: part('Trích yếu nội dung', 'trích yếu nội dung', 'abstract', `${art8} điểm đ`, /^ABSTRACT\./),
  addressees: part('Nơi gửi', 'nơi kính gửi', 'body.addressees', `${art8} điểm i`, /^ADDRESSEE\./),
  paragraphs: part('Nội dung văn bản', 'nội dung', 'body.paragraphs', `${art8} điểm e`, /^BODY\./),
  blocks: part('Nội dung văn bản', 'nội dung', 'body.blocks', `${art8} điểm e`, /^BODY\./),
  guests: part('Người được mời', 'người được mời', 'body.guests', template17, /^ADDRESSEE\./),
  event: part('Nội dung được mời', 'nội dung được mời', 'body.event', template17, /^BODY\./),
  time: part('Thời gian họp', 'thời gian', 'body.time', template17, /^BODY\./),
  place: part('Địa điểm họp', 'địa điểm', 'body.place', template17, /^BODY\./),
  recipients: part('Nơi nhận văn bản', 'nơi nhận', 'recipients', `${art8} điểm i`, /^RECIPIENTS\./),
} as const;

/** Who signs, before anybody is chosen. */
export const unwrittenSigner = part('Họ và tên', 'người ký', 'signerPositionId', `${art8} điểm g`, /^SIGNER\./);

/** The draft with words in the place of what is missing, and what is missing, in the order of the page. */
export function completed(draft: Unfinished): { readonly draft: Complete; readonly missing: readonly Unwritten[] } {
  const missing: Unwritten[] = [];
  const text = (given: string, which: keyof typeof parts): string => {
    if (given.trim() !== '') return given.normalize('NFC').trim();
    missing.push(parts[which]);
    return parts[which].words;
  };
  const list = (given: readonly string[], which: keyof typeof parts): string[] =>
    given.length > 0 ? [...given] : [text('', which)];
  const abstract = text(draft.abstract, 'abstract');
  const body = completedBody(draft, text, list);
  // A document of its addressees alone has a Nơi nhận without more: "Như trên" and the file copy.
  const isAddressed = 'addressees' in body ? body.addressees.length > 0 : false;
  const recipients: outgoing.Recipient[] = [...draft.recipients];
  if (recipients.length === 0 && !isAddressed) recipients.push({ kind: 'other', name: text('', 'recipients') });
  return { draft: { ...draft, abstract, body, recipients }, missing };
}

function completedBody(
  { kind, body }: Unfinished,
  text: (given: string, which: keyof typeof parts) => string,
  list: (given: readonly string[], which: keyof typeof parts) => string[],
): outgoing.DraftBody {
  switch (body.form) {
    case 'letter':
      return {
        form: body.form,
        addressees: list(body.addressees, 'addressees'),
        paragraphs: list(body.paragraphs, 'paragraphs'),
      };
    case 'general': {
      const { addressees, blocks } = body;
      return {
        ...body,
        addressees: formOfKind(kind).addressed === 'always' ? list(addressees, 'addressees') : addressees,
        blocks: blocks.length > 0 ? blocks : [{ type: 'paragraph', text: text('', 'blocks') }],
      };
    }
    case 'invitation':
      return {
        ...body,
        guests: list(body.guests, 'guests'),
        event: text(body.event, 'event'),
        time: text(body.time, 'time'),
        place: text(body.place, 'place'),
      };
    default: {
      const never: never = body;
      throw new Error(`unknown form ${JSON.stringify(never)}`);
    }
  }
}
