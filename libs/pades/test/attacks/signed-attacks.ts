import type { KeyProvider } from '@vanthu/pki';
import { formFields } from '../../src/form/fields.js';
import { collect } from '../../src/judge/collect.js';
import { PdfDict } from '../../src/pdf/objects.js';
import { form, imageMark, textMark } from './mark-appearances.js';
import { edited, RawUpdate } from './raw-update.js';
import {
  addField,
  addListedField,
  type FieldPlan,
  listInForm,
  listOnPage,
  pagesOf,
  sealUpdate,
} from './signed-update.js';

export type SignedAttack = (pdf: Uint8Array, key: KeyProvider) => Promise<Uint8Array>;

type Mark = Omit<FieldPlan, 'name' | 'appearance'> & { readonly draw?: (update: RawUpdate) => number };

const place = (left: number, bottom: number, width: number, height: number) =>
  [left, bottom, left + width, bottom + height] as const;

/** One mark, and whatever else is done in the same revision. */
export const mark =
  ({ draw, ...plan }: Mark, more: (update: RawUpdate) => void = () => {}): SignedAttack =>
  async (pdf, key) => {
    const update = new RawUpdate(pdf);
    more(update);
    addListedField(update, { name: `them-${pdf.length}`, ...plan, ...(draw ? { appearance: draw(update) } : {}) });
    return sealUpdate(update, key);
  };

const digitsPlace = place(120, 720, 40, 14);
const digits = (text: string) => (update: RawUpdate) => textMark(update, text);
const sealPlace = place(300, 300, 110, 110);
const seal = (update: RawUpdate) => imageMark(update, { width: 110, height: 110, clear: 0.6 });

/** Marks as agencies set them: these are right, by whom they may be set. */
export const rightMarks: Readonly<Record<string, SignedAttack>> = {
  number: mark({ rect: digitsPlace, draw: digits('11410') }),
  day: mark({ rect: place(450, 720, 17, 14), draw: (update) => textMark(update, '7', 17) }),
  year: mark({ rect: digitsPlace, draw: digits('2026') }),
  seal: mark({ rect: sealPlace, draw: seal }),
  'hand signature': mark({
    rect: place(330, 300, 180, 90),
    draw: (u) => imageMark(u, { width: 180, height: 90, clear: 0.9 }),
  }),
  initial: mark({
    rect: place(141, 633, 40, 20),
    draw: (update) => imageMark(update, { width: 40, height: 12, clear: 0.8 }),
  }),
};

const contents = (update: RawUpdate): void => {
  const { ref, dict } = pagesOf(update)[0]!;
  update.set(ref.num, edited(dict, { Rotate: '180' }));
};

const drawn =
  (content: string, resources = '') =>
  (update: RawUpdate) =>
    form(update, 40, 14, resources, content);

const digitsFont =
  '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >> >>';

/** Signed by whom one trusts, and yet no mark of the profile. */
export const wrongShapes: Readonly<Record<string, SignedAttack>> = {
  'a sentence': mark({ rect: place(80, 700, 200, 14), draw: (u) => textMark(u, 'Het hieu luc thi hanh', 200) }),
  'six digits': mark({ rect: digitsPlace, draw: digits('114100') }),
  'digits and a letter': mark({ rect: digitsPlace, draw: digits('12a') }),
  'a number in a large box': mark({ rect: place(80, 600, 300, 100), draw: (u) => textMark(u, '12', 300, 100) }),
  'a number in large type': mark({ rect: digitsPlace, draw: (u) => textMark(u, '12', 40, 14, 40) }),
  'an annex text in the middle of the page': mark({
    rect: place(80, 400, 280, 14),
    draw: (u) => textMark(u, 'Sao y; UBND xa A; 06/03/2025; 08:15:30 +07:00', 280, 14, 10),
  }),
  'an image without a soft mask': mark({ rect: sealPlace, draw: (u) => imageMark(u, { width: 110, height: 110 }) }),
  'an image that hides the page': mark({
    rect: sealPlace,
    draw: (u) => imageMark(u, { width: 110, height: 110, clear: 0 }),
  }),
  'an image wider than 70 mm': mark({
    rect: place(80, 300, 260, 100),
    draw: (u) => imageMark(u, { width: 260, height: 100, clear: 0.6 }),
  }),
  'a seal of 80 mm': mark({
    rect: place(80, 300, 227, 227),
    draw: (u) => imageMark(u, { width: 227, height: 227, clear: 0.6 }),
  }),
  'an image drawn larger than its box says': mark({
    rect: place(80, 300, 400, 400),
    draw: (u) => imageMark(u, { width: 100, height: 100, clear: 0.6 }),
  }),
  'two images': mark({
    rect: sealPlace,
    draw: (u) =>
      imageMark(u, {
        width: 110,
        height: 110,
        clear: 0.6,
        content: 'q 50 0 0 50 0 0 cm /Im1 Do Q q 50 0 0 50 60 60 cm /Im1 Do Q',
      }),
  }),
  'image and text': mark({
    rect: sealPlace,
    draw: (u) =>
      imageMark(u, {
        ...{ width: 110, height: 110, clear: 0.6 },
        resources: '/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>',
        content: 'q 110 0 0 110 0 0 cm /Im1 Do Q BT /F1 12 Tf (Khac) Tj ET',
      }),
  }),
  'two strings shown, of which readers take the one or the other': mark({
    rect: digitsPlace,
    draw: drawn('BT /F1 13 Tf 0 3 Td (12) (99) Tj ET', digitsFont),
  }),
  'two sizes of type': mark({
    rect: digitsPlace,
    draw: drawn('BT /F1 130 Tf 0.1 0 0 0.1 0 0 Tm BT (12) Tj ET', digitsFont),
  }),
  'an image with two matrices': mark({
    rect: sealPlace,
    draw: (u) =>
      imageMark(u, {
        ...{ width: 110, height: 110, clear: 0.6 },
        content: 'q 50 0 0 50 0 0 900 0 0 900 0 0 cm /Im1 Do Q',
      }),
  }),
  'a small image in a box as large as the page': mark({
    rect: place(0, 0, 595, 842),
    draw: (u) => imageMark(u, { width: 595, height: 842, clear: 0.6, content: 'q 99 0 0 99 0 0 cm /Im1 Do Q' }),
  }),
  ...Object.fromEntries(
    ['/ImageMask true', '/SMaskInData 1', '/OPI << >>', '/F (khac.bin)', '/OC << /Type /OCG /Name (a) >>'].map(
      (entry) => [
        `an image with ${entry}`,
        mark({ rect: sealPlace, draw: (u) => imageMark(u, { width: 110, height: 110, clear: 0.6, entry }) }),
      ],
    ),
  ),
  'a painted area': mark({ rect: digitsPlace, draw: drawn('1 g 0 0 40 14 re f') }),
  'a stroked line': mark({ rect: digitsPlace, draw: drawn('0 0 m 40 14 l S') }),
  'an inline image': mark({
    rect: digitsPlace,
    draw: drawn('q 40 0 0 14 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q'),
  }),
  'a shading': mark({ rect: digitsPlace, draw: drawn('/Sh0 sh', '/Shading << /Sh0 << /ShadingType 2 >> >>') }),
  'optional content': mark({
    rect: digitsPlace,
    draw: drawn('/OC /P0 BDC EMC', '/Properties << /P0 << /Type /OCG >> >>'),
  }),
  'replacement text': mark({ rect: digitsPlace, draw: drawn('/Span << /ActualText (Khac) >> BDC EMC') }),
  'nothing drawn': mark({ rect: digitsPlace, draw: drawn('q Q') }),
  'no appearance': mark({ rect: digitsPlace }),
  'a form without resources': mark({
    rect: digitsPlace,
    draw: (u) => u.stream('/Type /XObject /Subtype /Form /BBox [0 0 40 14]', 'BT /F1 13 Tf (12) Tj ET'),
  }),
  'two appearances': mark({ rect: digitsPlace, extra: '/AP << /N 1 0 R /D 1 0 R >>', draw: digits('12') }),
  'a widget for the screen alone': mark({ rect: digitsPlace, draw: digits('12'), extra: '/F 32' }),
  'a widget with an action': mark({ rect: digitsPlace, draw: digits('12'), extra: '/A << /S /URI /URI (http://a) >>' }),
  'a widget in a layer': mark({ rect: digitsPlace, draw: digits('12'), extra: '/OC << /Type /OCG /Name (a) >>' }),
  'a mark and page content': mark({ rect: digitsPlace, draw: digits('12') }, (u) => {
    const content = u.stream('', 'BT ET');
    u.catalog({ OpenAction: `<< /S /JavaScript /JS ${content} 0 R >>` });
  }),
  'a mark and another annotation': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const field = addField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') });
    const note = update.add('<< /Type /Annot /Subtype /FreeText /Rect [80 700 300 760] /Contents (x) >>');
    listOnPage(update, 0, field, note);
    listInForm(update, field);
    return sealUpdate(update, key);
  },
  'two fields in one revision': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const field = addField(update, { name: 'mot', rect: digitsPlace, appearance: textMark(update, '12') });
    const other = update.add(
      `<< /FT /Sig /T (hai) /F 132 /Type /Annot /Subtype /Widget /Rect [200 300 310 410] /AP << /N ${seal(update)} 0 R >> /P ${pagesOf(update)[0]!.ref.num} 0 R >>`,
    );
    listOnPage(update, 0, field, other);
    listInForm(update, field, other);
    return sealUpdate(update, key);
  },
  'a mark listed twice': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const field = addField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') });
    listOnPage(update, 0, field, field);
    listInForm(update, field);
    return sealUpdate(update, key);
  },
  'a mark on no page': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    listInForm(update, addField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') }));
    return sealUpdate(update, key);
  },
  'a field with two widgets': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const second = update.add('null');
    const field = addField(update, {
      name: 'them',
      rect: digitsPlace,
      appearance: textMark(update, '12'),
      extra: `/Kids [${second} 0 R]`,
    });
    update.set(
      second,
      `<< /Type /Annot /Subtype /Widget /Parent ${field} 0 R /F 132 /Rect [80 300 190 410] /AP << /N ${seal(update)} 0 R >> >>`,
    );
    listOnPage(update, 0, field, second);
    listInForm(update, field);
    return sealUpdate(update, key);
  },
  'a mark and a turned page': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const field = addField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') });
    listInForm(update, field);
    contents(update);
    return sealUpdate(update, key);
  },
  'a mark and an older signature changed': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    const old = formFields(update.view).find(({ type, value }) => type === 'Sig' && value instanceof PdfDict)!;
    update.set(old.ref!.num, edited(old.dict, { Rect: '[0 0 10 10]' }));
    addListedField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') });
    return sealUpdate(update, key);
  },
  'a second certification': mark({
    rect: digitsPlace,
    draw: digits('12'),
    signature: '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P 3 /V /1.2 >> >>]',
  }),
  'a mark in a revision, drawn anew in the next': async (pdf, key) => {
    const first = await mark({ rect: digitsPlace, draw: digits('12') })(pdf, key);
    const update = new RawUpdate(first);
    const field = formFields(update.view).at(-1)!;
    update.set(field.ref!.num, edited(field.dict, { AP: `<< /N ${textMark(update, '99')} 0 R >>` }));
    return update.bytes();
  },
  'a mark that shows the CMS of another signature': async (pdf, key) => {
    const update = new RawUpdate(pdf);
    addListedField(update, { name: 'them', rect: digitsPlace, appearance: textMark(update, '12') });
    return sealUpdate(update, key, collect(pdf).signatures.at(-1)!.cms!.der);
  },
};

/** Right in shape, set by somebody else. */
export const strangersMarks: Readonly<Record<string, SignedAttack>> = {
  ...rightMarks,
  'an invisible signature': mark({ rect: [0, 0, 0, 0] }),
};
