import { outgoing, type Refusal } from '@vanthu/contracts';
import type { ReadingRefusal } from '@vanthu/page-reader';

/** What the reader refused, as a refusal of the upload. */
export function fileUnfit({ messageVi, code }: Pick<ReadingRefusal, 'messageVi' | 'code'>): Refusal {
  const sentence = messageVi.replace(/\.$/, '');
  const why = sentence.charAt(0).toLocaleLowerCase('vi') + sentence.slice(1);
  return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', { why, reason: code });
}
