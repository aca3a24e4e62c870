import { createHash } from 'node:crypto';
import { PDFDocument, type PDFFont, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import type { LayoutField } from './document-content.js';
import type { DocumentFonts, Face } from './fonts.js';
import { addForm, formCharacters, formFonts } from './form.js';
import { type PlacedField, type PlacedText, rectMm, type Sheets, type Stroke } from './sheets.js';

export interface FileInformation {
  readonly title: string;
  readonly author: string;
  readonly createdAt: Date;
}

const faces: readonly Face[] = ['regular', 'bold', 'italic', 'boldItalic'];
const resource: Record<Face, string> = { regular: 'F1', bold: 'F2', italic: 'F3', boldItalic: 'F4' };
const colors = { black: '0 0 0', red: '1 0 0' } as const;

/** Writes what was placed as a PDF 1.7 with a plain cross-reference table. Same sheets and instant, same bytes. */
export async function writePdf(
  sheets: Sheets,
  fonts: DocumentFonts,
  information: FileInformation,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(information.title);
  pdf.setAuthor(information.author);
  pdf.setLanguage('vi-VN');
  pdf.setCreator('VanThu');
  pdf.setProducer('VanThu decree30');
  pdf.setCreationDate(information.createdAt);
  pdf.setModificationDate(information.createdAt);

  const embedded = await embed(pdf, fonts);
  // The form's characters come first, so that they have the same glyph numbers in every document.
  embedded.regular.encodeText(formCharacters);
  embedded.italic.encodeText(formCharacters);

  const hash = createHash('sha256').update(information.createdAt.toISOString()).update(information.title);
  for (let number = 1; number <= sheets.pages; number += 1) {
    const page = pdf.addPage([sheets.style.page.width, sheets.style.page.height]);
    for (const face of faces) page.node.setFontDictionary(PDFName.of(resource[face]), embedded[face].ref);
    const content = contentOf(sheets, number, embedded);
    hash.update(content);
    page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
  }
  const fields = fieldsOf(sheets);
  addForm(pdf, fields, { regular: embedded.regular.ref, italic: embedded.italic.ref });

  hash.update(JSON.stringify(fields));
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
  return pdf.save({
    useObjectStreams: false,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: Number.POSITIVE_INFINITY,
  });
}

async function embed(pdf: PDFDocument, fonts: DocumentFonts): Promise<Record<Face, PDFFont>> {
  const byBytes = new Map(faces.map((face) => [fonts[face].bytes, fonts[face].forWriter()]));
  // The library wants to parse bytes; ours are parsed already, and set text in their own way.
  pdf.registerFontkit({ create: (bytes: Uint8Array) => byBytes.get(bytes) ?? null });
  const one = (face: Face, tag: string) =>
    pdf.embedFont(fonts[face].bytes, { subset: true, customName: `${tag}+${fonts[face].name}` });
  return {
    regular: await one('regular', 'VTHUAA'),
    bold: await one('bold', 'VTHUAB'),
    italic: await one('italic', 'VTHUAC'),
    boldItalic: await one('boldItalic', 'VTHUAD'),
  };
}

const point = (value: number): string => String(Math.round(value * 1000) / 1000);

function contentOf(sheets: Sheets, page: number, fonts: Record<Face, PDFFont>): string {
  const height = sheets.style.page.height;
  const strokes = sheets.strokes.filter((stroke) => stroke.page === page).map((stroke) => strokeOf(stroke, height));
  const texts = sheets.texts.filter((text) => text.page === page).map((text) => textOf(text, height, fonts));
  return `${[...strokes, ...texts].join('\n')}\n`;
}

function strokeOf({ shape, rect, color, thickness }: Stroke, height: number): string {
  const pen = `q ${colors[color]} RG ${point(thickness)} w`;
  const y = height - rect.y;
  if (shape === 'line') return `${pen} ${point(rect.x)} ${point(y)} m ${point(rect.x + rect.width)} ${point(y)} l S Q`;
  return `${pen} ${point(rect.x)} ${point(y - rect.height)} ${point(rect.width)} ${point(rect.height)} re S Q`;
}

/** Blanks stay in the text, for readers; where a line is justified each is followed by the room it is widened by. */
function textOf(text: PlacedText, height: number, fonts: Record<Face, PDFFont>): string {
  const adjust = point((-text.widen * 1000) / text.size);
  const shown = text.runs.map(({ face, text: words }) => {
    const pieces = text.widen === 0 ? [words] : words.split(/(?<= )/);
    const encoded = pieces.map((piece) => {
      const hex = `<${fonts[face].encodeText(piece.replaceAll('\u00a0', ' ')).asString()}>`;
      return text.widen !== 0 && piece.endsWith(' ') ? `${hex} ${adjust}` : hex;
    });
    return `/${resource[face]} ${point(text.size)} Tf [${encoded.join(' ')}] TJ`;
  });
  return `BT ${colors[text.color]} rg 1 0 0 1 ${point(text.x)} ${point(height - text.baseline)} Tm ${shown.join(' ')} ET`;
}

/** Fields in the coordinates of the file. */
export function fieldsOf(sheets: Sheets): LayoutField[] {
  const height = sheets.style.page.height;
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return sheets.fields.map(({ name, page, rect, text }: PlacedField) => ({
    name,
    type: text ? 'text' : 'signature',
    page,
    rectMm: rectMm(rect),
    rectPt: [round(rect.x), round(height - rect.y - rect.height), round(rect.x + rect.width), round(height - rect.y)],
    ...(text && {
      text: {
        fontResource: formFonts[text.face],
        sizePt: text.size,
        align: text.align,
        baselinePt: round(height - text.baseline),
      },
    }),
  }));
}
