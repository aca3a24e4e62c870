import { PDFDocument, type PDFFont, type PDFPage, rgb } from '@cantoo/pdf-lib';
import type { DocumentFonts, Face, Typeface } from '@vanthu/decree30';
import { type ReportDocument, type ReportSection, type Row, reportDocument } from './report-document.js';

/** A4 and its margins in points; as Decree 30 Annex I I.3 prescribes them for documents. */
const page = { width: 595.28, height: 841.89, left: 85, right: 45, top: 57, bottom: 57 } as const;
const labelWidth = 170;
const colours = {
  valid: rgb(0.11, 0.42, 0.23),
  invalid: rgb(0.7, 0.07, 0.11),
  undetermined: rgb(0.54, 0.35, 0),
  unsigned: rgb(0.33, 0.38, 0.43),
  ink: rgb(0.11, 0.14, 0.19),
  quiet: rgb(0.33, 0.38, 0.43),
} as const;

interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly color?: (typeof colours)[keyof typeof colours];
  readonly x?: number;
  readonly width?: number;
  readonly after?: number;
}

/** The report as a PDF for printing. It is not signed: what counts is the file that was judged. */
export async function renderReportPdf(
  fonts: DocumentFonts,
  ...[fileName, view, madeAt]: Parameters<typeof reportDocument>
): Promise<Uint8Array> {
  const report = reportDocument(fileName, view, madeAt);
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(`${report.title}: ${fileName}`);
  pdf.setLanguage('vi-VN');
  pdf.setProducer('VanThu');
  pdf.setCreationDate(new Date(madeAt));
  const sheet = await Sheet.of(pdf, fonts);
  print(sheet, report);
  return pdf.save();
}

function print(sheet: Sheet, report: ReportDocument): void {
  sheet.paragraph(report.title, { face: 'bold', size: 18, after: 8 });
  sheet.paragraph(report.answerVi, { face: 'bold', size: 15, color: colours[report.answer] });
  sheet.paragraph(report.messageVi, { after: 8 });
  for (const row of report.facts) sheet.row(row);
  for (const section of report.sections) printSection(sheet, section);
  sheet.space(10);
  sheet.paragraph(report.closing, { face: 'italic', color: colours.quiet });
}

function printSection(sheet: Sheet, { heading, message, rows, listHeading, list }: ReportSection): void {
  sheet.space(10);
  sheet.keepTogether(60);
  sheet.paragraph(heading, { face: 'bold', size: 13, after: 2 });
  if (message) sheet.paragraph(message, { after: 4 });
  for (const row of rows) sheet.row(row);
  if (listHeading) sheet.paragraph(`${listHeading}:`, { face: 'italic' });
  for (const line of list) sheet.paragraph(`- ${line}`, { x: page.left + 12, width: contentWidth - 12 });
}

const contentWidth = page.width - page.left - page.right;

/** Lines of text from the top of a page to its bottom, then on the next. */
class Sheet {
  private current: PDFPage;
  private y: number = page.height - page.top;

  private constructor(
    private readonly pdf: PDFDocument,
    private readonly fonts: DocumentFonts,
    private readonly embedded: Record<Face, PDFFont>,
  ) {
    this.current = pdf.addPage([page.width, page.height]);
  }

  static async of(pdf: PDFDocument, fonts: DocumentFonts): Promise<Sheet> {
    const faces = Object.keys(fonts) as Face[];
    const parsed = new Map(faces.map((face) => [fonts[face].bytes, fonts[face].forWriter()]));
    pdf.registerFontkit({ create: (bytes: Uint8Array) => parsed.get(bytes) ?? null });
    const pairs = await Promise.all(
      faces.map(async (face) => [face, await pdf.embedFont(fonts[face].bytes, { subset: true })] as const),
    );
    return new Sheet(pdf, fonts, Object.fromEntries(pairs) as Record<Face, PDFFont>);
  }

  space(points: number): void {
    this.y -= points;
  }

  /** A new page when less than that is left of this one. */
  keepTogether(points: number): void {
    if (this.y - points >= page.bottom) return;
    this.current = this.pdf.addPage([page.width, page.height]);
    this.y = page.height - page.top;
  }

  paragraph(text: string, style: Style = {}): void {
    const { face = 'regular', size = 11, color = colours.ink, x = page.left, width = contentWidth, after = 2 } = style;
    const typeface = this.fonts[face];
    for (const line of wrap(printable(text, typeface), typeface, size, width)) {
      this.keepTogether(size * 1.35);
      this.y -= size * 1.35;
      this.current.drawText(line, { x, y: this.y, size, font: this.embedded[face], color });
    }
    this.space(after);
  }

  row([label, value]: Row): void {
    this.keepTogether(32);
    const begun = this.y;
    const on = this.current;
    this.paragraph(label, { color: colours.quiet, width: labelWidth - 10 });
    const below = this.y;
    if (this.current === on) this.y = begun;
    this.paragraph(value, { x: page.left + labelWidth, width: contentWidth - labelWidth });
    if (this.current === on) this.y = Math.min(this.y, below);
  }
}

/** What the font cannot draw is shown as `?`: names come out of files of strangers. */
function printable(text: string, typeface: Typeface): string {
  const composed = text.normalize('NFC').replace(/\s+/g, ' ');
  const missing = new Set(typeface.missing(composed));
  return missing.size === 0 ? composed : [...composed].map((one) => (missing.has(one) ? '?' : one)).join('');
}

/** Greedy lines; a word that is wider than a line (a hash, a name without blanks) is cut. */
function wrap(text: string, typeface: Typeface, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (words: string): boolean => typeface.widthOf(words, size) <= width;
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (fits(joined)) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && !fits(line + character)) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line];
}
