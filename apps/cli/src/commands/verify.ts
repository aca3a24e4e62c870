import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collect, judge, type Report, type SignatureReport } from '@vanthu/pades';
import { certificatesFromPem, type TrustAnchor } from '@vanthu/pki';
import type { Command } from 'commander';
import { defaultData, layoutOf } from '../installation/layout.js';

interface VerifyFlags {
  trust?: string;
  json?: boolean;
  data: string;
}

interface Verified {
  readonly file: string;
  /** 0 valid, 1 not valid, 2 undetermined, 3 unreadable. */
  readonly code: number;
  readonly report: Report | null;
  readonly problem: string | null;
}

const codes = { 'hợp lệ': 0, 'không hợp lệ': 1, 'chưa đủ căn cứ': 2 } as const satisfies Record<
  Report['answer'],
  number
>;
const unreadable = 3;

/** The worst of several: what cannot be read, then what is not valid, then what is not known. */
export const worstOf = (all: readonly number[]): number => [unreadable, 1, 2].find((code) => all.includes(code)) ?? 0;

export function verifyBytes(pdf: Uint8Array, anchors: readonly TrustAnchor[], at: Date): Omit<Verified, 'file'> {
  const report = judge(collect(pdf), { anchors, at });
  if (report.problem) return { code: unreadable, report, problem: report.messageVi };
  return { code: codes[report.answer], report, problem: null };
}

async function anchorsFrom(flags: VerifyFlags): Promise<TrustAnchor[]> {
  const own = join(layoutOf(flags.data).pki, 'root.pem');
  const file = flags.trust ?? process.env.VANTHU_TRUST_ROOTS ?? (existsSync(own) ? own : null);
  if (file === null) return [];
  return certificatesFromPem(await readFile(file, 'utf8')).map((certificate) => ({
    certificate,
    family: 'public-service',
  }));
}

async function verifyFile(file: string, anchors: readonly TrustAnchor[]): Promise<Verified> {
  try {
    return { file, ...verifyBytes(await readFile(file), anchors, new Date()) };
  } catch (error) {
    return { file, code: unreadable, report: null, problem: `Không đọc được tệp: ${(error as Error).message}` };
  }
}

const signatureLines = (signature: SignatureReport): string[] => {
  const who = signature.signerCertificate?.commonName ?? 'không rõ người ký';
  const when = signature.claimedSigningTime ? `, khai ký lúc ${signature.claimedSigningTime}` : '';
  return [`    ${signature.field}: ${who}${when}`, `      ${signature.messageVi}`];
};

const marks = ['✓', '✕', '?', '✕'];

const linesOf = ({ file, code, report, problem }: Verified): string[] => [
  `${marks[code]} ${file}: ${problem ?? report?.messageVi ?? ''}`,
  ...(report?.signatures.flatMap(signatureLines) ?? []),
];

async function verify(files: string[], flags: VerifyFlags): Promise<void> {
  let anchors: TrustAnchor[];
  try {
    anchors = await anchorsFrom(flags);
  } catch (error) {
    process.stderr.write(`✕ Không đọc được chứng thư gốc: ${(error as Error).message}\n`);
    process.exitCode = unreadable;
    return;
  }
  const verified = await Promise.all(files.map((file) => verifyFile(file, anchors)));
  const output = flags.json ? [JSON.stringify(verified, null, 2)] : verified.flatMap(linesOf);
  process.stdout.write(`${output.join('\n')}\n`);
  if (anchors.length === 0 && !flags.json) {
    process.stderr.write(
      '! Chưa có chứng thư gốc nào được tin cậy (--trust): không chữ ký nào kết luận được là hợp lệ.\n',
    );
  }
  process.exitCode = worstOf(verified.map(({ code }) => code));
}

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('Kiểm tra chữ ký số trên tệp PDF, giải thích bằng tiếng Việt')
    .argument('<tệp...>', 'các tệp PDF')
    .option('--trust <roots.pem>', 'chứng thư gốc được tin cậy (mặc định: của dữ liệu trình diễn)')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .option('--json', 'in báo cáo đầy đủ dạng JSON')
    .addHelpText('after', '\nMã kết thúc: 0 hợp lệ, 1 không hợp lệ, 2 chưa đủ căn cứ, 3 không đọc được')
    .action(verify);
};
