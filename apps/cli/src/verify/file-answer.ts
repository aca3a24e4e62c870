import { type Answer, answerOf } from '@vanthu/pades';
import type { VerifiedFile } from './verify-files.js';

/** One file in `--json` and `--jsonl`. */
export interface FileAnswer extends Answer {
  readonly file: string;
}

export const exitCodes = { valid: 0, invalid: 1, undetermined: 2, unreadable: 3 } as const;

const codes = { 'hợp lệ': 0, 'không hợp lệ': 1, 'chưa đủ căn cứ': 2 } as const satisfies Record<
  Answer['answer'],
  number
>;

/** 0 valid, 1 not valid, 2 undetermined (or unsigned), 3 unreadable: no signature could be looked at. */
export const codeOf = ({ error, answer, sigs }: Pick<FileAnswer, 'error' | 'answer' | 'sigs'>): number =>
  error === undefined || sigs.length > 0 ? codes[answer] : exitCodes.unreadable;

/** The worst of several: what cannot be read, then what is not valid, then what is not known. */
export const worse = (a: number, b: number): number => {
  const order = [exitCodes.valid, exitCodes.undetermined, exitCodes.invalid, exitCodes.unreadable] as number[];
  return order.indexOf(b) > order.indexOf(a) ? b : a;
};

export function fileAnswer({ name, verification }: VerifiedFile): FileAnswer {
  if (verification.kind === 'verified') return { file: name, ...answerOf(verification.report) };
  const error = `${verification.code}: ${verification.messageVi}`;
  return { file: name, error, answer: 'chưa đủ căn cứ', sigs: [], timestamps: [] };
}
