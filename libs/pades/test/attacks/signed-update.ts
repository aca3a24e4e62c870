import { assembleSignedData, digestOf, type KeyProvider, signedAttributes } from '@vanthu/pki';
import { PdfArray, PdfDict, type PdfObject, PdfRef } from '../../src/pdf/objects.js';
import { edited, RawUpdate, textOf } from './raw-update.js';

const roomBytes = 6_000;
const number = (value: number) => String(value).padStart(10, '0');
const byteRange = (values: readonly number[]) => `/ByteRange [${values.map(number).join(' ')}]`;

/** What a new signature field is to look like. */
export interface FieldPlan {
  readonly name: string;
  /** Points; [0 0 0 0] is invisible. */
  readonly rect: readonly [number, number, number, number];
  /** Object number of the appearance. */
  readonly appearance?: number;
  /** Page by number, from 0. Default the first. */
  readonly page?: number;
  /** Further entries of the field. */
  readonly extra?: string;
  /** Entries of the signature dictionary, e.g. a DocMDP reference. */
  readonly signature?: string;
}

export const pagesOf = ({ view }: RawUpdate): readonly { readonly ref: PdfRef; readonly dict: PdfDict }[] => {
  const out: { ref: PdfRef; dict: PdfDict }[] = [];
  const visit = (value: PdfObject | undefined): void => {
    const dict = view.resolve(value);
    if (!(dict instanceof PdfDict) || !(value instanceof PdfRef)) return;
    const kids = view.resolve(dict.get('Kids'));
    if (kids instanceof PdfArray) for (const kid of kids.items) visit(kid);
    else out.push({ ref: value, dict });
  };
  visit(view.catalog.get('Pages'));
  return out;
};

/** Puts widgets into the list of a page. */
export function listOnPage(update: RawUpdate, page: number, ...widgets: readonly number[]): void {
  const { ref, dict } = pagesOf(update)[page]!;
  const before = update.view.resolve(dict.get('Annots'));
  const items = before instanceof PdfArray ? before.items.map(textOf) : [];
  update.set(ref.num, edited(dict, { Annots: `[${[...items, ...widgets.map((num) => `${num} 0 R`)].join(' ')}]` }));
}

/** Puts fields into the form, which is made when there is none. */
export function listInForm(update: RawUpdate, ...fields: readonly number[]): void {
  const place = update.view.catalog.get('AcroForm');
  const form = update.view.resolve(place);
  const known = form instanceof PdfDict ? update.view.resolve(form.get('Fields')) : undefined;
  const items = known instanceof PdfArray ? known.items.map(textOf) : [];
  const list = `[${[...items, ...fields.map((num) => `${num} 0 R`)].join(' ')}]`;
  const values = { Fields: list, SigFlags: '3' };
  const body = form instanceof PdfDict ? edited(form, values) : `<< /Fields ${list} /SigFlags 3 >>`;
  if (place instanceof PdfRef) update.set(place.num, body);
  else update.catalog({ AcroForm: body });
}

/** A signature dictionary with room; `sealUpdate` fills it. */
export const signatureDict = (extra = ''): string =>
  `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${byteRange([0, 0, 0, 0])} ` +
  `/Contents <${'0'.repeat(2 * roomBytes)}> /M (D:20261120050000Z) ${extra} >>`;

/** Adds a signed field: dictionary, widget, page and form. Returns the number of the field. */
export function addField(update: RawUpdate, plan: FieldPlan, value?: number): number {
  const page = pagesOf(update)[plan.page ?? 0]!.ref;
  const signature = value ?? update.add(signatureDict(plan.signature));
  const appearance = plan.appearance === undefined ? '' : `/AP << /N ${plan.appearance} 0 R >>`;
  return update.add(
    `<< /FT /Sig /T (${plan.name}) /V ${signature} 0 R /F 132 /Type /Annot /Subtype /Widget ` +
      `/Rect [${plan.rect.join(' ')}] ${appearance} /P ${page.num} 0 R ${plan.extra ?? ''} >>`,
  );
}

export function addListedField(update: RawUpdate, plan: FieldPlan): number {
  const field = addField(update, plan);
  listOnPage(update, plan.page ?? 0, field);
  listInForm(update, field);
  return field;
}

/** Computes byte range and CMS of the one open signature dictionary in the increment. */
export async function sealUpdate(update: RawUpdate, key: KeyProvider, copiedCms?: Uint8Array): Promise<Buffer> {
  const bytes = update.bytes();
  const from = update.pdf.length;
  const start = bytes.indexOf(`/Contents <${'0'.repeat(40)}`, from, 'latin1') + '/Contents '.length;
  const end = start + 2 * roomBytes + 2;
  const range = [0, start, end, bytes.length - end];
  bytes.write(byteRange(range), bytes.indexOf(byteRange([0, 0, 0, 0]), from, 'latin1'), 'latin1');
  const digest = digestOf('sha256', bytes.subarray(0, start), bytes.subarray(end));
  const cms = copiedCms ?? (await cmsOf(digest, key));
  bytes.write(Buffer.from(cms).toString('hex'), start + 1, 'latin1');
  return bytes;
}

async function cmsOf(contentDigest: Uint8Array, key: KeyProvider): Promise<Uint8Array> {
  const chain = key.certificateChain();
  const [signerCertificate] = chain;
  const toBeSigned = signedAttributes({
    contentDigest,
    digestAlgorithm: 'sha256',
    signerCertificate: signerCertificate!,
  });
  const algorithm = key.algorithms().find(({ digest }) => digest === 'sha256')!;
  return assembleSignedData({
    signedAttributes: toBeSigned,
    signatureValue: await key.sign(toBeSigned, algorithm),
    signatureAlgorithm: algorithm,
    digestAlgorithm: 'sha256',
    signerCertificate: signerCertificate!,
    certificates: chain,
  });
}
