/** Thrown for a font that cannot be embedded; the message says why. */
export class FontError extends Error {
  override readonly name = 'FontError';
}

/** A TrueType font read once, to be embedded as often as wanted. Lengths are in thousandths of the font size. */
export interface EmbeddableFont {
  readonly kind: 'truetype-font';
  readonly postScriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];
  /** 0: the font has no glyph for that character. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
  /** A font file with these glyphs under their numbers, and nothing where others were. */
  subset(glyphs: ReadonlySet<number>): Uint8Array;
}

/** Reads a TrueType font (ISO/IEC 14496-22 with `glyf` outlines). Throws `FontError`. */
export function readFont(bytes: Uint8Array): EmbeddableFont {
  try {
    return new TrueTypeFont(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  } catch (error) {
    if (error instanceof RangeError) throw new FontError('the font is cut short', { cause: error });
    throw error;
  }
}

const restrictedLicence = 0x0002;

class TrueTypeFont implements EmbeddableFont {
  readonly kind = 'truetype-font';
  readonly postScriptName: string;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];

  private readonly tables: ReadonlyMap<string, Buffer>;
  private readonly unitsPerEm: number;
  private readonly glyphCount: number;
  private readonly metricCount: number;
  private readonly characters: ReadonlyMap<number, number>;

  constructor(bytes: Buffer) {
    this.tables = readTables(bytes);
    const [head, hhea, os2] = [this.table('head'), this.table('hhea'), this.tables.get('OS/2')];
    if (os2 && (os2.readUInt16BE(8) & 0x000f) === restrictedLicence)
      throw new FontError('the font forbids embedding (OS/2 fsType)');
    this.unitsPerEm = head.readUInt16BE(18);
    if (this.unitsPerEm === 0) throw new FontError('the font has no units per em');
    this.glyphCount = this.table('maxp').readUInt16BE(4);
    this.metricCount = hhea.readUInt16BE(34);
    if (this.metricCount === 0) throw new FontError('the font has no advance widths');
    const units = (value: number) => Math.round((value * 1_000) / this.unitsPerEm);
    this.ascent = units(hhea.readInt16BE(4));
    this.descent = units(hhea.readInt16BE(6));
    this.capHeight = os2 && os2.length >= 90 ? units(os2.readInt16BE(88)) : this.ascent;
    this.italicAngle = (this.tables.get('post')?.readInt32BE(4) ?? 0) / 65_536;
    this.box = [36, 38, 40, 42].map((at) => units(head.readInt16BE(at))) as [number, number, number, number];
    this.postScriptName = postScriptName(this.tables.get('name'));
    this.characters = readCharacterMap(this.table('cmap'));
  }

  glyphOf(codePoint: number): number {
    return this.characters.get(codePoint) ?? 0;
  }

  advanceOf(glyph: number): number {
    const at = Math.min(glyph, this.metricCount - 1) * 4;
    return Math.round((this.table('hmtx').readUInt16BE(at) * 1_000) / this.unitsPerEm);
  }

  subset(glyphs: ReadonlySet<number>): Uint8Array {
    const kept = this.withComponents(glyphs);
    const count = Math.max(...kept) + 1;
    const outlines: Buffer[] = [];
    const loca = Buffer.alloc((count + 1) * 4);
    const hmtx = Buffer.alloc(count * 4);
    let at = 0;
    for (let glyph = 0; glyph < count; glyph++) {
      if (kept.has(glyph)) {
        const outline = this.outline(glyph);
        outlines.push(outline, Buffer.alloc(-outline.length & 3));
        at += outline.length + (-outline.length & 3);
        this.copyMetric(glyph, hmtx);
      }
      loca.writeUInt32BE(at, (glyph + 1) * 4);
    }
    const head = Buffer.from(this.table('head'));
    head.writeUInt32BE(0, 8);
    head.writeInt16BE(1, 50);
    const maxp = Buffer.from(this.table('maxp'));
    maxp.writeUInt16BE(count, 4);
    const hhea = Buffer.from(this.table('hhea'));
    hhea.writeUInt16BE(count, 34);
    const hinting = ['cvt ', 'fpgm', 'prep'].flatMap((tag) => {
      const table = this.tables.get(tag);
      return table ? [[tag, table] as const] : [];
    });
    return writeTables([
      ...hinting,
      ...([
        ['glyf', Buffer.concat(outlines)],
        ['head', head],
        ['hhea', hhea],
        ['hmtx', hmtx],
      ] as const),
      ...([
        ['loca', loca],
        ['maxp', maxp],
      ] as const),
    ]);
  }

  private table(tag: string): Buffer {
    const table = this.tables.get(tag);
    if (!table) throw new FontError(`the font has no table ${tag}: not TrueType outlines`);
    return table;
  }

  private copyMetric(glyph: number, hmtx: Buffer): void {
    const source = this.table('hmtx');
    const last = this.metricCount - 1;
    hmtx.writeUInt16BE(source.readUInt16BE(Math.min(glyph, last) * 4), glyph * 4);
    const bearing = glyph <= last ? glyph * 4 + 2 : this.metricCount * 4 + (glyph - this.metricCount) * 2;
    hmtx.writeInt16BE(source.readInt16BE(bearing), glyph * 4 + 2);
  }

  private outline(glyph: number): Buffer {
    const loca = this.table('loca');
    const long = this.table('head').readInt16BE(50) === 1;
    const offset = (i: number) => (long ? loca.readUInt32BE(i * 4) : loca.readUInt16BE(i * 2) * 2);
    if (glyph >= this.glyphCount) return Buffer.alloc(0);
    return this.table('glyf').subarray(offset(glyph), offset(glyph + 1));
  }

  /* Composite glyphs draw others, which must come along; glyph 0 is what a missing character shows. */
  private withComponents(glyphs: ReadonlySet<number>): ReadonlySet<number> {
    const kept = new Set([0]);
    const open = [...glyphs];
    for (let glyph = open.pop(); glyph !== undefined; glyph = open.pop()) {
      if (kept.has(glyph) && glyph !== 0) continue;
      kept.add(glyph);
      open.push(...components(this.outline(glyph)).filter((part) => !kept.has(part)));
    }
    return kept;
  }
}

/** Glyphs that a composite outline refers to. */
function components(outline: Buffer): number[] {
  const out: number[] = [];
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return out;
  for (let at = 10, more = true; more; ) {
    const flags = outline.readUInt16BE(at);
    out.push(outline.readUInt16BE(at + 2));
    at += 4 + (flags & 0x0001 ? 4 : 2) + (flags & 0x0008 ? 2 : flags & 0x0040 ? 4 : flags & 0x0080 ? 8 : 0);
    more = (flags & 0x0020) !== 0;
  }
  return out;
}

function readTables(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const kind = bytes.readUInt32BE(0);
  if (kind !== 0x00010000 && kind !== 0x74727565) throw new FontError('not a TrueType font');
  const tables = new Map<string, Buffer>();
  const count = bytes.readUInt16BE(4);
  for (let i = 0; i < count; i++) {
    const at = 12 + i * 16;
    const offset = bytes.readUInt32BE(at + 8);
    const length = bytes.readUInt32BE(at + 12);
    if (offset + length > bytes.length) throw new FontError('a table of the font lies past its end');
    tables.set(bytes.toString('latin1', at, at + 4), bytes.subarray(offset, offset + length));
  }
  return tables;
}

/** Unicode subtables in formats 4 and 12; later ones reach further. */
function readCharacterMap(cmap: Buffer): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i++) {
    const [platform, encoding] = [cmap.readUInt16BE(4 + i * 8), cmap.readUInt16BE(6 + i * 8)];
    if (platform !== 0 && !(platform === 3 && (encoding === 1 || encoding === 10))) continue;
    const table = cmap.subarray(cmap.readUInt32BE(8 + i * 8));
    const format = table.readUInt16BE(0);
    if (format === 4) readFormat4(table, glyphs);
    else if (format === 12) readFormat12(table, glyphs);
  }
  if (glyphs.size === 0) throw new FontError('the font has no Unicode character map');
  return glyphs;
}

function readFormat4(table: Buffer, glyphs: Map<number, number>): void {
  const doubled = table.readUInt16BE(6);
  for (let i = 0; i < doubled; i += 2) {
    const last = table.readUInt16BE(14 + i);
    const first = table.readUInt16BE(16 + doubled + i);
    const delta = table.readUInt16BE(16 + doubled * 2 + i);
    const rangeAt = 16 + doubled * 3 + i;
    const range = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code++) {
      const at = rangeAt + range + (code - first) * 2;
      const found = range === 0 ? code : at + 2 <= table.length ? table.readUInt16BE(at) : 0;
      if (range === 0 || found !== 0) glyphs.set(code, (found + delta) & 0xffff);
    }
  }
}

function readFormat12(table: Buffer, glyphs: Map<number, number>): void {
  const groups = Math.min(table.readUInt32BE(12), 65_536);
  for (let i = 0; i < groups; i++) {
    const at = 16 + i * 12;
    const [first, last, glyph] = [table.readUInt32BE(at), table.readUInt32BE(at + 4), table.readUInt32BE(at + 8)];
    for (let code = first; code <= Math.min(last, first + 0xffff); code++) glyphs.set(code, glyph + code - first);
  }
}

function postScriptName(name: Buffer | undefined): string {
  const count = name?.readUInt16BE(2) ?? 0;
  for (let i = 0; name && i < count; i++) {
    const at = 6 + i * 12;
    if (name.readUInt16BE(at + 6) !== 6) continue;
    const start = name.readUInt16BE(4) + name.readUInt16BE(at + 10);
    const raw = Buffer.from(name.subarray(start, start + name.readUInt16BE(at + 8)));
    const isWide = name.readUInt16BE(at) !== 1 && raw.length % 2 === 0;
    const text = (isWide ? raw.swap16().toString('utf16le') : raw.toString('latin1')).replace(
      /[^!-~]|[[\](){}<>/%]/g,
      '',
    );
    if (text !== '') return text;
  }
  return 'Font';
}

function writeTables(tables: readonly (readonly [tag: string, data: Buffer])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const header = Buffer.alloc(12 + tables.length * 16);
  header.writeUInt32BE(0x00010000, 0);
  [tables.length, power * 16, Math.log2(power), (tables.length - power) * 16].forEach((value, i) => {
    header.writeUInt16BE(value, 4 + i * 2);
  });
  const bodies: Buffer[] = [header];
  let at = header.length;
  let headAt = 0;
  tables.forEach(([tag, data], i) => {
    const entry = 12 + i * 16;
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(checksum(padded), entry + 4);
    header.writeUInt32BE(at, entry + 8);
    header.writeUInt32BE(data.length, entry + 12);
    if (tag === 'head') headAt = at;
    bodies.push(padded);
    at += padded.length;
  });
  const file = Buffer.concat(bodies);
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headAt + 8);
  return file;
}

function checksum(data: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= data.length; at += 4) sum = (sum + data.readUInt32BE(at)) >>> 0;
  return sum;
}
