import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { archivalProblems } from '../../test/archival-problems.js';
import { figures, long, samplesByKind } from '../../test/kind-samples.js';
import { layOut, sample } from '../../test/laid-out.js';
import { createdAt, jointDecision, longDecision } from '../../test/samples.js';
import { askVeraPdf } from '../../test/verapdf.js';
import { sampleFiles } from '../../test/write-samples.js';
import { civilDate } from '../dates/civil-date.js';
import { incomingRegister, outgoingRegister } from '../registers/register-columns.js';
import { type DocumentFonts, loadTinos } from './fonts.js';
import { layOutAttachment } from './lay-out-attachment.js';
import { layOutRegister } from './lay-out-register.js';
import { layOutReport } from './lay-out-report.js';
import { srgbProfile } from './srgb-profile.js';

let fonts: DocumentFonts;
/** Everything that this library writes, with a word for each. */
const made: [what: string, pdf: Uint8Array][] = [];

beforeAll(async () => {
  fonts = await loadTinos();
  for (const [kind, content] of samplesByKind) made.push([`${kind} to be signed`, (await layOut(content)).pdf]);
  for (const { name, pdf } of await sampleFiles()) made.push([`${name} on paper`, pdf]);
  for (const urgency of ['urgent', 'very-urgent', 'express'] as const)
    made.push([urgency, (await layOut({ ...sample('cong-van'), urgency })).pdf]);
  made.push(['three pages', (await layOut(longDecision)).pdf], ['two signers', (await layOut(jointDecision)).pdf]);
  const title = { title: 'Danh sách & bảng <số liệu>', ordinal: 2, agencyName: 'Ủy ban nhân dân xã' };
  const attachment = { ...title, documentKind: 'quyet-dinh', body: [long, figures] } as const;
  made.push(['attachment', (await layOutAttachment(attachment, fonts, { createdAt })).pdf]);
  for (const book of [incomingRegister, outgoingRegister]) {
    const [from, to] = [civilDate('2022-12-15'), civilDate('2023-03-14')];
    const agency = { superiorName: null, agencyName: 'Ủy ban nhân dân huyện', year: 2023 };
    const register = { ...agency, book, from, to, numbers: null, volume: '01', rows: [] };
    made.push(['book', (await layOutRegister(register, fonts, { createdAt })).pdf]);
  }
  const report = { title: 'Tổng hợp', agencyName: 'Ủy ban nhân dân xã', sentences: ['Không có.'], tables: [] };
  made.push(['report', (await layOutReport(report, fonts, { createdAt })).pdf]);
});

/** The sample with something put into it that PDF/A-2b forbids. */
async function broken(change: (pdf: PDFDocument, page: PDFPage) => void): Promise<string[]> {
  const pdf = await PDFDocument.load((await layOut(sample('quyet-dinh'))).pdf, { updateMetadata: false });
  change(pdf, pdf.getPage(0));
  return archivalProblems(await pdf.save({ useObjectStreams: false, updateFieldAppearances: false }));
}

const name = PDFName.of;
const widgetOf = (page: PDFPage) => page.node.lookup(name('Annots'), PDFArray).lookup(0, PDFDict);

describe('PDF/A-2b (ISO 19005-2)', () => {
  test('holds for all 29 kinds, signed or on paper, attachments, books and statements', async () => {
    const wrong: string[] = [];
    for (const [what, pdf] of made)
      wrong.push(...(await archivalProblems(pdf)).map((problem) => `${what}: ${problem}`));
    expect(wrong).toEqual([]);
    expect(made.length).toBeGreaterThanOrEqual(2 * 29 + 9);
  });

  test('veraPDF says the same, where it is at hand (npm run verapdf)', () => {
    const answers = askVeraPdf(made.map(([, pdf]) => pdf));
    if (answers === null) return console.warn('veraPDF is missing: only our own check was made');
    expect(answers.flat()).toEqual([]);
  });

  it.each<[string, string, (pdf: PDFDocument, page: PDFPage) => void]>([
    [
      'appearances left to the viewer',
      '6.4.1',
      (pdf) => {
        pdf.catalog.lookup(name('AcroForm'), PDFDict).set(name('NeedAppearances'), PDFBool.True);
      },
    ],
    ['a field without appearance', '6.3.3', (_, page) => widgetOf(page).delete(name('AP'))],
    ['a field that is not printed', '6.3.2', (_, page) => widgetOf(page).set(name('F'), PDFNumber.of(0))],
    ['a script', '6.5.1', (pdf) => pdf.addJavaScript('hello', 'app.alert(1)')],
    ['an action on opening', '6.5.2', (pdf) => pdf.catalog.set(name('OpenAction'), pdf.context.obj([]))],
    [
      'a file inside',
      '6.5.1',
      (pdf) => {
        pdf.catalog.set(name('Names'), pdf.context.obj({ EmbeddedFiles: {} }));
      },
    ],
    ['no output intent', '6.2.3', (pdf) => pdf.catalog.delete(name('OutputIntents'))],
    ['no metadata', '6.6.4', (pdf) => pdf.catalog.delete(name('Metadata'))],
    [
      'ink of four colours',
      '6.2.4.3',
      (pdf, page) => {
        page.node.set(name('Contents'), pdf.context.register(pdf.context.stream('0 0 0 1 k 0 0 9 9 re f')));
      },
    ],
    [
      'a font of the viewer',
      '6.2.11.4',
      (pdf, page) => {
        const font = pdf.context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica' });
        page.node.setFontDictionary(name('H'), pdf.context.register(font));
      },
    ],
    [
      'widths that are not those of the font',
      '6.2.11.5',
      (pdf) => {
        for (const [, object] of pdf.context.enumerateIndirectObjects())
          if (object instanceof PDFDict && object.has(name('W'))) object.set(name('W'), pdf.context.obj([1, [4321]]));
      },
    ],
  ])('the check finds %s', async (_, clause, change) => {
    expect((await broken(change)).filter((problem) => problem.startsWith(clause))).not.toEqual([]);
  });

  test('the metadata repeat title, agency and instant, whatever characters they hold', async () => {
    const abstract = 'Về việc “A & B” < C > "D"';
    const pdf = await PDFDocument.load((await layOut({ ...sample('thong-bao'), abstract })).pdf);
    const stream = pdf.context.lookup(pdf.catalog.get(name('Metadata')));
    const xmp = Buffer.from((stream as PDFRawStream).contents).toString('utf8');
    expect(xmp).toContain('Thông báo: Về việc “A &amp; B” &lt; C &gt; &quot;D&quot;</rdf:li>');
    expect(pdf.getTitle()).toBe(`Thông báo: ${abstract}`);
    expect(xmp).toContain(`<xmp:CreateDate>${createdAt.toISOString().slice(0, 19)}Z</xmp:CreateDate>`);
  });
});

describe('the profile of sRGB', () => {
  const profile = Buffer.from(srgbProfile());
  const tag = (signature: string) => {
    const at = profile.indexOf(signature, 132, 'latin1');
    return profile.subarray(profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 4) + profile.readUInt32BE(at + 8));
  };
  const numbers = (data: Buffer, from: number, count: number) =>
    Array.from({ length: count }, (_, index) => data.readInt32BE(from + 4 * index) / 65_536);

  test('its primaries add up to its white', () => {
    const sum = ['rXYZ', 'gXYZ', 'bXYZ'].map((one) => numbers(tag(one), 8, 3));
    const white = numbers(tag('wtpt'), 8, 3);
    for (const axis of [0, 1, 2]) {
      const total = sum.reduce((all, one) => all + (one[axis] as number), 0);
      expect(total).toBeCloseTo(white[axis] as number, 3);
    }
  });

  test('its curve is the one of IEC 61966-2-1: continuous, and half grey where the standard has it', () => {
    const [g, a, b, c, d] = numbers(tag('rTRC'), 12, 5) as [number, number, number, number, number];
    const at = (x: number) => (x >= d ? (a * x + b) ** g : c * x);
    expect(at(d)).toBeCloseTo(c * d, 4);
    expect([at(0), at(1)]).toEqual([0, expect.closeTo(1, 3)]);
    expect(at(188 / 255)).toBeCloseTo(0.5029, 3);
  });
});
