import { fold } from '../organisation/domain/fold.js';

/** A line of the block, and the folded names under which the directory may know it. */
export interface WrittenRecipient {
  /** As written, without bullet and closing mark. */
  readonly text: string;
  readonly names: readonly string[];
}

/** Abbreviations that every block uses and no directory spells. */
const spelled: readonly (readonly [RegExp, string])[] = [
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bhdnd\b/g, 'hoi dong nhan dan'],
  [/\bubmttqvn\b|\bubmttq\b/g, 'uy ban mat tran to quoc viet nam'],
];
const longest = 200;

/**
 * Lines of a "Nơi nhận" block (Annex I box 9b): one recipient a line behind a dash, `;` between, a full stop at the end. A line
 * without a dash goes on with the one above when any line has one. What stands in brackets, “(để báo cáo)”, is no part of the name.
 */
export function readBlock(block: string): WrittenRecipient[] {
  const lines = block
    .normalize('NFC')
    .split(/\r?\n|;/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^n[ơo]i nh[ậa]n\s*:?$/i.test(line));
  const dashed = lines.some((line) => isNew(line));
  const whole: string[] = [];
  for (const line of lines) {
    if (!dashed || isNew(line) || whole.length === 0) whole.push(line.replace(/^[-–+*•]\s*/, ''));
    else whole.push(`${whole.pop()} ${line}`);
  }
  return whole
    .map((line) => line.replace(/[;.,\s]+$/, '').slice(0, longest))
    .filter((text) => text !== '')
    .map((text) => ({ text, names: namesOf(text) }));
}

const isNew = (line: string): boolean => /^[-–+*•]/.test(line);

function namesOf(text: string): string[] {
  const bare = fold(text.replace(/\([^)]*\)?/g, ' '));
  const full = spelled.reduce((name, [short, long]) => name.replace(short, long), bare);
  return [...new Set([bare, full])].filter((name) => name !== '');
}
