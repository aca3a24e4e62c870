import { randomBytes } from 'node:crypto';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { withLaunch, withPassword } from '../../../e2e/support/hostile-pdfs.js';
import { flowPdf } from '../../../libs/pades/test/flow-pdf.js';
import { changedDocx } from '../../../libs/page-reader/test/pages/changed-docx.js';
import { pdfWithScript, plainPdf } from './paper.js';
import { people } from './people.js';
import { World } from './world.js';
import { inPdf, inWord } from './written-pages.js';

const { TakeWrittenFile, GetWrittenFile, SubmitDraft, MovePlaces } = outgoing;

/** Without LibreOffice: what is refused before it is asked, and what is said when it is not there. */
let world: World;
beforeAll(async () => {
  world = await World.create({ extra: { VANTHU_LIBREOFFICE_PATH: '/nowhere' } });
});
afterAll(() => world?.close());

async function wish(content: Uint8Array, name: string) {
  const documentId = await world.create();
  const { version } = await world.get(documentId);
  return { documentId, version, ticket: await world.upload(content, people.drafter, name) };
}
const refused = async (code: string, content: Uint8Array, name: string) =>
  world.refuses(code, TakeWrittenFile, await wish(content, name), people.drafter);
const taken = async (content: Uint8Array) => {
  const input = await wish(content, 'ban-in.pdf');
  await world.done(TakeWrittenFile, input, people.drafter);
  return input.documentId;
};

async function withButton(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.getForm().createCheckBox('dong_y').addToPage(pdf.addPage());
  return pdf.save();
}

/** A page with a picture of that many bytes which nothing can pack. */
async function withPicture(bytes: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await inPdf());
  const picture = pdf.context.stream(randomBytes(bytes), {
    ...{ Type: 'XObject', Subtype: 'Image', Width: bytes / 1_000, Height: 1_000 },
    ...{ ColorSpace: 'DeviceGray', BitsPerComponent: 8 },
  });
  pdf.addPage().node.setXObject(PDFName.of('Im1'), pdf.context.register(picture));
  return pdf.save({ useObjectStreams: false });
}

describe('what is brought as the text of a draft', () => {
  it('R-DRF-03: without LibreOffice a Word file is refused with the one command that brings it; a PDF goes on working', async () => {
    const refusal = await refused('OUTGOING.NO_CONVERTER', await inWord(), 'quyet-dinh.docx');
    expect(refusal.message).toContain('sudo apt-get install libreoffice-writer-nogui');
    const documentId = await taken(await inPdf());
    expect((await world.done(GetWrittenFile, { documentId }, people.drafter)).source.form).toBe('pdf');
  });

  it.each([
    ['encrypted', async () => withPassword(), 'đặt mật khẩu'],
    ['with scripts', pdfWithScript, 'mã lệnh'],
    ['that starts programs', async () => withLaunch(), 'nội dung động'],
    ['with fields of its own', () => flowPdf(), 'biểu mẫu'],
    ['with buttons of its own', withButton, 'biểu mẫu'],
    ['cut short', async () => (await inPdf()).subarray(0, 9_000), 'bị hỏng'],
  ])('a PDF %s is refused, and nothing is left of it', async (_, make, why) => {
    const refusal = await refused('OUTGOING.FILE_UNFIT', await make(), 'tep.pdf');
    expect(refusal.message).toContain(why);
  });

  it('R-GEN-04: a mark of secrecy in the file is refused', async () => {
    await refused('OUTGOING.SECRET', await inPdf({ abstract: 'Về việc phân công [TỐI MẬT]' }), 'tep.pdf');
  });

  it('200 pages are a document, 401 are refused', async () => {
    const documentId = await taken(await plainPdf('Trang', 200));
    expect((await world.get(documentId)).manifest.files).toHaveLength(1);
    const refusal = await refused('OUTGOING.FILE_UNFIT', await plainPdf('Trang', 401), 'dai.pdf');
    expect(refusal.details).toMatchObject({ reason: 'PAGES.TOO_MANY_PAGES' });
  });

  it('a picture of 50 MB is taken, and one beyond the limit of reading is refused', async () => {
    await taken(await withPicture(50_000_000));
    const refusal = await refused('OUTGOING.FILE_UNFIT', await withPicture(64_000_000), 'anh.pdf');
    expect(refusal.details).toMatchObject({ reason: 'PAGES.TOO_LARGE' });
  });

  it('R-SIG-11: a page that says nothing gets places proposed, and nobody hands it in until a person has settled them', async () => {
    const documentId = await taken(await plainPdf('Trang trắng'));
    const { places } = await world.done(GetWrittenFile, { documentId }, people.drafter);
    expect(places.every(({ isFound }) => !isFound)).toBe(true);
    await world.refuses('OUTGOING.PLACES_UNSETTLED', SubmitDraft, { documentId }, people.drafter);
    const { version } = await world.get(documentId);
    const settled = places.map(({ name, page, rect }) => ({ name, page, rect }));
    await world.done(MovePlaces, { documentId, version, places: settled }, people.drafter);
    await world.done(SubmitDraft, { documentId }, people.drafter);
  });
});

describe('a scan without text', () => {
  it('R-SIG-11 R-DRF-06: says that it could not be read, not what is missing; a person puts every place, and it goes its road', async () => {
    const scan = await PDFDocument.create();
    scan.addPage([595.28, 841.89]);
    const pdf = await scan.save();
    const documentId = await taken(pdf);
    const { places, remarks } = await world.done(GetWrittenFile, { documentId }, people.drafter);
    expect(remarks.map(({ code }) => code)).toEqual(['PAGE.NO_TEXT']);
    expect(places.map(({ isFound }) => isFound)).not.toContain(true);
    const ticket = await world.upload(pdf, people.drafter, 'quet.pdf');
    const checked = await world.done(outgoing.CheckUploadedLayout, { ticket }, people.drafter);
    expect(checked.remarks.map(({ code }) => code)).toEqual(['PAGE.NO_TEXT']);
    await world.refuses('OUTGOING.PLACES_UNSETTLED', SubmitDraft, { documentId }, people.drafter);
    const { version } = await world.get(documentId);
    const settled = places.map(({ name, page, rect }) => ({ name, page, rect }));
    await world.done(MovePlaces, { documentId, version, places: settled }, people.drafter);
    expect((await world.bring(documentId, 'issued')).state).toBe('issued');
  });
});

describe('R-DRF-03 Word files that are refused before LibreOffice sees them', () => {
  const image = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';
  const elsewhere = `<Relationships><Relationship Id="r9" Type="${image}" Target="http://10.0.0.1/a.png" TargetMode="External"/></Relationships>`;
  const bomb = (xml: string) => xml.replace('<w:body>', `<w:body>${' '.repeat(30_000_000)}`);
  const fetched = (xml: string) =>
    xml.replace('<w:body>', '<w:body><w:p><w:r><w:instrText> INCLUDETEXT "http://10.0.0.1" </w:instrText></w:r></w:p>');
  const locked = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]);
  it.each([
    ['with macros', (docx: Uint8Array) => changedDocx(docx, undefined, { 'word/vbaProject.bin': 'x' }), 'MACROS'],
    ['cut short', (docx: Uint8Array) => docx.subarray(0, docx.length / 2), 'DAMAGED'],
    ['that unpacks to more than is read', (docx: Uint8Array) => changedDocx(docx, bomb), 'TOO_LARGE'],
    [
      'with a picture from elsewhere',
      (docx: Uint8Array) => changedDocx(docx, undefined, { 'word/_rels/other.xml.rels': elsewhere }),
      'FETCHES',
    ],
    ['that includes what lies elsewhere', (docx: Uint8Array) => changedDocx(docx, fetched), 'FETCHES'],
    ['with a password', () => locked, 'ENCRYPTED'],
    ['that is none', () => Buffer.from('không phải Word'), 'NOT_THIS_FORMAT'],
  ])('a DOCX %s', async (_, change, reason) => {
    const refusal = await refused('OUTGOING.FILE_UNFIT', change(await inWord()), 'tep.docx');
    expect(refusal.details).toMatchObject({ reason: `PAGES.${reason}` });
  });
});
