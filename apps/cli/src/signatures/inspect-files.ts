import { readFile } from 'node:fs/promises';
import { collect, type FieldPlace, inspectPdf, type PdfFacts, type PdfInspection } from '@vanthu/pades';
import { visible } from '@vanthu/verification';
import { exitCodes } from '../verify/file-answer.js';

interface InspectedFile {
  readonly file: string;
  readonly error?: string;
  readonly inspection?: Omit<PdfInspection, 'revisions'>;
  /** Lengths in bytes: each is the end of an earlier state of the file. */
  readonly revisions?: PdfFacts['revisions'];
  readonly signatures?: readonly InspectedSignature[];
}

interface InspectedSignature {
  readonly field: string;
  readonly revision: number | null;
  readonly covers: string;
  readonly subFilter: string;
  readonly isDocumentTimestamp: boolean;
  readonly signer: string | null;
  /** /M: only what the file says. */
  readonly claimedSigningTime: string | null;
  /** DocMDP P: what a certification allows afterwards (ISO 32000-1 table 254). */
  readonly certificationLevel: number | null;
  readonly locks: readonly string[];
  readonly reason: string | null;
}

/** @returns the exit code */
export async function inspectFiles(files: readonly string[], json: boolean): Promise<number> {
  const inspected: InspectedFile[] = [];
  for (const file of files) inspected.push(await inspectFile(file));
  const output = json ? JSON.stringify(inspected, null, 2) : inspected.map(textOf).join('\n');
  process.stdout.write(`${output}\n`);
  return inspected.some(({ error }) => error !== undefined) ? exitCodes.unreadable : 0;
}

async function inspectFile(file: string): Promise<InspectedFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { file, error: `Không mở được tệp: ${(error as NodeJS.ErrnoException).code}` };
  }
  const { revisions: _, ...inspection } = inspectPdf(bytes);
  const facts = collect(bytes);
  const unreadable = !inspection.isReadable || facts.problem;
  return {
    file,
    ...(unreadable ? { error: facts.problem?.code ?? inspection.reasons.join(', ') } : {}),
    inspection,
    revisions: facts.revisions,
    signatures: facts.signatures.map((one) => ({
      field: one.field,
      revision: one.revision ?? null,
      covers: one.covers,
      subFilter: one.subFilter,
      isDocumentTimestamp: one.isDocumentTimestamp,
      signer: one.signerInfo?.signerCertificate?.subject.commonName ?? null,
      claimedSigningTime: one.claimedSigningTime?.toISOString() ?? null,
      certificationLevel: one.certificationLevel ?? null,
      // The field and the signature may both say it.
      locks: [...new Set(one.locks.map(lockWords))],
      reason: one.reason ?? null,
    })),
  };
}

type Lock = PdfFacts['signatures'][number]['locks'][number];
const lockWords = (lock: Lock): string =>
  lock.action === 'All'
    ? 'khóa mọi ô'
    : `khóa ${lock.action === 'Include' ? 'các ô' : 'mọi ô trừ'} ${lock.fields.join(', ')}`;

const permissions = ['', 'không được sửa gì', 'chỉ điền ô và ký', 'điền ô, ký và chú thích'];

function textOf({ file, error, inspection, revisions = [], signatures = [] }: InspectedFile): string {
  if (error !== undefined || !inspection) return `✕ ${file}: không đọc được (${error})`;
  const { pages, version, signatureFields, textFields } = inspection;
  return [
    `${file}: PDF ${version ?? '?'}, ${pages} trang, ${revisions.length} lần lưu`,
    ...warningsOf(inspection).map((warning) => `  ! ${warning}`),
    ...revisions.map(({ index, length }) => `  lần lưu ${index + 1}: đến byte ${length}`),
    ...signatures.flatMap(signatureLines),
    ...signatureFields.filter((one) => !one.isSigned).map((one) => `  ô ký còn trống: ${one.name}${placeWords(one)}`),
    ...textFields.map((one) => `  ô chữ: ${one.name} = ${one.value ?? '(trống)'}${placeWords(one)}`),
  ]
    .map(visible)
    .join('\n');
}

function signatureLines(signature: InspectedSignature): string[] {
  const { field, signer, revision, covers, certificationLevel, locks, claimedSigningTime, reason } = signature;
  const coverage = { file: 'bao cả tệp', revision: 'bao trọn lần lưu', partial: 'chỉ bao một phần' }[covers] ?? covers;
  const what = signature.isDocumentTimestamp ? 'dấu thời gian' : 'chữ ký';
  return [
    `  ${what} ${field}: ${signer ?? 'không rõ người ký'}, lần lưu ${revision === null ? '?' : revision + 1}, ${coverage}, ${signature.subFilter}`,
    ...(claimedSigningTime ? [`    khai ký lúc ${claimedSigningTime}`] : []),
    ...(certificationLevel ? [`    chứng nhận, sau đó ${permissions[certificationLevel]}`] : []),
    ...locks.map((lock) => `    ${lock}`),
    ...(reason ? [`    lý do ghi trong tệp: ${reason}`] : []),
  ];
}

const placeWords = ({ page, rect }: FieldPlace): string =>
  page === undefined || !rect ? '' : ` (trang ${page}, ${rect.map((one) => Math.round(one)).join(' ')})`;

function warningsOf(inspection: InspectedFile['inspection'] & object): string[] {
  const found: [boolean, string][] = [
    [inspection.encrypted, 'có mật khẩu hoặc hạn chế quyền (mã hóa)'],
    [inspection.truncated, 'tệp bị cắt cụt'],
    [inspection.damaged, `cấu trúc hỏng hoặc bất thường: ${inspection.reasons.join(', ')}`],
    [inspection.hasScripts, 'có mã lệnh JavaScript'],
    [inspection.hasLaunchActions, 'có lệnh mở chương trình hoặc gửi dữ liệu ra ngoài'],
    [inspection.hasXfa, 'có biểu mẫu XFA'],
    [inspection.hasEmbeddedFiles, 'có tệp đính kèm bên trong'],
  ];
  return found.filter(([is]) => is).map(([, words]) => words);
}
