import type { outgoing } from '@vanthu/contracts';

const level = '(?:TUYỆT MẬT|TỐI MẬT|MẬT)';
const marks = [
  // A paragraph that is nothing but the mark, with or without brackets.
  new RegExp(`^\\W*${level}\\W*$`, 'iu'),
  /(?<!\p{L})(?:TUYỆT MẬT|TỐI MẬT)(?!\p{L})/u,
  new RegExp(`[[(]\\s*${level}\\s*[\\])]`, 'u'),
  /^MẬT\s*[-–:.]/u,
  new RegExp(`độ mật\\s*[:：]\\s*${level}(?!\\p{L})`, 'iu'),
];

/**
 * Whether the text carries the mark of a secret (Mật, Tối mật, Tuyệt mật): in capitals as stamped, alone on a line, or after
 * "Độ mật:". Plain words as in "bảo vệ bí mật nhà nước" are not marks. Art. 15.2, 16.3 (R-GEN-04).
 */
export const hasSecrecyMark = (text: string): boolean => {
  const line = text.normalize('NFC').trim();
  return marks.some((mark) => mark.test(line));
};

/** Everything that the drafter has written. */
export function textsOf(input: {
  abstract: string;
  body: outgoing.DraftBody;
  recipients: readonly { name: string }[];
}): string[] {
  const { body } = input;
  const written =
    body.form === 'decision'
      ? [...body.legalBases, body.proposal ?? '', ...body.articles.flatMap((article) => article.paragraphs)]
      : [...body.addressees, ...body.paragraphs];
  return [input.abstract, ...written, ...input.recipients.map((recipient) => recipient.name)].flatMap((text) =>
    text.split('\n'),
  );
}
