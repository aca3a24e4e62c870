import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { layOutWord, loadTinos } from '@vanthu/decree30';
import { strFromU8, unzipSync } from 'fflate';
import { sample } from '../../decree30/test/laid-out.js';
import { convertWordToPdf, findLibreOffice, isReadingRefusal, wordRefusal } from '../src/index.js';
import { changedDocx } from './pages/changed-docx.js';

const relationships = 'word/_rels/document.xml.rels';
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const image = `Type="${types}/image" Target="http://10.0.0.1/a.png"`;
const plain = async () => layOutWord(sample('cong-van'), await loadTinos());
const other = (inside: string | Uint8Array) => async () =>
  changedDocx(await plain(), undefined, { 'word/_rels/other.xml.rels': inside });
const one = (attributes: string) => other(`<Relationships><Relationship Id="rId9" ${attributes}/></Relationships>`);
const utf16 = Buffer.from(
  `\ufeff<Relationships><Relationship Id="rId9" ${image} TargetMode="External"/></Relationships>`,
  'utf16le',
);

describe('R-DRF-03 a DOCX that would fetch something while it is printed', () => {
  test.each([
    ['said plainly', one(`${image} TargetMode="External"`), 'FETCHES'],
    ['behind a sign that ends no tag', one(`Note=">" ${image} TargetMode="External"`), 'FETCHES'],
    ['spelled with references', one(`${image} TargetMode="&#69;xternal"`), 'FETCHES'],
    ['in another encoding', other(utf16), 'DAMAGED'],
    [
      'by a declared default',
      other(
        `<!DOCTYPE Relationships [<!ATTLIST Relationship TargetMode CDATA "External">]><Relationships><Relationship Id="rId9" ${image}/></Relationships>`,
      ),
      'DAMAGED',
    ],
    [
      'by a simple field',
      async () =>
        changedDocx(await plain(), (xml) =>
          xml.replace(
            '<w:body>',
            '<w:body><w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;http://10.0.0.1&quot; "/></w:p>',
          ),
        ),
      'FETCHES',
    ],
  ])('is refused: %s', async (_, docx, code) => {
    expect(wordRefusal(await docx())?.code).toBe(`PAGES.${code}`);
  });

  test('is not one that has links for a reader to follow', async () => {
    const link = one(`Type="${types}/hyperlink" Target="https://chinhphu.vn" TargetMode="External"`);
    expect([wordRefusal(await plain()), wordRefusal(await link())]).toEqual([null, null]);
  });

  const program = findLibreOffice(process.env.PATH);
  (program ? test : test.skip)(
    'and where it says of a picture that it is a link, nothing is asked for [skipped: libreoffice-writer-nogui is not installed]',
    async () => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end();
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      try {
        const { port } = server.address() as AddressInfo;
        const pdf = await convertWordToPdf(await withLinkedPicture(`http://127.0.0.1:${port}/a.png`), {
          program: program ?? '',
        });
        expect([isReadingRefusal(pdf), asked]).toEqual([false, []]);
      } finally {
        server.close();
      }
    },
  );
});

/** A picture that lies elsewhere, behind a relationship that says it is a hyperlink. */
async function withLinkedPicture(address: string): Promise<Uint8Array> {
  const docx = await plain();
  const link = `<Relationship Id="rId99" Type="${types}/hyperlink" Target="${address}" TargetMode="External"/>`;
  const known = strFromU8(unzipSync(docx)[relationships] as Uint8Array);
  const size = 'cx="952500" cy="952500"';
  const main = 'http://schemas.openxmlformats.org/drawingml/2006';
  const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${main}/wordprocessingDrawing"><wp:extent ${size}/><wp:docPr id="1" name="x"/>
    <a:graphic xmlns:a="${main}/main"><a:graphicData uri="${main}/picture"><pic:pic xmlns:pic="${main}/picture">
    <pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
    <pic:blipFill><a:blip xmlns:r="${types}" r:link="rId99"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
    <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
    </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  return changedDocx(docx, (xml) => xml.replace('<w:body>', `<w:body>${picture}`), {
    [relationships]: known.replace('</Relationships>', `${link}</Relationships>`),
  });
}
