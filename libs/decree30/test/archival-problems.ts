import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
} from '@cantoo/pdf-lib';

/**
 * What keeps a PDF from being PDF/A-2b, by the clauses of ISO 19005-2 that a file of ours can break: our own check, beside
 * `askVeraPdf`, since it runs everywhere. Looks at the last revision; says the clause first.
 */
export async function archivalProblems(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const problems: string[] = [];
  const look = new Look(pdf, problems);
  look.file(bytes);
  look.catalog();
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) look.object(ref, object);
  for (const page of pdf.getPages()) look.page(page.node);
  return problems;
}

const name = (key: string) => PDFName.of(key);
const allowedAnnotations =
  /^\/(Text|Link|FreeText|Line|Square|Circle|Highlight|Underline|StrikeOut|Stamp|Ink|Popup|Widget)$/;

class Look {
  constructor(
    private readonly pdf: PDFDocument,
    private readonly problems: string[],
  ) {}

  /** §6.1.2 header, §6.1.3 trailer. */
  file(bytes: Uint8Array): void {
    const head = Buffer.from(bytes.subarray(0, 20)).toString('latin1');
    const comment = /^%PDF-1\.[0-7]\r?\n?%([\x80-\xff]{4})/.exec(head);
    this.unless(comment !== null, '6.1.2 no header with a comment of four bytes above 127');
    this.unless(this.pdf.context.trailerInfo.ID !== undefined, '6.1.3 no file identifier');
    this.unless(this.pdf.context.trailerInfo.Encrypt === undefined, '6.1.3 encrypted');
  }

  /** §6.2.3 output intent, §6.4 form, §6.5 actions, §6.6.2 metadata, §6.8 to §6.10. */
  catalog(): void {
    const { catalog } = this.pdf;
    for (const key of ['AA', 'OpenAction', 'Requirements', 'OCProperties', 'AF'])
      this.unless(!catalog.has(name(key)), `6.5.2 the catalog has ${key}`);
    const names = this.dict(catalog.get(name('Names')));
    for (const key of ['JavaScript', 'EmbeddedFiles', 'AlternatePresentations'])
      this.unless(!names?.has(name(key)), `6.5.1 the name tree has ${key}`);
    const form = this.dict(catalog.get(name('AcroForm')));
    this.unless(form?.lookup(name('NeedAppearances')) !== PDFBool.True, '6.4.1 NeedAppearances');
    this.unless(!form?.has(name('XFA')), '6.4.2 XFA');

    const intents = catalog.lookup(name('OutputIntents'));
    const intent = intents instanceof PDFArray ? this.dict(intents.get(0)) : undefined;
    const profile = this.pdf.context.lookup(intent?.get(name('DestOutputProfile')));
    const data = profile instanceof PDFRawStream ? this.decoded(profile) : Buffer.alloc(128);
    const isProfile = data.toString('latin1', 36, 40) === 'acsp' && data.readUInt32BE(0) === data.length;
    this.unless(intent?.get(name('S')) === name('GTS_PDFA1') && isProfile, '6.2.3 no output intent with a profile');
    this.unless((data[8] ?? 9) <= 4 && data.toString('latin1', 16, 20) === 'RGB ', '6.2.3 not a profile of RGB');

    const metadata = this.pdf.context.lookup(catalog.get(name('Metadata')));
    const xmp = metadata instanceof PDFRawStream && !metadata.dict.has(name('Filter')) ? metadata.contents : [];
    const text = Buffer.from(xmp).toString('utf8');
    this.unless(/<pdfaid:part>2</.test(text) && /<pdfaid:conformance>B</.test(text), '6.6.4 no pdfaid metadata');
  }

  /** §6.1.7 streams, §6.2.8 images, §6.2.9 XObjects, §6.2.11 fonts, §6.5 actions anywhere. */
  object(ref: PDFRef, object: PDFObject): void {
    const at = `object ${ref.objectNumber}`;
    const dict = object instanceof PDFRawStream ? object.dict : object instanceof PDFDict ? object : undefined;
    if (!dict) return;
    const subtype = String(dict.lookup(name('Subtype')) ?? '');
    if (object instanceof PDFRawStream) {
      for (const key of ['F', 'FFilter', 'FDecodeParms', 'OPI', 'Alternates', 'Ref', 'PS'])
        this.unless(!dict.has(name(key)), `6.1.7.1 ${at} has ${key}`);
      this.unless(!/LZW|Crypt/.test(String(dict.lookup(name('Filter')) ?? '')), `6.1.7.2 filter of ${at}`);
      this.unless(dict.lookup(name('Interpolate')) !== PDFBool.True, `6.2.8 ${at} interpolates`);
      this.unless(!/DeviceCMYK/.test(String(dict.lookup(name('ColorSpace')) ?? '')), `6.2.4.3 ${at} is in CMYK`);
      if (subtype === '/Form') this.content(this.decoded(object), at);
    }
    const action = String(dict.lookup(name('S')) ?? '');
    this.unless(!/^\/(JavaScript|Launch|ImportData|ResetForm|Sound|Movie|Rendition)$/.test(action), `6.5.1 ${at}`);
    if (dict.lookup(name('Type')) === name('Font')) this.font(dict, at);
  }

  /** §6.3 annotations, and what the page draws. */
  page(page: PDFDict): void {
    this.unless(!page.has(name('AA')), '6.5.2 a page has AA');
    const contents = page.lookup(name('Contents'));
    const parts = contents instanceof PDFArray ? contents.asArray() : [contents];
    for (const part of parts) {
      const stream = part && this.pdf.context.lookup(part);
      if (stream instanceof PDFRawStream) this.content(this.decoded(stream), 'a page');
    }
    const annotations = page.lookup(name('Annots'));
    for (const entry of annotations instanceof PDFArray ? annotations.asArray() : []) this.annotation(this.dict(entry));
  }

  private annotation(dict: PDFDict | undefined): void {
    if (!dict) return;
    this.unless(allowedAnnotations.test(String(dict.lookup(name('Subtype')))), '6.3.1 kind of annotation');
    const flags = dict.lookup(name('F'));
    const bits = flags instanceof PDFNumber ? flags.asNumber() : 0;
    // Print; not Invisible, Hidden, NoView, ToggleNoView.
    this.unless((bits & 4) !== 0 && (bits & (1 | 2 | 32 | 256)) === 0, '6.3.2 flags of an annotation');
    this.unless(!dict.has(name('A')) && !dict.has(name('AA')), '6.4.1 a widget has an action');
    const rect = dict
      .lookup(name('Rect'), PDFArray)
      .asArray()
      .map((one) => (one as PDFNumber).asNumber());
    const isEmpty = rect[0] === rect[2] && rect[1] === rect[3];
    const appearance = this.dict(dict.get(name('AP')));
    const normal = this.pdf.context.lookup(appearance?.get(name('N')));
    const drawn = normal instanceof PDFRawStream && appearance?.keys().length === 1;
    this.unless(isEmpty || drawn, '6.3.3 an annotation without its appearance');
  }

  private content(content: Buffer, at: string): void {
    const plain = content.toString('latin1').replace(/<[0-9a-f\s]*>|\([^)]*\)/gi, ' ');
    this.unless(!/(?:^|\s)[\d.]+ [\d.]+ [\d.]+ [\d.]+ [kK](?:\s|$)/.test(plain), `6.2.4.3 ${at} draws in CMYK`);
  }

  /** §6.2.11.4 embedded, §6.2.11.5 widths as in the font program, §6.2.11.3 a map from codes to glyphs. */
  private font(dict: PDFDict, at: string): void {
    const subtype = String(dict.lookup(name('Subtype')));
    if (subtype === '/Type0') return;
    const descriptor = this.dict(dict.get(name('FontDescriptor')));
    const program = this.pdf.context.lookup(descriptor?.get(name('FontFile2')) ?? descriptor?.get(name('FontFile3')));
    if (!(program instanceof PDFRawStream))
      return void this.problems.push(`6.2.11.4.1 the font of ${at} is not embedded`);
    if (subtype !== '/CIDFontType2') return;
    this.unless(dict.lookup(name('CIDToGIDMap')) === name('Identity'), `6.2.11.3.2 ${at} has no map to glyphs`);
    const advance = advances(this.decoded(program));
    const widths = dict.lookup(name('W'), PDFArray).asArray();
    for (let index = 0; index + 1 < widths.length; index += 2) {
      const first = (widths[index] as PDFNumber).asNumber();
      const row = this.pdf.context.lookup(widths[index + 1], PDFArray).asArray();
      const wrong = row.findIndex((one, step) => Math.abs((one as PDFNumber).asNumber() - advance(first + step)) > 1);
      this.unless(wrong < 0, `6.2.11.5 width of glyph ${first + wrong} of ${at}`);
    }
  }

  private dict(object: PDFObject | undefined): PDFDict | undefined {
    const found = object && this.pdf.context.lookup(object);
    return found instanceof PDFDict ? found : undefined;
  }

  private decoded(stream: PDFRawStream): Buffer {
    const isFlate = stream.dict.lookup(name('Filter')) === name('FlateDecode');
    return isFlate ? inflateSync(stream.contents) : Buffer.from(stream.contents);
  }

  private unless(holds: boolean, problem: string): void {
    if (!holds && !this.problems.includes(problem)) this.problems.push(problem);
  }
}

/** Thousandths of the em, from `hmtx`, `hhea` and `head` of a TrueType program. */
function advances(font: Buffer): (glyph: number) => number {
  const table = (tag: string) => {
    for (let index = 0; index < font.readUInt16BE(4); index += 1)
      if (font.toString('latin1', 12 + 16 * index, 16 + 16 * index) === tag) return font.readUInt32BE(20 + 16 * index);
    throw new Error(`the font has no table ${tag}`);
  };
  const unitsPerEm = font.readUInt16BE(table('head') + 18);
  const last = font.readUInt16BE(table('hhea') + 34) - 1;
  const hmtx = table('hmtx');
  return (glyph) => (font.readUInt16BE(hmtx + 4 * Math.min(glyph, last)) * 1000) / unitsPerEm;
}
