import { formFields } from '../../src/form/fields.js';
import { isName, PdfArray, PdfDict, PdfRef, PdfStream } from '../../src/pdf/objects.js';
import { form, imageMark, textMark } from './mark-appearances.js';
import { edited, RawUpdate, textOf } from './raw-update.js';
import { addField, listInForm, listOnPage, pagesOf } from './signed-update.js';

/** A later revision that changes what people see or do, by somebody without a key. undefined: not possible in this file. */
export type Attack = (pdf: Uint8Array) => Uint8Array | undefined;

const update =
  (write: (update: RawUpdate) => unknown): Attack =>
  (pdf) => {
    const one = new RawUpdate(pdf);
    return write(one) === false ? undefined : one.bytes();
  };

const firstPage = (one: RawUpdate) => pagesOf(one)[0]!;
const signedFields = (one: RawUpdate) =>
  formFields(one.view).filter(({ type, value }) => type === 'Sig' && value instanceof PdfDict);

/** Changes the first page's dictionary. */
const page = (values: (one: RawUpdate) => Record<string, string | undefined>): Attack =>
  update((one) => {
    const { ref, dict } = firstPage(one);
    one.set(ref.num, edited(dict, values(one)));
  });

const annotation = (entries: (one: RawUpdate) => string): Attack =>
  update((one) => listOnPage(one, 0, one.add(`<< /Type /Annot /Rect [60 600 400 720] ${entries(one)} >>`)));

const sentence = 'BT /F1 20 Tf 80 700 Td (Het hieu luc) Tj ET';
const helvetica = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
const overText = (one: RawUpdate) =>
  `/AP << /N ${form(one, 340, 120, `/Font << /F1 ${helvetica} >>`, `1 g 0 0 340 120 re f 0 g ${sentence}`)} 0 R >>`;

const catalog = (values: (one: RawUpdate) => Record<string, string | undefined>): Attack =>
  update((one) => one.catalog(values(one)));

const widget = (values: (one: RawUpdate) => Record<string, string | undefined>): Attack =>
  update((one) => {
    const field = signedFields(one).at(-1);
    const [first] = field?.widgets ?? [];
    if (!first?.ref) return false;
    one.set(first.ref.num, edited(first.dict, values(one)));
    return true;
  });

/** An unsigned field of another kind. */
const field = (entries: string): Attack =>
  update((one) => {
    const { ref } = firstPage(one);
    const added = one.add(
      `<< /T (them) /Type /Annot /Subtype /Widget /F 4 /Rect [80 700 200 720] /P ${ref.num} 0 R ${entries} ${overText(one)} >>`,
    );
    listOnPage(one, 0, added);
    listInForm(one, added);
  });

const kids = (one: RawUpdate) => {
  const ref = one.view.catalog.get('Pages') as PdfRef;
  const dict = one.view.resolve(ref) as PdfDict;
  const list = one.view.resolve(dict.get('Kids')) as PdfArray;
  return { ref, dict, items: list.items.map(textOf) };
};

const strangePage = (one: RawUpdate) => {
  const content = one.stream('', sentence);
  return one.add(
    `<< /Type /Page /Parent ${kids(one).ref.num} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 ${helvetica} >> >> >>`,
  );
};

/** Rewrites the first object that a test finds among those that the first page leads to. */
const overwrite = (find: (value: PdfDict | PdfStream) => boolean, body: (dict: PdfDict) => string): Attack =>
  update((one) => {
    const num = reachable(one).find((candidate) => {
      const value = one.view.object(candidate);
      return (value instanceof PdfDict || value instanceof PdfStream) && find(value);
    });
    if (num === undefined) return false;
    const value = one.view.object(num) as PdfDict | PdfStream;
    one.set(num, body(value instanceof PdfStream ? value.dict : value));
    return true;
  });

function reachable(one: RawUpdate): number[] {
  const out = new Set<number>();
  const open: unknown[] = [firstPage(one).dict.get('Contents'), firstPage(one).dict.get('Resources')];
  for (const { widgets } of signedFields(one)) for (const { dict } of widgets) open.push(dict.get('AP'));
  while (open.length > 0) {
    const next = open.pop();
    if (next instanceof PdfRef && !out.has(next.num)) {
      out.add(next.num);
      open.push(one.view.object(next.num));
    } else if (next instanceof PdfArray) open.push(...next.items);
    else if (next instanceof PdfDict) open.push(...next.entries.values());
    else if (next instanceof PdfStream) open.push(...next.dict.entries.values());
  }
  return [...out];
}

const isStream = (value: PdfDict | PdfStream): value is PdfStream => value instanceof PdfStream;
const subtype = (name: string) => (value: PdfDict | PdfStream) =>
  isName((isStream(value) ? value.dict : value).get('Subtype'), name);

const signatureOf = (values: Record<string, string | undefined>): Attack =>
  update((one) => {
    const value = signedFields(one).at(-1)?.dict.get('V');
    if (!(value instanceof PdfRef)) return false;
    one.set(value.num, edited(one.view.resolve(value) as PdfDict, values));
    return true;
  });

/** Signature wrapping: the second signed part is moved behind the attacker's update, and the byte range points there. */
const wrapped: Attack = (pdf) => {
  const one = new RawUpdate(pdf);
  const value = signedFields(one).at(-1)?.dict.get('V');
  if (!(value instanceof PdfRef)) return undefined;
  const dict = one.view.resolve(value) as PdfDict;
  const range = (one.view.resolve(dict.get('ByteRange')) as PdfArray).items as number[];
  const tail = pdf.subarray(range[2]!, range[2]! + range[3]!);
  const { ref, dict: shown } = firstPage(one);
  one.set(ref.num, edited(shown, { Rotate: '180' }));
  one.set(value.num, edited(dict, { ByteRange: `[0 ${range[1]} 8888888888 ${range[3]}]` }));
  const bytes = one.bytes();
  const place = bytes.indexOf('8888888888');
  bytes.write(String(bytes.length).padStart(10, '0'), place, 'latin1');
  return Buffer.concat([bytes, tail]);
};

/** What the judge must never call valid, by name. */
export const unsignedAttacks: Readonly<Record<string, Attack>> = {
  'free text over text': annotation((one) => `/Subtype /FreeText /DA (/F1 12 Tf) /Contents (x) ${overText(one)}`),
  'stamp with a picture': annotation(
    (one) => `/Subtype /Stamp /AP << /N ${imageMark(one, { width: 340, height: 120, clear: 0 })} 0 R >>`,
  ),
  'note with a popup': annotation(() => '/Subtype /Text /Contents (Da bai bo)'),
  'white rectangle': annotation((one) => `/Subtype /Square /IC [1 1 1] /C [1 1 1] ${overText(one)}`),
  'ink drawing': annotation((one) => `/Subtype /Ink /InkList [[80 700 200 720]] ${overText(one)}`),
  'link to elsewhere': annotation(() => '/Subtype /Link /A << /S /URI /URI (http://example.vn) >>'),
  redaction: annotation((one) => `/Subtype /Redact ${overText(one)}`),
  'watermark annotation': annotation((one) => `/Subtype /Watermark ${overText(one)}`),
  'screen with a launch action': annotation(() => '/Subtype /Screen /A << /S /Launch /F (x.exe) >>'),
  'page content added': page((one) => ({
    Contents: `[${[firstPage(one).dict.get('Contents')]
      .map(textOf)
      .join(' ')
      .replace(/^\[|\]$/g, '')} ${one.stream('', sentence)} 0 R]`,
  })),
  'page content replaced': page((one) => ({ Contents: `${one.stream('', sentence)} 0 R` })),
  'page turned': page(() => ({ Rotate: '180' })),
  'page cropped': page(() => ({ CropBox: '[0 0 300 300]' })),
  'page enlarged': page(() => ({ MediaBox: '[0 0 2000 2000]' })),
  'page in other units': page(() => ({ UserUnit: '2' })),
  'resources of the page replaced': page((one) => ({ Resources: `<< /Font << /F1 ${one.add(helvetica)} 0 R >> >>` })),
  'page with actions': page(() => ({ AA: '<< /O << /S /JavaScript /JS (app.alert) >> >>' })),
  'page with private data': page(() => ({ PieceInfo: '<< /X << /LastModified (D:2026) >> >>' })),
  'annotations of the page dropped': page(() => ({ Annots: '[]' })),
  'page swapped': update((one) => {
    const { ref, dict, items } = kids(one);
    one.set(ref.num, edited(dict, { Kids: `[${[`${strangePage(one)} 0 R`, ...items.slice(1)].join(' ')}]` }));
  }),
  'page added': update((one) => {
    const { ref, dict, items } = kids(one);
    const count = Number(dict.get('Count')) + 1;
    one.set(
      ref.num,
      edited(dict, { Kids: `[${[...items, `${strangePage(one)} 0 R`].join(' ')}]`, Count: String(count) }),
    );
  }),
  'pages in another order': update((one) => {
    const { ref, dict, items } = kids(one);
    if (items.length < 2) return false;
    one.set(ref.num, edited(dict, { Kids: `[${[...items].reverse().join(' ')}]` }));
    return true;
  }),
  'page dropped': update((one) => {
    const { ref, dict, items } = kids(one);
    one.set(ref.num, edited(dict, { Kids: `[${items.slice(1).join(' ')}]`, Count: String(items.length - 1) }));
  }),
  'page object overwritten': update((one) => {
    const { ref, dict } = firstPage(one);
    one.set(ref.num, edited(dict, { Contents: `${one.stream('', sentence)} 0 R`, Annots: undefined }));
  }),
  'another page tree': catalog((one) => ({
    Pages: `${one.add(`<< /Type /Pages /Kids [${strangePage(one)} 0 R] /Count 1 >>`)} 0 R`,
  })),
  'another catalog': update((one) => {
    one.trailer.Root = `${one.add(edited(one.view.catalog, { OpenAction: '<< /S /JavaScript /JS (x) >>' }))} 0 R`;
  }),
  'script on opening': catalog(() => ({ OpenAction: '<< /S /JavaScript /JS (app.alert) >>' })),
  'scripts by name': catalog(() => ({ Names: '<< /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>' })),
  'actions of the document': catalog(() => ({ AA: '<< /WC << /S /JavaScript /JS (x) >> >>' })),
  'embedded file': catalog((one) => ({
    Names: `<< /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a) /EF << /F ${one.stream('/Type /EmbeddedFile', 'x')} 0 R >> >>] >> >>`,
  })),
  'optional content': catalog((one) => {
    const group = one.add('<< /Type /OCG /Name (a) >>');
    return { OCProperties: `<< /OCGs [${group} 0 R] /D << /OFF [${group} 0 R] /Order [] >> >>` };
  }),
  'permissions dropped': update((one) => {
    if (one.view.catalog.get('Perms') == null) return false;
    one.catalog({ Perms: undefined });
    return true;
  }),
  'page labels': catalog(() => ({ PageLabels: '<< /Nums [0 << /S /D /St 5 >>] >>' })),
  destinations: catalog((one) => ({ Dests: `<< /a [${firstPage(one).ref.num} 0 R /Fit] >>` })),
  'XFA form': update((one) => {
    const place = one.view.catalog.get('AcroForm');
    const dict = one.view.resolve(place);
    if (!(dict instanceof PdfDict)) return false;
    const body = edited(dict, { XFA: `${one.stream('', '<xdp/>')} 0 R` });
    if (place instanceof PdfRef) one.set(place.num, body);
    else one.catalog({ AcroForm: body });
    return true;
  }),
  'form emptied': catalog(() => ({ AcroForm: '<< /Fields [] >>' })),
  'form dropped': catalog(() => ({ AcroForm: undefined })),
  'text field with a value': field('/FT /Tx /V (Het hieu luc) /DA (/Helv 12 Tf 0 g)'),
  'checked box': field('/FT /Btn /V /Yes /AS /Yes'),
  'push button': field('/FT /Btn /Ff 65536'),
  choice: field('/FT /Ch /V (a) /Opt [(a) (b)]'),
  'signature field that nobody signs': field('/FT /Sig'),
  'field that shows an old signature': update((one) => {
    const old = signedFields(one)[0]?.dict.get('V');
    if (!(old instanceof PdfRef)) return false;
    const added = addField(one, { name: 'gia', rect: [80, 700, 200, 720], appearance: textMark(one, '99') }, old.num);
    listOnPage(one, 0, added);
    listInForm(one, added);
    return true;
  }),
  'widget moved': widget(() => ({ Rect: '[10 10 60 60]' })),
  'widget hidden': widget(() => ({ F: '2' })),
  'appearance exchanged': widget((one) => ({
    AP: `<< /N ${imageMark(one, { width: 100, height: 100, clear: 0.5 })} 0 R >>`,
  })),
  'field renamed': widget(() => ({ T: '(khac)' })),
  'field with an action': widget(() => ({ A: '<< /S /URI /URI (http://example.vn) >>' })),
  'second widget': update((one) => {
    const first = signedFields(one).at(-1);
    if (!first?.ref) return false;
    const { ref } = firstPage(one);
    const second = one.add(
      `<< /Type /Annot /Subtype /Widget /Parent ${first.ref.num} 0 R /F 132 /Rect [80 700 200 720] /P ${ref.num} 0 R ${overText(one)} >>`,
    );
    one.set(first.ref.num, edited(first.dict, { Kids: `[${second} 0 R]` }));
    listOnPage(one, 0, second);
    return true;
  }),
  'signature values exchanged': update((one) => {
    const [a, b] = signedFields(one);
    if (!a?.ref || !b?.ref) return false;
    one.set(a.ref.num, edited(a.dict, { V: textOf(b.dict.get('V')) }));
    one.set(b.ref.num, edited(b.dict, { V: textOf(a.dict.get('V')) }));
    return true;
  }),
  'content stream overwritten': overwrite(
    (value) => isStream(value) && value.dict.get('Subtype') == null && value.dict.get('Type') == null,
    () => `<< /Length ${sentence.length} >>\nstream\n${sentence}\nendstream`,
  ),
  'font exchanged': overwrite(
    (value) => !isStream(value) && isName(value.get('Type'), 'Font'),
    (dict) => edited(dict, { BaseFont: '/ZapfDingbats', Encoding: undefined, Subtype: '/Type1' }),
  ),
  'widths of a font': overwrite(
    (value) => !isStream(value) && isName(value.get('Type'), 'Font'),
    (dict) => edited(dict, { Widths: '[1 1 1]', W: '[0 [1]]' }),
  ),
  'image overwritten': overwrite(
    subtype('Image'),
    () =>
      '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream',
  ),
  'appearance overwritten': overwrite(
    subtype('Form'),
    () =>
      '<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << >> /Length 8 >>\nstream\n0 g 0 0 9 9 re f\nendstream',
  ),
  'content freed': update((one) => {
    const contents = firstPage(one).dict.get('Contents');
    const ref = contents instanceof PdfArray ? contents.items[0] : contents;
    if (!(ref instanceof PdfRef)) return false;
    one.free(ref.num);
    return true;
  }),
  'page freed': update((one) => one.free(firstPage(one).ref.num)),
  'encryption claimed': update((one) => {
    one.trailer.Encrypt = '<< /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >>';
  }),
  'metadata that are none': catalog((one) => ({
    Metadata: `${one.stream('/Type /Metadata /Subtype /XML', '<script>x</script>')} 0 R`,
  })),
  'store that reaches the page': catalog((one) => ({
    DSS: `<< /Type /DSS /Certs [${textOf(firstPage(one).dict.get('Contents')).replace(/^\[|\]$/g, '')}] /Names << /JavaScript 1 0 R >> >>`,
  })),
  'key that stands twice': update((one) => {
    const { ref, dict } = firstPage(one);
    one.set(ref.num, edited(dict, {}).replace('<<', '<< /Contents null'));
  }),
  'byte range of a signature': signatureOf({ ByteRange: '[0 10 20 30]' }),
  'byte range gone': signatureOf({ ByteRange: undefined }),
  'byte range empty': signatureOf({ ByteRange: '[0 0 0 0]' }),
  'byte range negative': signatureOf({ ByteRange: '[0 -1 5 5]' }),
  'contents gone': signatureOf({ Contents: undefined }),
  'contents empty': signatureOf({ Contents: '<>' }),
  'contents of zeros': signatureOf({ Contents: `<${'00'.repeat(100)}>` }),
  'sub-filter exchanged': signatureOf({ SubFilter: '/adbe.x509.rsa_sha1' }),
  'name of the signer': signatureOf({ Name: '(Ai do)', Reason: '(Khac)' }),
  'signature wrapped': wrapped,
  'bytes behind the end': (pdf) => Buffer.concat([pdf, Buffer.from('\n9 0 obj << /Type /Catalog >> endobj\n')]),
  'objects behind the end, without a table': (pdf) => {
    const one = new RawUpdate(pdf);
    const { ref } = firstPage(one);
    return Buffer.concat([pdf, Buffer.from(`\n${ref.num} 0 obj << /Type /Page >> endobj\n%%EOF\n`)]);
  },
};
