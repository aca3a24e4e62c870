import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { type JudgedBy, policies, VerificationPool, type VerificationTrust } from '@vanthu/verification';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultData } from '../installation/layout.js';
import { codeOf, exitCodes, fileAnswer, worse } from '../verify/file-answer.js';
import { findFiles } from '../verify/find-files.js';
import { jsonArray, jsonLines, type Output, OutputProblem, plainText, reports } from '../verify/outputs.js';
import { type TrustFlags, TrustProblem, verificationTrust } from '../verify/verification-trust.js';
import { verifyFiles } from '../verify/verify-files.js';

interface VerifyFlags extends TrustFlags {
  at?: Date;
  policy: JudgedBy;
  json?: boolean;
  jsonl?: boolean;
  html?: boolean;
  pdf?: boolean;
  out?: string;
  threads?: number;
  timeLimit: number;
}

/** `--trust a.pem b.pem tệp.pdf`: a list of certificates ends where something else begins. */
const certificateName = /\.(pem|crt|cer|der)$/i;

function separate(files: string[], flags: VerifyFlags): { files: string[]; flags: VerifyFlags } {
  const swallowed = (names: string[] | undefined, ours: RegExp) => (names ?? []).filter((name) => !ours.test(name));
  const kept = (names: string[] | undefined, ours: RegExp) => names?.filter((name) => ours.test(name));
  const list = /\.(crl|der|pem)$/i;
  return {
    files: [
      ...files,
      ...swallowed(flags.trust, certificateName),
      ...swallowed(flags.issuers, certificateName),
      ...swallowed(flags.crl, list),
    ],
    flags: {
      ...flags,
      ...(flags.trust && { trust: kept(flags.trust, certificateName) ?? [] }),
      ...(flags.issuers && { issuers: kept(flags.issuers, certificateName) ?? [] }),
      ...(flags.crl && { crl: kept(flags.crl, list) ?? [] }),
    },
  };
}

async function verify(given: string[], raw: VerifyFlags, command: Command): Promise<void> {
  const { files, flags } = separate(given, raw);
  if (files.length === 0) command.error("error: missing required argument 'tệp'");
  const at = (flags.at ?? new Date()).toISOString();
  let closing: Writable | null = null;
  try {
    const trust = await verificationTrust(flags, process.env);
    const to = flags.out && !flags.html && !flags.pdf ? createWriteStream(flags.out) : process.stdout;
    closing = to === process.stdout ? null : to;
    const output = await outputFor(flags, at, to);
    process.exitCode = await judgeAll(files, flags, at, trust, output);
    warnWithoutTrust(trust);
  } catch (error) {
    if (!(error instanceof TrustProblem || error instanceof OutputProblem)) throw error;
    process.stderr.write(`✕ ${error.message}\n`);
    process.exitCode = exitCodes.unreadable;
  } finally {
    if (closing) await once(closing.end(), 'close');
  }
}

function outputFor(flags: VerifyFlags, at: string, to: Writable): Output | Promise<Output> {
  const options = { judgedFor: at, policy: flags.policy, madeAt: new Date().toISOString() };
  if (flags.html) return reports('html', flags.out, options);
  if (flags.pdf) return reports('pdf', flags.out, options);
  if (flags.jsonl) return jsonLines(to);
  return flags.json ? jsonArray(to) : plainText(to);
}

async function judgeAll(
  files: string[],
  flags: VerifyFlags,
  at: string,
  trust: VerificationTrust,
  output: Output,
): Promise<number> {
  const { threads, timeLimit } = flags;
  const pool = new VerificationPool({ ...(threads ? { threads } : {}), processorSeconds: timeLimit });
  let code: number = exitCodes.valid;
  let isEmpty = true;
  try {
    for await (const file of verifyFiles(findFiles(files), pool, trust, { at, policy: flags.policy })) {
      isEmpty = false;
      code = worse(code, codeOf(fileAnswer(file)));
      await output.add(file);
    }
    await output.end();
  } finally {
    await pool.close();
  }
  if (isEmpty) process.stderr.write('✕ Không có tệp PDF nào ở đó.\n');
  return isEmpty ? exitCodes.unreadable : code;
}

function warnWithoutTrust({ anchors }: VerificationTrust): void {
  if (anchors.length > 0) return;
  process.stderr.write(
    '! Chưa có chứng thư gốc nào được tin cậy (--trust): không chữ ký nào kết luận được là hợp lệ.\n',
  );
}

function instant(text: string): Date {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+07:00` : text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('Thời điểm viết như 2026-11-23 hoặc 2026-11-23T09:00:00+07:00.');
  }
  return date;
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('Cần một số dương.');
  return number;
}

const onlyOne = ['json', 'jsonl', 'html', 'pdf'];
const form = (flag: string, words: string): Option =>
  new Option(`--${flag}`, words).conflicts(onlyOne.filter((other) => other !== flag));

const help = `
Không có --trust: lấy VANTHU_TRUST_ROOTS (…_INTERMEDIATES, …_CRLS), rồi đến chứng thư của dữ liệu trình diễn.
--json và --jsonl, mỗi tệp: {"file", "error"?, "answer", "sigs": [{"field", "integrity", "changes", "indication",
"subIndication", "level", "signer", "signedAt", "timestamp", "revision", "covers", "changesExplained"}], "timestamps"};
với thư mục, "file" là đường dẫn tính từ thư mục đó. Kết quả ra theo thứ tự tên, tệp nào xong in ngay.

Mã kết thúc (của nhiều tệp: nặng nhất): 0 hợp lệ, 1 không hợp lệ, 2 chưa đủ căn cứ hoặc không có chữ ký, 3 không đọc được`;

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('Kiểm tra chữ ký số trên tệp PDF, giải thích bằng tiếng Việt')
    .argument('[tệp...]', 'các tệp PDF, hoặc thư mục (mọi tệp *.pdf bên trong)')
    .option('--trust <roots.pem...>', 'chứng thư gốc được tin cậy, một hoặc nhiều tệp')
    .option('--issuers <ca.pem...>', 'chứng thư trung gian mà chữ ký không kèm theo')
    .option('--crl <ca.crl...>', 'danh sách chứng thư bị thu hồi')
    .option('--at <thời điểm>', 'kiểm tra theo thời điểm này (mặc định: bây giờ)', instant)
    .addOption(
      new Option('--policy <tên>', 'quy tắc kiểm tra: cong-vu (cách ký của cơ quan nhà nước) hoặc strict')
        .choices(Object.keys(policies))
        .default('cong-vu', 'cong-vu'),
    )
    .addOption(form('json', 'in một mảng JSON'))
    .addOption(form('jsonl', 'in mỗi tệp một dòng JSON'))
    .addOption(form('html', 'báo cáo HTML'))
    .addOption(form('pdf', 'báo cáo PDF để in'))
    .option('--out <nơi ghi>', 'ghi vào tệp; với --html, --pdf và nhiều tệp: vào thư mục')
    .option('--threads <số>', 'số luồng kiểm tra song song (mặc định: theo máy)', positive)
    .option('--time-limit <giây>', 'thời gian bộ xử lý cho mỗi tệp', positive, 2)
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .addHelpText('after', help)
    .action(verify);
};
