import { readFile } from 'node:fs/promises';
import {
  checkLayout,
  convertWordToPdf,
  findLibreOffice,
  isReadingRefusal,
  type LayoutReport,
  libreOfficeCommand,
  readDocumentText,
} from '@vanthu/page-reader';
import { visible } from '@vanthu/verification';
import { findFiles } from '../verify/find-files.js';

const exitCodes = { clean: 0, violations: 1, unreadable: 3 } as const;

type Checked =
  | { readonly file: string; readonly report: LayoutReport }
  | { readonly file: string; readonly code: string; readonly messageVi: string };

/**
 * Checks each file and tells it, as text or as one JSON array. A DOCX is printed by LibreOffice first, where it is installed:
 * then pages and millimetres are known. @returns the exit code
 */
export async function checkFiles(asked: readonly string[], json: boolean): Promise<number> {
  const all: Checked[] = [];
  for await (const { path, name } of findFiles(asked)) {
    const checked = await checkFile(path, name);
    all.push(checked);
    if (!json) process.stdout.write(inWords(checked));
  }
  if (json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  if (all.length === 0) process.stderr.write('✕ Không có tệp nào ở đó.\n');
  if (all.length === 0 || all.some((one) => 'code' in one)) return exitCodes.unreadable;
  return all.some((one) => 'report' in one && one.report.violations.length > 0)
    ? exitCodes.violations
    : exitCodes.clean;
}

async function checkFile(path: string, file: string): Promise<Checked> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  if (typeof bytes === 'string') return { file, code: 'UNREADABLE', messageVi: `Không đọc được tệp: ${bytes}.` };
  const program = findLibreOffice(process.env.PATH);
  const pages = isZip(bytes) && program !== null ? await convertWordToPdf(bytes, { program }) : bytes;
  const text = isReadingRefusal(pages) ? pages : await readDocumentText(pages);
  if (isReadingRefusal(text)) return { file, code: text.code, messageVi: text.messageVi };
  return { file, report: checkLayout(text) };
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const decimal = (value: number): string => String(Math.round(value));

function inWords(checked: Checked): string {
  if ('code' in checked) return `✕ ${checked.file}: ${checked.messageVi}\n`;
  const { file, report } = checked;
  const { violations, components } = report;
  const lines = [violations.length === 0 ? `✓ ${file}: đúng thể thức.` : `✕ ${file}: ${violations.length} lỗi.`];
  const missing = components.filter((one) => !one.isPresent).map((one) => one.nameVi);
  if (missing.length > 0) lines.push(`  Không thấy: ${missing.join('; ')}.`);
  for (const { page, rect, messageVi, found, article, mendVi } of violations) {
    const place = rect && report.positions === 'measured' ? `, ${decimal(rect.x)} × ${decimal(rect.y)} mm` : '';
    lines.push(
      `  Trang ${page}${place}: ${found === null ? messageVi : `${messageVi.replace(/\.$/, '')} (${found}).`}`,
      `    ${article}. ${mendVi}`,
    );
  }
  if (report.positions === 'assumed')
    lines.push(`  ! Chưa kiểm tra khoảng cách và số trang: máy chưa có LibreOffice. Cài: ${libreOfficeCommand}`);
  return `${lines.map(visible).join('\n')}\n`;
}
