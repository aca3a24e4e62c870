import { type RuleRefusal, refuse } from '../refusal.js';
import { formOfKind } from '../vocabulary/form-of-kind.js';
import { type KindCode, kindByCode } from '../vocabulary/kinds.js';

const article = 'NĐ 30/2020, Phụ lục I phần I, II.9';

export interface RecipientsInput {
  readonly kind: KindCode;
  /**
   * Công văn, tờ trình and reports to a superior are addressed (`Kính gửi`). Default: what the kind always is, so báo cáo
   * is not (`formOfKind`).
   */
  readonly addressed?: boolean;
  /** Decisions and resolutions begin "Như Điều 3"; the number of that article. */
  readonly asArticle?: number | null;
  /** To act, to know, to supervise; one per line, in order. */
  readonly recipients: readonly string[];
  /** Drafting unit after VT: `VHKHTT`; `null`: VT alone. */
  readonly draftingUnit: string | null;
  /** Number of file copies, printed only when given. */
  readonly fileCopies?: number | null;
  /** Drafter's code and number of copies, `PL` and 300: box 12, printed with the last line. */
  readonly drafterCode?: string | null;
  readonly issuedCopies?: number | null;
}

/**
 * The lines of Nơi nhận (box 9b): one per line, dash before, semicolon after, the file line last with a full stop.
 * Annex I part I, II.9 (R-FMT-06).
 */
export function composeRecipients(input: RecipientsInput): string[] {
  const addressed = input.addressed ?? formOfKind(input.kind).addressed === 'always';
  const lines: string[] = [];
  if (addressed) lines.push('Như trên');
  else if (input.asArticle) lines.push(`Như Điều ${input.asArticle}`);
  lines.push(...input.recipients.map(bare).filter((line) => line !== ''));

  const copies = input.fileCopies ? ` (${input.fileCopies})` : '';
  const unit = input.draftingUnit ? `, ${input.draftingUnit.normalize('NFC').trim()}` : '';
  const drafter = input.drafterCode
    ? ` ${input.drafterCode}${input.issuedCopies ? `.(${input.issuedCopies})` : ''}`
    : '';
  // Minutes are kept with the dossier (Annex III template 1.9).
  const dossier = input.kind === 'bien-ban' ? ', Hồ sơ' : '';
  return [...lines.map((line) => `- ${line};`), `- Lưu: VT${unit}${dossier}${copies}.${drafter}`];
}

/** Whether lines written by hand keep the rule. Annex I part I, II.9 (R-FMT-06). */
export function checkRecipients(lines: readonly string[], kind: KindCode): RuleRefusal | null {
  const last = lines.at(-1)?.normalize('NFC') ?? '';
  if (!/^-\s*Lưu:\s*VT\b/u.test(last)) {
    return refuse('RECIPIENTS.NO_FILE_LINE', 'R-FMT-06', article, 'Dòng cuối của Nơi nhận phải là “- Lưu: VT, …”.');
  }
  const addressed = formOfKind(kind).addressed === 'always';
  if (addressed && !/^-\s*Như trên;$/u.test(lines[0]?.normalize('NFC') ?? '')) {
    const why = `${kindByCode(kind).nameVi}: dòng đầu của Nơi nhận là “- Như trên;”.`;
    return refuse('RECIPIENTS.AS_ABOVE', 'R-FMT-06', article, why);
  }
  const wrong = lines.slice(0, -1).find((line) => !/^-\s*\S.*;$/u.test(line));
  if (wrong !== undefined) {
    return refuse(
      'RECIPIENTS.LINE',
      'R-FMT-06',
      article,
      'Mỗi nơi nhận một dòng, đầu dòng có gạch đầu dòng, cuối dòng có dấu chấm phẩy.',
    );
  }
  return null;
}

/** The name without the dash before and the punctuation after it. */
export function bare(line: string): string {
  return line
    .normalize('NFC')
    .trim()
    .replace(/^[-–]\s*/u, '')
    .replace(/[;.,\s]+$/u, '');
}
