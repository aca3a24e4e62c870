import type { GeneralContent } from '@vanthu/decree30';
import { AlignmentType, Document, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { bodyOf } from './docx-body.js';
import { closingOf, headOf, titleOf } from './docx-frame.js';

/** Millimetres of Annex I part I, I as twentieths of a point. */
const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/**
 * The báo cáo as an editable document with the form of Annex I: A4, margins 20, 20, 30 and 15 mm, Times New Roman 14, number
 * and date left open. What is signed and issued is laid out as PDF; this is for who wants to write on.
 */
export async function reportDocx(content: GeneralContent): Promise<Uint8Array> {
  const pageNumber = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  const document = new Document({
    title: content.abstract,
    creator: [content.agencyName].flat().join(' '),
    styles: { default: { document: { run: { font: 'Times New Roman', size: 28, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          // The first page bears no number (Annex I part I, I.7).
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(20), bottom: mm(20), left: mm(30), right: mm(15), header: mm(10) },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({ children: [pageNumber] }),
        },
        children: [
          headOf(content),
          ...titleOf(content),
          ...bodyOf(content.body),
          new Paragraph({}),
          closingOf(content),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
