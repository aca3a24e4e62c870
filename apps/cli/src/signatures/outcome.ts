import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SigningRefusal } from '@vanthu/pades';
import { visible } from '@vanthu/verification';
import { TrustProblem } from '../verify/verification-trust.js';
import { PinProblem } from './read-pin.js';

/** How `sign` and `augment` end. */
export const outcomes = { done: 0, refused: 1, lowerLevel: 2, unreadable: 3 } as const;

export type Teller = (
  code: number,
  outcome: { readonly message: string } & Readonly<Record<string, unknown>>,
) => number;

/** One line for a person, or one object for a program. @returns the exit code it was given */
export const teller =
  (json: boolean, file: string): Teller =>
  (code, outcome) => {
    const mark = code === outcomes.done ? '✓' : code === outcomes.lowerLevel ? '!' : '✕';
    if (json) process.stdout.write(`${JSON.stringify({ file, exitCode: code, ...outcome })}\n`);
    else (code === outcomes.done ? process.stdout : process.stderr).write(`${mark} ${visible(outcome.message)}\n`);
    return code;
  };

/** A file that cannot be read. The message is for the person. */
class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

export function unreadable(error: NodeJS.ErrnoException): never {
  throw new Unreadable(`Không đọc được ${error.path ?? 'tệp'}: ${error.code ?? error.message}`);
}

export const read = (file: string): Promise<Uint8Array> => readFile(file).catch(unreadable);

/** Where the result goes: never over the source. @throws Unreadable when both are one file */
export function placeFor(file: string, out: string | undefined, ending: string): string {
  const place = out ?? file.replace(/(\.pdf)?$/i, ending);
  if (resolve(place) === resolve(file)) throw new Unreadable(`--out trùng với tệp gốc ${file}; không ghi đè.`);
  return place;
}

/** What goes wrong before anything is signed, said in one sentence. Other errors are faults. */
export async function told(tell: Teller, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof PinProblem || error instanceof TrustProblem)) throw error;
    return tell(outcomes.unreadable, { code: 'UNREADABLE', message: error.message });
  }
}

/** The refusal in words, with what it is about. */
export function wordsOf({ messageVi, details }: SigningRefusal): string {
  const about = Object.values(details).map((value) => (Array.isArray(value) ? value.join(', ') : String(value)));
  return about.length === 0 ? `${messageVi}.` : `${messageVi} (${about.join('; ')}).`;
}
