import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { printDate } from '@vanthu/decree30';
import { scannedPage } from '../../seed/images.js';
import type { AgencySeed } from '../district/agencies.js';
import type { OutgoingPlan } from '../plan/plan.js';
import { wrapped } from '../texts/wrapped.js';

const A4 = [595.28, 841.89] as const;
/** R-IN-16 asks for 200 at least. */
const dotsPerInch = 202;
const linesPerPage = 30;

/** The paper that was signed in ink, numbered and stamped, scanned in colour 1:1 (Annex I part II, I.2). */
export async function paperScan(plan: OutgoingPlan, agency: AgencySeed, numberAndSymbol: string): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const lines = linesOf(plan, agency, numberAndSymbol);
  for (let i = 0; i < lines.length; i += linesPerPage) {
    const isLast = i + linesPerPage >= lines.length;
    const signed = {
      signer: plan.signer.fullName,
      agency: agency.name,
      superior: 'Tỉnh Tiền Giang',
      sealMm: agency.sealMm,
    };
    const scan = scannedPage(lines.slice(i, i + linesPerPage), isLast ? signed : null, dotsPerInch);
    const image = document.context.register(
      document.context.flateStream(scan.rgb, {
        ...{ Type: 'XObject', Subtype: 'Image', Width: scan.width, Height: scan.height },
        ...{ ColorSpace: 'DeviceRGB', BitsPerComponent: 8 },
      }),
    );
    const page = document.addPage([...A4]);
    page.node.setXObject(PDFName.of('Scan'), image);
    const content = document.context.flateStream(`q ${A4[0]} 0 0 ${A4[1]} 0 0 cm /Scan Do Q`);
    page.node.set(PDFName.of('Contents'), document.context.register(content));
  }
  return document.save({ useObjectStreams: false });
}

function linesOf(plan: OutgoingPlan, agency: AgencySeed, numberAndSymbol: string): string[] {
  const body =
    plan.body.form === 'decision'
      ? plan.body.articles.flatMap(({ paragraphs }, i) => [`Điều ${i + 1}.`, ...paragraphs])
      : [plan.abstract];
  return [
    ...agency.printedName,
    `Số: ${numberAndSymbol}`,
    `${agency.place}, ${printDate(plan.issuedOn)}`,
    '',
    ...[plan.abstract, '', ...body].flatMap((text) => wrapped(text, 72)),
    '',
    plan.signer.title.toLocaleUpperCase('vi'),
  ];
}
