import { PDFDocument } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import type { AttachmentPlan, OutgoingPlan } from '../plan/plan.js';
import { Seeded } from '../seeded.js';
import { uprightFont } from '../texts/upright-font.js';

/** A table from an office program: an unsigned PDF without form, as drafters attach it. */
export async function attachmentPdf(
  plan: OutgoingPlan,
  attachment: AttachmentPlan,
  ordinal: number,
): Promise<Uint8Array> {
  const seeded = new Seeded(`${plan.key} ${ordinal}`);
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit as never);
  const font = await document.embedFont(uprightFont(), { subset: true });
  for (let page = 0; page < attachment.pages; page++) {
    const sheet = document.addPage([595.28, 841.89]);
    sheet.drawText(attachment.title.slice(0, 80), { x: 70, y: 760, size: 13, font });
    for (let row = 0; row < 24; row++) {
      const number = page * 24 + row + 1;
      const text = `${number}.   Hộ số ${seeded.int(100, 999)}   -   ${seeded.int(1, 40) * 50}.000 đồng`;
      sheet.drawText(text, { x: 80, y: 725 - row * 26, size: 12, font });
    }
  }
  return document.save({ useObjectStreams: false });
}
