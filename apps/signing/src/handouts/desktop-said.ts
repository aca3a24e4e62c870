import { type Refusal, signing } from '@vanthu/contracts';

const MOST = 200;

const words = {
  absent: 'không liên lạc được với chương trình ký trên máy',
  silent: 'chương trình ký trên máy không trả lời',
  'not-brought': 'chương trình ký báo đã ký xong nhưng không nộp tệp',
  declined: 'chương trình ký trên máy báo không ký',
} as const;

/** Why the wait ends: what the program on the machine said, its words cleaned and in quotation marks, or that one gave up oneself. */
export function reasonOf(said: signing.DesktopSaid | undefined): Refusal {
  if (!said) return signing.refuseSigning('SIGNING.HANDOUT_EXPIRED');
  const text = cleaned(said.text);
  const quoted = text === '' ? '' : `: “${text}”`;
  const status = said.status === null ? '' : ` (mã ${said.status})`;
  return signing.refuseSigning('SIGNING.DESKTOP_DID_NOT_SIGN', {
    why: `${words[said.outcome]}${quoted}${status}`,
    outcome: said.outcome,
    status: said.status,
    said: text,
  });
}

/** One line: nothing that breaks it, turns its direction or ends the quotation (Unicode C, Zl, Zp). */
function cleaned(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[“”]/g, '"')
    .trim();
  const letters = [...plain];
  return letters.length <= MOST ? plain : `${letters.slice(0, MOST).join('').trimEnd()}…`;
}
