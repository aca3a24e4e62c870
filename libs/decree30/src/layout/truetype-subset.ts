/**
 * Subsets of TrueType fonts for embedding as `FontFile2` of a CIDFontType2 (ISO 32000-1 §9.9, table 126): the tables that
 * a viewer needs, outlines copied as they are, glyphs renumbered in the order of their use. Table layouts: OpenType
 * specification, `glyf`, `loca`, `hmtx`, `hhea`, `maxp`, `head`.
 */
export class TrueTypeFile {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly tables: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
  private readonly longOffsets: boolean;
  private readonly metrics: number;

  /** @throws TypeError when the bytes are not a TrueType font with outlines */
  constructor(bytes: Uint8Array) {
    // Not a Buffer, whose `slice` shares memory.
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const tables = new Map<string, { offset: number; length: number }>();
    for (let index = 0; index < this.view.getUint16(4); index += 1) {
      const at = 12 + 16 * index;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      tables.set(tag, { offset: this.view.getUint32(at + 8), length: this.view.getUint32(at + 12) });
    }
    this.tables = tables;
    this.longOffsets = this.view.getInt16(this.table('head').offset + 50) === 1;
    this.metrics = this.view.getUint16(this.table('hhea').offset + 34);
    this.table('glyf');
  }

  /** The outline of a glyph; empty for blanks. */
  outline(glyph: number): Uint8Array {
    const { offset } = this.table('loca');
    const start = (index: number) =>
      this.longOffsets ? this.view.getUint32(offset + 4 * index) : 2 * this.view.getUint16(offset + 2 * index);
    const glyf = this.table('glyf').offset;
    return this.bytes.subarray(glyf + start(glyph), glyf + start(glyph + 1));
  }

  /** Advance width and left side bearing, as four bytes of `hmtx`. */
  metric(glyph: number): readonly [advance: number, bearing: number] {
    const { offset } = this.table('hmtx');
    const last = this.metrics - 1;
    if (glyph <= last) return [this.view.getUint16(offset + 4 * glyph), this.view.getInt16(offset + 4 * glyph + 2)];
    const bearing = offset + 4 * this.metrics + 2 * (glyph - this.metrics);
    return [this.view.getUint16(offset + 4 * last), this.view.getInt16(bearing)];
  }

  /** A table as it is in the file; empty when there is none. */
  copy(tag: string): Uint8Array {
    const table = this.tables.get(tag);
    return table ? this.bytes.slice(table.offset, table.offset + table.length) : new Uint8Array(0);
  }

  private table(tag: string): { readonly offset: number; readonly length: number } {
    const table = this.tables.get(tag);
    if (!table) throw new TypeError(`the font has no table ${tag}`);
    return table;
  }
}

/** Copied unchanged: hinting. */
const copied = ['cvt ', 'fpgm', 'prep'] as const;

/** The part of fontkit's subset that the PDF writer uses. */
export class TrueTypeSubset {
  /** Glyphs of the original by their number in the subset; the first is `.notdef`. */
  private readonly glyphs: number[] = [0];
  private readonly numbers = new Map<number, number>([[0, 0]]);

  constructor(private readonly file: TrueTypeFile) {}

  /** The number of the glyph in the subset. */
  includeGlyph(glyph: number | { readonly id: number }): number {
    const id = typeof glyph === 'number' ? glyph : glyph.id;
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.glyphs.push(id) - 1;
    this.numbers.set(id, number);
    return number;
  }

  /** The font program. Parts of composite glyphs follow the glyphs that were asked for. */
  encode(): Uint8Array {
    const outlines: Uint8Array[] = [];
    for (let index = 0; index < this.glyphs.length; index += 1)
      outlines.push(this.renumbered(this.file.outline(this.glyphs[index] as number)));
    const count = this.glyphs.length;
    const loca = new DataView(new ArrayBuffer(4 * (count + 1)));
    const hmtx = new DataView(new ArrayBuffer(4 * count));
    let length = 0;
    outlines.forEach((outline, index) => {
      length += (outline.length + 3) & ~3;
      loca.setUint32(4 * (index + 1), length);
      const [advance, bearing] = this.file.metric(this.glyphs[index] as number);
      hmtx.setUint16(4 * index, advance);
      hmtx.setInt16(4 * index + 2, bearing);
    });
    const glyf = new Uint8Array(length);
    outlines.forEach((outline, index) => {
      glyf.set(outline, loca.getUint32(4 * index));
    });
    return sfnt([
      ...copied.map((tag) => [tag, this.file.copy(tag)] as const).filter(([, bytes]) => bytes.length > 0),
      ['glyf', glyf],
      ['head', patched(this.file.copy('head'), withLongOffsets)],
      ['hhea', patched(this.file.copy('hhea'), (view) => view.setUint16(34, count))],
      ['hmtx', new Uint8Array(hmtx.buffer)],
      ['loca', new Uint8Array(loca.buffer)],
      ['maxp', patched(this.file.copy('maxp'), (view) => view.setUint16(4, count))],
    ]);
  }

  /** A composite glyph names its parts by number. */
  private renumbered(outline: Uint8Array): Uint8Array {
    if (outline.length === 0) return outline;
    const copy = outline.slice();
    const view = new DataView(copy.buffer);
    if (view.getInt16(0) >= 0) return outline;
    for (let at = 10, more = true; more; ) {
      const flags = view.getUint16(at);
      view.setUint16(at + 2, this.includeGlyph(view.getUint16(at + 2)));
      const scale = flags & 0x08 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0;
      at += 4 + (flags & 0x01 ? 4 : 2) + scale;
      more = (flags & 0x20) !== 0;
    }
    return copy;
  }
}

/** `checkSumAdjustment` is computed without itself. */
function withLongOffsets(head: DataView): void {
  head.setUint32(8, 0);
  head.setInt16(50, 1);
}

function patched(bytes: Uint8Array, patch: (view: DataView) => void): Uint8Array {
  patch(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return bytes;
}

/** Directory and tables, each on a boundary of four bytes, with checksums. */
function sfnt(given: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array {
  const tables = [...given].sort(([a], [b]) => (a < b ? -1 : 1));
  const start = 12 + 16 * tables.length;
  const size = tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), start);
  const file = new Uint8Array(size);
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * power);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, 16 * (tables.length - power));
  let offset = start;
  let head = 0;
  tables.forEach(([tag, bytes], index) => {
    const at = 12 + 16 * index;
    file.set(bytes, offset);
    if (tag === 'head') head = offset;
    for (let letter = 0; letter < 4; letter += 1) file[at + letter] = tag.charCodeAt(letter);
    const padded = (bytes.length + 3) & ~3;
    view.setUint32(at + 4, checksum(view, offset, padded));
    view.setUint32(at + 8, offset);
    view.setUint32(at + 12, bytes.length);
    offset += padded;
  });
  view.setUint32(head + 8, (0xb1b0afba - checksum(view, 0, size)) >>> 0);
  return file;
}

function checksum(view: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
