import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';

const fontPath = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');

/** Three pages of text with an embedded font and a picture, some 205 KB, without a form. */
export async function threePages(useObjectStreams = false): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit as never);
  const font = await document.embedFont(readFileSync(fontPath), { subset: true });
  for (let page = 1; page <= 3; page++) {
    const sheet = document.addPage([595, 842]);
    for (let line = 0; line < 45; line++)
      sheet.drawText(
        `Trang ${page}, dòng ${line}: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ`,
        {
          ...{ x: 60, y: 780 - line * 16, size: 11, font },
        },
      );
  }
  const bare = await document.save({ useObjectStreams });
  const filler = Math.max(0, 205_000 - bare.length);
  const picture = new Uint8Array(filler);
  let seed = 1;
  for (let i = 0; i < filler; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    picture[i] = seed >> 16;
  }
  document.catalog.set(PDFName.of('PieceInfo'), document.context.register(document.context.stream(picture)));
  return document.save({ useObjectStreams });
}
