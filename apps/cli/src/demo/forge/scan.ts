import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { printDate, printNumber } from '@vanthu/decree30';
import { isRefusal, signPdf } from '@vanthu/pades';
import { pageOfText } from '../../seed/images.js';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';
import { wrapped } from '../texts/wrapped.js';
import type { Holder, Pictures } from './signers.js';

const A4 = [595.28, 841.89] as const;
const linesPerPage = 34;

/**
 * A paper that was signed in ink, numbered, stamped and scanned: pictures of its pages, signed by the organisation alone, with
 * its mark at the top right.
 */
export async function signScan(
  letter: LetterPlan,
  sender: AgencySeed,
  organisation: Holder,
  pictures: Pictures,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const lines = linesOf(letter, sender);
  for (let i = 0; i < lines.length; i += linesPerPage) {
    const { width, height, ...picture } = dotsOf(lines.slice(i, i + linesPerPage));
    const image = document.context.register(
      document.context.flateStream(picture.grey, {
        ...{ Type: 'XObject', Subtype: 'Image', Width: width, Height: height },
        ...{ ColorSpace: 'DeviceGray', BitsPerComponent: 8 },
      }),
    );
    const content = document.context.flateStream(`q ${A4[0]} 0 0 ${A4[1]} 0 0 cm /Scan Do Q`);
    const page = document.addPage([...A4]);
    page.node.setXObject(PDFName.of('Scan'), image);
    page.node.set(PDFName.of('Contents'), document.context.register(content));
  }
  const first = document.getPage(0);
  const field = document.context.register(
    document.context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 132, Rect: [400, 740, 500, 840], P: first.ref },
      T: PDFString.of('Signature1'),
    }),
  );
  first.node.addAnnot(field);
  const form = document.context.obj({ Fields: [field], SigFlags: 3 });
  document.catalog.set(PDFName.of('AcroForm'), document.context.register(form));
  const pdf = await document.save({ useObjectStreams: false, updateFieldAppearances: false });
  const at = new Date(`${letter.documentDate}T03:00:00Z`);
  const appearance = { kind: 'image', png: pictures.seal(sender) } as const;
  const signed = await signPdf(
    pdf,
    { fieldName: 'Signature1', appearance, claimedSigningTime: at, at },
    organisation.key,
  );
  if (isRefusal(signed)) throw new Error(`${letter.key}: ${signed.message}`);
  return signed.pdf;
}

function dotsOf(lines: readonly string[]) {
  const picture = pageOfText(lines);
  return { width: picture.width, height: picture.height, grey: picture.grey() };
}

function linesOf(letter: LetterPlan, sender: AgencySeed): string[] {
  const head = [
    ...sender.printedName,
    `Số: ${printNumber(letter.number)}/${letter.symbol}`,
    `${sender.place}, ${printDate(letter.documentDate)}`,
    letter.abstract,
    `Kính gửi: ${letter.addressee}`,
    '',
  ];
  return [
    ...head,
    ...letter.paragraphs.flatMap((text) => wrapped(text, 76)),
    '',
    letter.signer.title,
    letter.signer.fullName,
  ];
}
