import type { DocumentFonts } from './fonts.js';
import type { LayoutOptions } from './layout-result.js';
import { Sheets } from './sheets.js';
import { singleSpacing, styleOf } from './style.js';
import { capitals, cleanAll, Measure, wordsOf } from './text.js';
import { writePdf } from './write-pdf.js';

/** What stands on the envelopes of one document (Annex IV: mẫu bì văn bản). */
interface EnvelopeContent {
  readonly superiorName: string | null;
  readonly agencyName: string;
  readonly place: string;
  readonly numberAndSymbol: string;
  /** Hỏa tốc, thượng khẩn, khẩn; null: none. */
  readonly urgency: string | null;
  /** Kính gửi: one envelope each. */
  readonly receivers: readonly string[];
}

/**
 * Labels for the envelopes of receivers on paper: four to an upright A4 sheet, with the agency above, number and symbol, and to
 * whom it goes.
 *
 * @throws RangeError when nobody receives paper
 */
export async function layOutEnvelopes(
  content: EnvelopeContent,
  fonts: DocumentFonts,
  options: Pick<LayoutOptions, 'createdAt'>,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const { superiorName, agencyName, place, numberAndSymbol, urgency, receivers } = cleanAll(content);
  if (receivers.length === 0) throw new RangeError('no envelope to be written');
  const style = styleOf(options);
  const sheets = new Sheets(style, new Measure(fonts));
  const width = style.right - style.left;
  const height = (style.bottom - style.top) / perSheet;
  receivers.forEach((receiver, index) => {
    const page = Math.floor(index / perSheet) + 1;
    let y = style.top + (index % perSheet) * height;
    const line = (text: string, face: 'regular' | 'bold', size: number, align: 'left' | 'centre') => {
      const lines = sheets.measure.balanced(wordsOf(text, face), size, width);
      y += sheets.block(lines, { page, x: style.left, width, y, size, lineHeight: size * singleSpacing, align }).height;
    };
    if (superiorName !== null) line(capitals(superiorName), 'regular', 11, 'left');
    line(capitals(agencyName), 'bold', 11, 'left');
    line(place, 'regular', 11, 'left');
    y += 6;
    line(`Số: ${numberAndSymbol}`, 'regular', 12, 'left');
    if (urgency !== null) line(capitals(urgency), 'bold', 13, 'left');
    y += 12;
    line(`Kính gửi: ${receiver}`, 'bold', 14, 'centre');
  });
  const title = `Nhãn bì ${numberAndSymbol}`;
  const pdf = await writePdf(sheets, fonts, { title, author: agencyName, createdAt: options.createdAt });
  return { pdf, pages: sheets.pages };
}

const perSheet = 4;
