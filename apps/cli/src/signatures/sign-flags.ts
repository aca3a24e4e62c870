import { readFile } from 'node:fs/promises';
import type { PrepareOptions } from '@vanthu/pades';
import { InvalidArgumentError } from 'commander';
import type { SourceFlags } from './validation-sources.js';

export const levels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type Level = (typeof levels)[number];

export interface SignFlags extends SourceFlags {
  readonly p12: string;
  readonly pinFile?: string;
  readonly level: Level;
  readonly field?: string;
  readonly page?: number;
  readonly box?: readonly [number, number, number, number];
  readonly fill?: readonly { readonly field: string; readonly value: string }[];
  readonly lock?: string[];
  readonly certify?: 1 | 2 | 3;
  readonly image?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `70,60,270,130`: points from the left bottom corner. */
export function boxFrom(text: string): readonly [number, number, number, number] {
  const numbers = text.split(/[,\s]+/).map(Number);
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || right <= left || top <= bottom) {
    throw new InvalidArgumentError('Khung là trái,dưới,phải,trên tính bằng điểm (1/72 inch) từ góc trái dưới.');
  }
  return [left, bottom, right, top];
}

export function fillFrom(text: string, before: SignFlags['fill'] = []): SignFlags['fill'] {
  const [, field, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (!field || value === undefined) throw new InvalidArgumentError('Viết là tên-ô=giá trị.');
  return [...before, { field, value }];
}

export function wholeFrom(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Cần một số nguyên từ 1.');
  return number;
}

/** What the flags ask for, in the words of the engine. @throws when the image cannot be read */
export async function prepareOptions(flags: SignFlags, at: Date): Promise<PrepareOptions> {
  const { field, page, box, fill, lock, certify, image, reason, location } = flags;
  return {
    claimedSigningTime: at,
    ...(field === undefined ? {} : { fieldName: field }),
    ...(box || page ? { newField: { page: page ?? 1, ...(box && { box }) } } : {}),
    ...(fill && { fill }),
    ...(lock && { lock: lockFrom(lock) }),
    ...(certify && { certify }),
    ...(image && { appearance: { kind: 'image', png: await readFile(image) } as const }),
    ...(reason === undefined ? {} : { reason }),
    ...(location === undefined ? {} : { location }),
  };
}

/** `all`, fields to lock, or `tru` and the fields to leave open. */
function lockFrom([first = '', ...more]: string[]): PrepareOptions['lock'] {
  if (first === 'all') return { action: 'All' };
  return first === 'tru' ? { action: 'Exclude', fields: more } : { action: 'Include', fields: [first, ...more] };
}
