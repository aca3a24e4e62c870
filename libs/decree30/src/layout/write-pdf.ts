import { createHash } from 'node:crypto';
import { PDFDocument, type PDFFont, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { declareArchival, type FileInformation, tools } from './archival.js';
import type { DocumentFonts, Face } from './fonts.js';
import { addForm, formCharacters, formFonts } from './form.js';
import type { LayoutField } from './layout-result.js';
import { type PlacedField, type PlacedText, rectMm, type Sheet, type Sheets, type Stroke } from './sheets.js';

const faces: readonly Face[] = ['regular', 'bold', 'italic', 'boldItalic'];
const resource: Record<Face, string> = { regular: 'F1', bold: 'F2', italic: 'F3', boldItalic: 'F4' };
const tags: Record<Face, string> = { regular: 'VTHUAA', bold: 'VTHUAB', italic: 'VTHUAC', boldItalic: 'VTHUAD' };
const colors = { black: '0 0 0', red: '1 0 0' } as const;

/** Writes what was placed as PDF/A-2b with a plain cross-reference table. Same sheets and instant, same bytes. */
export async function writePdf(
  sheets: Sheets,
  fonts: DocumentFonts,
  information: FileInformation,
): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(information.title);
  pdf.setAuthor(information.author);
  pdf.setLanguage('vi-VN');
  pdf.setCreator(tools.creator);
  pdf.setProducer(tools.producer);
  pdf.setCreationDate(information.createdAt);
  pdf.setModificationDate(information.createdAt);
  declareArchival(pdf, information);

  const fields = fieldsOf(sheets);
  const embedded = await embed(pdf, fonts, usedFaces(sheets, fields));
  // The form's characters come first, so that they have the same glyph numbers in every document.
  const formFaces = fields.length > 0 ? (['regular', 'italic'] as const) : [];
  for (const face of formFaces) fontOf(embedded, face).encodeText(formCharacters);

  const hash = createHash('sha256').update(information.createdAt.toISOString()).update(information.title);
  for (let number = 1; number <= sheets.pages; number += 1) {
    const sheet = sheets.sheet(number);
    const page = pdf.addPage([sheet.width, sheet.height]);
    for (const [face, font] of embedded) page.node.setFontDictionary(PDFName.of(resource[face]), font.ref);
    const content = contentOf(sheet, embedded);
    hash.update(content);
    page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
  }
  if (fields.length > 0)
    addForm(pdf, fields, { regular: fontOf(embedded, 'regular').ref, italic: fontOf(embedded, 'italic').ref });

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

type Embedded = ReadonlyMap<Face, PDFFont>;

/** The faces that something is set in; the others stay out of the file. */
export async function embed(pdf: PDFDocument, fonts: DocumentFonts, used: ReadonlySet<Face>): Promise<Embedded> {
  const wanted = faces.filter((face) => used.has(face));
  const byBytes = new Map(wanted.map((face) => [fonts[face].bytes, fonts[face].forWriter()]));
  // The library wants to parse bytes; ours are parsed already, and set text in their own way.
  pdf.registerFontkit({ create: (bytes: Uint8Array) => byBytes.get(bytes) ?? null });
  const embedded = new Map<Face, PDFFont>();
  for (const face of wanted) {
    const customName = `${tags[face]}+${fonts[face].name}`;
    embedded.set(face, await pdf.embedFont(fonts[face].bytes, { subset: true, customName }));
  }
  return embedded;
}

function usedFaces(sheets: Sheets, fields: readonly LayoutField[]): Set<Face> {
  const used = new Set<Face>(fields.length > 0 ? ['regular', 'italic'] : []);
  for (let page = 1; page <= sheets.pages; page += 1)
    for (const text of sheets.sheet(page).texts) for (const run of text.runs) used.add(run.face);
  return used;
}

/** What was put into the file because something is set in it. */
function fontOf(embedded: Embedded, face: Face): PDFFont {
  const font = embedded.get(face);
  if (!font) throw new Error(`the ${face} face is used and not embedded`);
  return font;
}

const point = (value: number): string => String(Math.round(value * 1000) / 1000);

function contentOf({ height, strokes, texts }: Sheet, fonts: Embedded): string {
  const drawn = [
    ...strokes.map((stroke) => strokeOf(stroke, height)),
    ...texts.map((text) => textOf(text, height, fonts)),
  ];
  return `${drawn.join('\n')}\n`;
}

function strokeOf({ shape, rect, color, thickness }: Stroke, height: number): string {
  const pen = `q ${colors[color]} RG ${point(thickness)} w`;
  const y = height - rect.y;
  if (shape === 'line') {
    const end = `${point(rect.x + rect.width)} ${point(y - rect.height)}`;
    return `${pen} ${point(rect.x)} ${point(y)} m ${end} l S Q`;
  }
  return `${pen} ${point(rect.x)} ${point(y - rect.height)} ${point(rect.width)} ${point(rect.height)} re S Q`;
}

/** Blanks stay in the text, for readers; where a line is justified each is followed by the room it is widened by. */
function textOf(text: PlacedText, height: number, fonts: Embedded): string {
  const adjust = point((-text.widen * 1000) / text.size);
  const shown = text.runs.map(({ face, text: words }) => {
    const pieces = text.widen === 0 ? [words] : words.split(/(?<= )/);
    const encoded = pieces.map((piece) => {
      const hex = `<${fontOf(fonts, face).encodeText(piece.replaceAll('\u00a0', ' ')).asString()}>`;
      return text.widen !== 0 && piece.endsWith(' ') ? `${hex} ${adjust}` : hex;
    });
    return `/${resource[face]} ${point(text.size)} Tf [${encoded.join(' ')}] TJ`;
  });
  return `BT ${colors[text.color]} rg 1 0 0 1 ${point(text.x)} ${point(height - text.baseline)} Tm ${shown.join(' ')} ET`;
}

/** Fields in the coordinates of the file. */
export function fieldsOf(sheets: Sheets): LayoutField[] {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return sheets.fields.map(({ name, page, rect, text }: PlacedField) => {
    const { height } = sheets.sheet(page);
    const [y0, y1] = [height - rect.y - rect.height, height - rect.y];
    return {
      name,
      type: text ? 'text' : 'signature',
      page,
      rectMm: rectMm(rect),
      rectPt: [round(rect.x), round(y0), round(rect.x + rect.width), round(y1)],
      ...(text && {
        text: {
          fontResource: formFonts[text.face],
          sizePt: text.size,
          align: text.align,
          baselinePt: round(height - text.baseline),
        },
      }),
    };
  });
}
