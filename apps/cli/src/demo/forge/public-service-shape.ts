import { createHash } from 'node:crypto';
import { printNumber } from '@vanthu/decree30';
import { signPrepared } from '@vanthu/pades';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';
import { type Places, withoutFields } from './flattened.js';
import { IncrementWriter } from './increment-writer.js';
import type { Holder, Pictures } from './signers.js';
import type { Hands } from './usual-shape.js';

/**
 * The shape in which the desktop signer of the public service leaves a document: the leader's signature certifies with P=2, then
 * number, day, month, year and seal come as one further signature field each, made by the clerk with the organisation's key.
 */
export async function signAsPublicService(
  laidOut: Uint8Array,
  letter: LetterPlan,
  sender: AgencySeed,
  { person, organisation }: Hands,
  pictures: Pictures,
): Promise<Uint8Array> {
  const { pdf, places } = await withoutFields(laidOut, letter, false);
  const [year, month, day] = letter.documentDate.split('-') as [string, string, string];
  const mark = (text: string, field: string, shift: number, width: number): Mark => {
    const { page, rect } = places.get(field) ?? { page: 0, rect: [90, 700, 130, 716] as const };
    return { page, rect: [rect[0] + shift, rect[1] + 1, rect[0] + shift + width, rect[1] + 16], text };
  };
  let file = await addSignature(pdf, letter, person, {
    ...boxOf(places, 'ky_ca_nhan_1'),
    png: pictures.signature(letter.signer.fullName),
    certifies: true,
  });
  const marks: Mark[] = [
    mark(printNumber(letter.number), 'so_van_ban', 0, 30),
    mark(day, 'ngay_ban_hanh', 27, 18),
    mark(Number(month) <= 2 ? month : String(Number(month)), 'ngay_ban_hanh', 83, 18),
    mark(year, 'ngay_ban_hanh', 132, 32),
    { ...boxOf(places, 'ky_co_quan_1'), png: pictures.seal(sender) },
  ];
  for (const one of marks) file = await addSignature(file, letter, organisation, one);
  return file;
}

interface Mark {
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly text?: string;
  readonly png?: ReturnType<Pictures['seal']>;
  readonly certifies?: boolean;
}

const boxOf = (places: Places, name: string): Pick<Mark, 'page' | 'rect'> =>
  places.get(name) ?? { page: 0, rect: [330, 120, 470, 190] };

const contentsBytes = 8_192;

async function addSignature(pdf: Uint8Array, letter: LetterPlan, holder: Holder, mark: Mark): Promise<Uint8Array> {
  const writer = new IncrementWriter(pdf);
  const appearance = mark.png ? imageForm(writer, mark, mark.png) : textForm(writer, mark);
  const value = writer.next();
  const field = writer.next();
  const fieldName = `Signature${writer.fieldCount + 1}`;
  const reference = mark.certifies
    ? '/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>>>]'
    : '';
  const day = letter.documentDate.replaceAll('-', '');
  const gap = `/ByteRange[0000000000 0000000000 0000000000 0000000000]/Contents<${'0'.repeat(contentsBytes * 2)}>`;
  writer.object(
    value,
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:${day}093000+07'00')${reference}${gap}>>`,
  );
  writer.object(
    field,
    `<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T(${fieldName})/V ${value} 0 R/P ${writer.page(mark.page)} 0 R/Rect[${mark.rect.join(' ')}]/AP<</N ${appearance} 0 R>>>>`,
  );
  writer.addToPage(mark.page, field);
  writer.addField(field);
  if (mark.certifies) writer.certify(value);
  const prepared = withByteRange(writer.finish(), pdf.length);
  const cms = await signPrepared(prepared, holder.key, { at: new Date(`${letter.documentDate}T02:30:00Z`) });
  if ('kind' in cms) throw new Error(`${letter.key}: ${cms.message}`);
  const hex = Buffer.from(cms).toString('hex');
  Buffer.from(prepared.preparedPdf.buffer, prepared.preparedPdf.byteOffset).write(
    hex,
    prepared.byteRange[1] + 1,
    'latin1',
  );
  return prepared.preparedPdf;
}

/** Fills in the byte range of the last signature and says what is to be signed. */
function withByteRange(pdf: Buffer, sourceLength: number) {
  const open = pdf.indexOf('/Contents<', sourceLength) + '/Contents'.length;
  const close = pdf.indexOf('>', open) + 1;
  const byteRange = [0, open, close, pdf.length - close] as const;
  const at = pdf.lastIndexOf('/ByteRange[', open);
  const text = byteRange.map((one) => String(one).padStart(10, '0')).join(' ');
  pdf.write(text, at + '/ByteRange['.length, 'latin1');
  const digest = createHash('sha256').update(pdf.subarray(0, open)).update(pdf.subarray(close)).digest('hex');
  return {
    kind: 'prepared' as const,
    fieldName: '',
    byteRange,
    digest,
    digestAlgorithm: 'sha256' as const,
    contentsBytes,
    sourceLength,
    preparedPdf: pdf as Uint8Array,
  };
}

function textForm(writer: IncrementWriter, { rect, text = '' }: Mark): number {
  const [width, height] = [rect[2] - rect[0], rect[3] - rect[1]];
  const font = writer.next();
  writer.object(font, '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>');
  const number = writer.next();
  writer.stream(
    number,
    `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources<</Font<</F1 ${font} 0 R>>>>`,
    Buffer.from(`BT /F1 13 Tf 1 3 Td (${text}) Tj ET`, 'latin1'),
  );
  return number;
}

function imageForm(writer: IncrementWriter, { rect }: Mark, image: ReturnType<Pictures['seal']>): number {
  const [width, height] = [rect[2] - rect[0], rect[3] - rect[1]];
  const { width: w, height: h } = image;
  const mask = writer.next();
  const common = `/Type/XObject/Subtype/Image/Width ${w}/Height ${h}/BitsPerComponent 8/Filter/FlateDecode`;
  writer.stream(mask, `${common}/ColorSpace/DeviceGray`, image.alpha ?? new Uint8Array());
  const picture = writer.next();
  writer.stream(picture, `${common}/ColorSpace/DeviceRGB/SMask ${mask} 0 R`, image.rgb);
  const number = writer.next();
  writer.stream(
    number,
    `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources<</XObject<</I ${picture} 0 R>>>>`,
    Buffer.from(`q ${width} 0 0 ${height} 0 0 cm /I Do Q`, 'latin1'),
  );
  return number;
}
