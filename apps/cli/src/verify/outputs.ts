import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Writable } from 'node:stream';
import { describeVerified, instantVi, renderReportHtml, renderReportPdf, visible } from '@vanthu/verification';
import { codeOf, type FileAnswer, fileAnswer } from './file-answer.js';
import type { VerifiedFile } from './verify-files.js';

/** What is done with each answer as it comes, and at the end. */
export interface Output {
  add(file: VerifiedFile): Promise<void>;
  end(): Promise<void>;
}

export interface ReportOptions {
  /** ISO 8601. */
  readonly judgedFor: string;
  readonly policy: string;
  readonly madeAt: string;
}

/** Text goes out as fast as it is read: a million answers are not held in memory. */
async function write(to: Writable, text: string | Uint8Array): Promise<void> {
  if (!to.write(text)) await once(to, 'drain');
}

export const jsonLines = (to: Writable): Output => ({
  add: (file) => write(to, `${JSON.stringify(fileAnswer(file))}\n`),
  end: async () => {},
});

/** One array, written while it is found. */
export function jsonArray(to: Writable): Output {
  let isFirst = true;
  return {
    add: async (file) => {
      const one = JSON.stringify(fileAnswer(file), null, 2).replace(/^/gm, '  ');
      await write(to, `${isFirst ? '[' : ','}\n${one}`);
      isFirst = false;
    },
    end: () => write(to, isFirst ? '[]\n' : '\n]\n'),
  };
}

const marks = ['✓', '✕', '?', '✕'];

const signatureLines = (sig: FileAnswer['sigs'][number], message: string): string[] => {
  const when =
    sig.timestamp !== null
      ? `, dấu thời gian ${instantVi(sig.timestamp)}`
      : sig.signedAt === null
        ? ''
        : `, khai ký lúc ${instantVi(sig.signedAt)}`;
  return [`    ${sig.field}: ${sig.signer ?? 'không rõ người ký'}${when}`, `      ${message}`];
};

function textOf(file: VerifiedFile): string {
  const answer = fileAnswer(file);
  const report = file.verification.kind === 'verified' ? file.verification.report : null;
  const words = file.verification.kind === 'problem' ? file.verification.messageVi : (report?.messageVi ?? '');
  const signatures = answer.sigs.flatMap((sig, i) => signatureLines(sig, report?.signatures[i]?.messageVi ?? ''));
  return `${[`${marks[codeOf(answer)]} ${file.name}: ${words}`, ...signatures].map(visible).join('\n')}\n`;
}

export const plainText = (to: Writable): Output => ({ add: (file) => write(to, textOf(file)), end: async () => {} });

type Format = 'html' | 'pdf';

async function renderer(format: Format, { judgedFor, policy, madeAt }: ReportOptions) {
  const fonts = format === 'pdf' ? await (await import('@vanthu/decree30')).loadTinos() : null;
  return async ({ name, verification }: VerifiedFile): Promise<string | Uint8Array | null> => {
    if (verification.kind === 'problem' || verification.report.problem) return null;
    const view = describeVerified(verification, { judgedFor, policy });
    return fonts ? renderReportPdf(fonts, name, view, madeAt) : renderReportHtml(name, view, madeAt);
  };
}

/**
 * A report for each file: to standard output when there is one file and no place, else to `out`: that file, or that folder
 * with a report beside the name of each.
 */
export async function reports(format: Format, out: string | undefined, options: ReportOptions): Promise<Output> {
  const render = await renderer(format, options);
  const isFolder = out !== undefined && (/[\\/]$/.test(out) || (await isDirectory(out)));
  let written = 0;
  return {
    add: async (file) => {
      const report = await render(file);
      if (report === null) return void process.stderr.write(textOf(file));
      written++;
      if (out === undefined) {
        if (written > 1) throw new OutputProblem('Nhiều tệp thì cần --out <thư mục> để ghi từng báo cáo.');
        return write(process.stdout, report);
      }
      if (!isFolder && written > 1) throw new OutputProblem(`${out} không phải thư mục; nhiều tệp cần một thư mục.`);
      const path = isFolder ? join(out, `${inside(file.name)}.${format}`) : out;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, report);
      process.stderr.write(`${path}\n`);
    },
    end: async () => {},
  };
}

/** Below a folder that was asked for the same folders are made; a file from elsewhere has its own name only. */
const inside = (name: string): string =>
  isAbsolute(name) || name.split(/[\\/]/).includes('..') ? basename(name) : name;

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Where answers cannot be written. The message is for the person. */
export class OutputProblem extends Error {
  override readonly name = 'OutputProblem';
}
