import { strToU8, zipSync } from 'fflate';

/** A DOCX as other programs write it: by hand, not by the layout of the project. */

export interface Look {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly underline?: boolean;
  readonly color?: string;
}

export interface Par {
  readonly runs: readonly (readonly [string, Look])[];
  readonly align?: 'left' | 'center' | 'right' | 'both';
  readonly indentMm?: number;
  readonly before?: number;
  /** Centred tab stops, millimetres. */
  readonly tabs?: readonly number[];
  readonly box?: boolean;
}
export interface Grid {
  readonly widthsMm: readonly number[];
  readonly rows: readonly (readonly (readonly Par[])[])[];
}
export type Piece = Par | Grid;

const inXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const tw = (mm: number) => Math.round((mm * 1440) / 25.4);

function run([text, look]: readonly [string, Look]): string {
  const properties = [
    look.bold ? '<w:b/>' : '',
    look.italic ? '<w:i/>' : '',
    look.color ? `<w:color w:val="${look.color}"/>` : '',
    look.size ? `<w:sz w:val="${look.size * 2}"/>` : '',
    look.underline ? '<w:u w:val="single"/>' : '',
  ].join('');
  const pieces = text.split('\t').map((part) => `<w:t xml:space="preserve">${inXml(part)}</w:t>`);
  return `<w:r><w:rPr>${properties}</w:rPr>${pieces.join('<w:tab/>')}</w:r>`;
}

export function paragraph({ runs, align = 'left', indentMm = 0, before = 0, tabs = [], box = false }: Par): string {
  const stops = tabs.map((at) => `<w:tab w:val="center" w:pos="${tw(at)}"/>`).join('');
  const border = ['top', 'left', 'bottom', 'right']
    .map((side) => `<w:${side} w:val="single" w:sz="8" w:space="1" w:color="FF0000"/>`)
    .join('');
  return `<w:p><w:pPr>${box ? `<w:pBdr>${border}</w:pBdr>` : ''}${stops ? `<w:tabs>${stops}</w:tabs>` : ''}<w:spacing w:before="${before * 20}" w:after="0"/><w:ind w:firstLine="${tw(indentMm)}"/><w:jc w:val="${align}"/></w:pPr>${runs.map(run).join('')}</w:p>`;
}

function grid({ widthsMm, rows }: Grid): string {
  const cells = (row: Grid['rows'][number]) =>
    row
      .map(
        (pars, index) =>
          `<w:tc><w:tcPr><w:tcW w:w="${tw(widthsMm[index] ?? 0)}" w:type="dxa"/></w:tcPr>${(pars.length > 0 ? pars : [{ runs: [] }]).map(paragraph).join('')}</w:tc>`,
      )
      .join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widthsMm.map((width) => `<w:gridCol w:w="${tw(width)}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

const namespaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export function writeDocx(pieces: readonly Piece[], more: Record<string, Uint8Array> = {}): Uint8Array {
  const body = pieces.map((piece) => ('rows' in piece ? grid(piece) : paragraph(piece))).join('');
  const section = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${tw(20)}" w:bottom="${tw(20)}" w:left="${tw(30)}" w:right="${tw(20)}" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    '_rels/.rels':
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels':
      '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    'word/styles.xml': `<?xml version="1.0" encoding="UTF-8"?><w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${body}${section}</w:body></w:document>`,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return zipSync({ ...files, ...more }, { mtime: new Date('2025-01-01T00:00:00Z') });
}
