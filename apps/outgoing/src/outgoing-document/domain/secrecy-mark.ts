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

/** Everything that the drafter has written, line by line: every string of the body, whatever its form. */
export function textsOf(input: {
  abstract: string;
  body: outgoing.DraftBody;
  recipients: readonly { name: string }[];
}): string[] {
  const { form: _, ...written } = input.body;
  return [input.abstract, ...stringsIn(written), ...input.recipients.map(({ name }) => name)].flatMap((text) =>
    text.split('\n'),
  );
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
