import { PDFArray, type PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from '@cantoo/pdf-lib';
import type { LayoutField } from './layout-result.js';

/** Names of the form's fonts in `/DR`. */
export const formFonts = { regular: 'VTRegular', italic: 'VTItalic' } as const;

/**
 * Characters that a number, a date or the text mark of an attachment may need. They are put into the subset although nothing
 * draws them before the seal; capitals are there for series whose numbers carry letters, and for symbols in the mark.
 */
export const formCharacters = ' -/.,:;+&0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZĐĂÂÊÔƠƯabcdefghijklmnopqrstuvwxyzăàáốđ';

/**
 * The empty form: flat names, no values, no NeedAppearances, no actions; appearances that show nothing, since PDF/A has every
 * widget bring one (ISO 19005-2 §6.3.3). Everything a later signer must be
 * able to do is left open by the locks of the earlier ones, and the last organisation closes the file
 * (ISO 32000-1 §12.7.4.5, table 233; `/Lock` is an indirect object).
 */
export function addForm(
  pdf: PDFDocument,
  fields: readonly LayoutField[],
  fonts: { regular: PDFRef; italic: PDFRef },
): void {
  const { context, catalog } = pdf;
  const texts = fields.filter((field) => field.type === 'text').map((field) => field.name);
  const personal = fields.filter((field) => field.name.startsWith('ky_ca_nhan_')).map((field) => field.name);
  const seals = fields.filter((field) => field.name.startsWith('ky_co_quan_')).map((field) => field.name);
  const widgets = fields.map((field) => {
    const page = pdf.getPage(field.page - 1);
    const common = {
      Type: 'Annot',
      Subtype: 'Widget',
      Rect: [...field.rectPt],
      F: 4,
      P: page.ref,
      // One of its own for each: filling one field must not touch what another shows.
      AP: { N: context.register(nothing(pdf, field.rectPt)) },
      T: PDFString.of(field.name),
      TU: PDFHexString.fromText(tooltip(field.name)),
    };
    const own = field.text
      ? {
          FT: 'Tx',
          Ff: 0,
          DA: PDFString.of(`/${field.text.fontResource} ${field.text.sizePt} Tf 0 g`),
          Q: field.text.align === 'right' ? 2 : 0,
        }
      : { FT: 'Sig', Lock: context.register(context.obj(lockOf(lockedBy(field.name, personal, seals, texts)))) };
    const widget = context.register(context.obj({ ...common, ...own }));
    const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
    if (annotations) annotations.push(widget);
    else page.node.set(PDFName.of('Annots'), context.obj([widget]));
    return widget;
  });
  const form = context.obj({
    Fields: widgets,
    SigFlags: 3,
    DR: { Font: { [formFonts.regular]: fonts.regular, [formFonts.italic]: fonts.italic } },
    DA: PDFString.of(`/${formFonts.regular} 13 Tf 0 g`),
  });
  catalog.set(PDFName.of('AcroForm'), context.register(form));
}

function nothing({ context }: PDFDocument, [x0, y0, x1, y1]: LayoutField['rectPt']) {
  const round = (value: number) => Math.round(value * 1000) / 1000;
  const box = [0, 0, round(x1 - x0), round(y1 - y0)];
  return context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: box, Resources: {} });
}

/**
 * The names that the desktop program of the public-service CA gives to the fields it makes, in their order: each mark of it, number,
 * day, month, year and seal, is a field of its own. A lock that leaves them open lets a later step be done there (ISO 32000-1
 * 12.7.4.5: what a lock excludes need not be there yet).
 */
export const desktopFieldNames: readonly string[] = Array.from({ length: 16 }, (_, index) => `Signature${index + 1}`);

/** What a signature fixes: a person everything but the marks and signatures still to come, the last seal everything. */
export function lockedBy(
  name: string,
  personal: readonly string[],
  seals: readonly string[],
  texts: readonly string[] = ['so_van_ban', 'ngay_ban_hanh'],
): 'all' | { readonly exclude: readonly string[] } {
  const person = personal.indexOf(name);
  if (person >= 0) return { exclude: [...texts, ...personal.slice(person + 1), ...seals, ...desktopFieldNames] };
  const later = seals.slice(seals.indexOf(name) + 1);
  return later.length === 0 ? 'all' : { exclude: [...later, ...desktopFieldNames] };
}

function lockOf(locked: ReturnType<typeof lockedBy>) {
  const type = { Type: 'SigFieldLock' };
  if (locked === 'all') return { ...type, Action: 'All' };
  return { ...type, Action: 'Exclude', Fields: locked.exclude.map((field) => PDFString.of(field)) };
}

function tooltip(name: string): string {
  if (name === 'so_van_ban') return 'Số văn bản';
  if (name === 'ngay_ban_hanh') return 'Thời gian ban hành';
  const index = name.slice(name.lastIndexOf('_') + 1);
  return name.startsWith('ky_ca_nhan_')
    ? `Chữ ký số của người có thẩm quyền ${index}`
    : `Chữ ký số của cơ quan, tổ chức ${index}`;
}
