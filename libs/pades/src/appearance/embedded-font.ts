import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { writeText } from '../pdf/text-string.js';
import type { PdfUpdate } from '../pdf/update.js';
import type { FieldFont } from './field-font.js';
import type { EmbeddableFont } from './truetype.js';

/**
 * Embeds the glyphs that `text` takes as a composite font (ISO 32000-1 9.7.4, 9.9, 9.10.3): its codes are glyph numbers.
 * The same text gives the same bytes.
 */
export function embeddedFont(update: PdfUpdate, font: EmbeddableFont, text: string): FieldFont {
  const glyphs = new Map<number, string>();
  for (const char of text) {
    const glyph = font.glyphOf(char.codePointAt(0)!);
    if (glyph !== 0) glyphs.set(glyph, char);
  }
  return {
    reference: `${write(update, font, glyphs)} 0 R`,
    ascent: font.ascent,
    descent: -Math.abs(font.descent),
    encode(line) {
      const missing = [...new Set([...line].filter((char) => font.glyphOf(char.codePointAt(0)!) === 0))];
      if (missing.length > 0) return { missing };
      const found = [...line].map((char) => font.glyphOf(char.codePointAt(0)!));
      const width = found.reduce((sum, glyph) => sum + font.advanceOf(glyph), 0);
      return { operand: `<${found.map(code).join('')}>`, width };
    },
  };
}

const code = (glyph: number): string => glyph.toString(16).padStart(4, '0').toUpperCase();

function write(update: PdfUpdate, font: EmbeddableFont, glyphs: ReadonlyMap<number, string>): number {
  const sorted = [...glyphs.keys()].sort((a, b) => a - b);
  const name = `${tagOf(sorted)}+${font.postScriptName}`;
  const data = font.subset(new Set(sorted));
  const file = update.addStream(`/Filter /FlateDecode /Length1 ${data.length}`, deflateSync(data));
  // Flags: 4, symbolic, since codes are glyph numbers (table 123); StemV is asked for and used by nobody who has the outlines
  const descriptor = update.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [${font.box.join(' ')}] /ItalicAngle ${font.italicAngle} ` +
      `/Ascent ${font.ascent} /Descent ${font.descent} /CapHeight ${font.capHeight} /StemV 80 /FontFile2 ${file} 0 R >>`,
  );
  const widths = sorted.map((glyph) => `${glyph} [${font.advanceOf(glyph)}]`).join(' ');
  const cid = update.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry ${writeText('Adobe')} ` +
      `/Ordering ${writeText('Identity')} /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${widths}] /CIDToGIDMap /Identity >>`,
  );
  const toUnicode = update.addStream('/Filter /FlateDecode', deflateSync(Buffer.from(unicodeMap(glyphs), 'latin1')));
  return update.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${cid} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
  );
}

/* Table 111, 9.6.4: six letters, a different tag for a different subset. */
function tagOf(glyphs: readonly number[]): string {
  const hash = createHash('sha256').update(glyphs.join(' ')).digest();
  return [...hash.subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

function unicodeMap(glyphs: ReadonlyMap<number, string>): string {
  const lines = [...glyphs].map(([glyph, char]) => {
    const utf16 = Buffer.from(char, 'utf16le').swap16().toString('hex').toUpperCase();
    return `<${code(glyph)}> <${utf16}>`;
  });
  const blocks: string[] = [];
  // 9.10.3: at most a hundred entries in one block
  for (let i = 0; i < lines.length; i += 100) {
    const block = lines.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
    ...blocks,
    'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
  ].join('\n');
}
