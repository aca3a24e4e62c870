import { type DocumentFonts, layOutDocument, printDate, printNumber } from '@vanthu/decree30';
import { isRefusal, signPdf } from '@vanthu/pades';
import type { Issued } from '@vanthu/testpki';
import { agencies, people } from './commune.js';
import { sealPng, signaturePng } from './images.js';
import type { IncomingText } from './texts.js';

/** A letter as an agency outside this installation makes it: signed by its leader, numbered and sealed by its clerk. */
export async function outsideLetter(
  text: IncomingText,
  signers: { readonly person: Issued; readonly organisation: Issued },
  fonts: DocumentFonts,
  at: { readonly instant: Date; readonly civilDate: string },
): Promise<{ pdf: Uint8Array; numberAndSymbol: string }> {
  const agency = agencies.find((a) => a.key === text.from);
  const person = people.find((p) => p.username === text.signer);
  if (!agency || !person) throw new Error(`the demonstration lacks ${text.from} or ${text.signer}`);
  const symbol = `${agency.abbreviation}-${text.unit}`;
  const { pdf } = await layOutDocument(
    {
      kind: 'cong-van',
      superiorName: agency.superiorName,
      agencyName: agency.printedName,
      symbol,
      place: agency.place,
      abstract: text.abstract,
      addressees: ['Ủy ban nhân dân các xã, phường'],
      paragraphs: text.paragraphs,
      signers: [
        {
          capacityLines:
            person.level === 'head' ? [agency.headTitle] : [`KT. ${agency.headTitle}`, person.title.toUpperCase()],
          name: person.fullName,
        },
      ],
      recipients: ['- Như trên;', `- Lưu: VT, ${text.unit}.`],
      urgency: text.urgency,
    },
    fonts,
    { createdAt: at.instant, sealMm: agency.sealMm },
  );
  const signed = await signPdf(
    pdf,
    {
      fieldName: 'ky_ca_nhan_1',
      appearance: { kind: 'image', png: signaturePng(person.fullName) },
      name: person.fullName,
      claimedSigningTime: at.instant,
      at: at.instant,
    },
    signers.person.keyProvider(),
  );
  if (isRefusal(signed)) throw new Error(signed.message);
  const sealed = await signPdf(
    signed.pdf,
    {
      fieldName: 'ky_co_quan_1',
      fill: [
        { field: 'so_van_ban', value: printNumber(text.number) },
        { field: 'ngay_ban_hanh', value: printDate(at.civilDate as Parameters<typeof printDate>[0]) },
      ],
      appearance: { kind: 'image', png: sealPng(agency.name, 'Tỉnh Đồng Tháp', agency.sealMm) },
      name: agency.name,
      claimedSigningTime: at.instant,
      at: at.instant,
    },
    signers.organisation.keyProvider(),
  );
  if (isRefusal(sealed)) throw new Error(sealed.message);
  return { pdf: sealed.pdf, numberAndSymbol: `${printNumber(text.number)}/${symbol}` };
}

/** The same file with something drawn over it by a later revision: what a reception desk must catch. */
export function withForeignAnnotation(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const [, size] = /\/Size (\d+)/.exec(text.slice(text.lastIndexOf('trailer'))) ?? [];
  const [, root] = /\/Root (\d+ \d+ R)/.exec(text.slice(text.lastIndexOf('trailer'))) ?? [];
  const number = Number(size);
  const object = `\n${number} 0 obj\n<</Type/Annot/Subtype/FreeText/Rect[60 60 300 90]/Contents(1.000.000.000)/DA(/Helv 12 Tf)>>\nendobj\n`;
  const offset = pdf.length + 1;
  const xref = pdf.length + object.length;
  const tail = `xref\n${number} 1\n${String(offset).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${number + 1}/Root ${root}/Prev ${previous}>>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(object + tail, 'latin1')]);
}
