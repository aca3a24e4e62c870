import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { desktopFieldNames } from '@vanthu/decree30';
import { inspectPdf, isPrefix } from '@vanthu/pades';
import { findLibreOffice, isReadingRefusal, readPdfText } from '@vanthu/page-reader';
import { archivalProblems } from '../../../libs/decree30/test/archival-problems.js';
import { changedDocx } from '../../../libs/page-reader/test/pages/changed-docx.js';
import { independentChecks } from './independent-checks.js';
import { people, stranger } from './people.js';
import { judged, realSigner } from './real-signer.js';
import { decision, World } from './world.js';
import { inPdf, inWord } from './written-pages.js';

const { TakeWrittenFile, MovePlaces, TakeOverFields, GetWrittenFile, CreateWordDraft, SubmitDraft } = outgoing;
const { CheckForm, CompareVersions, GetReview, OpenOutgoingFile, ReviseDraft, ReturnDraft, AllotNumber } = outgoing;

const program = findLibreOffice(process.env.PATH);
if (program === null) console.warn('LibreOffice is missing: the road from Word is not tested');
const withWord = program === null ? describe.skip : describe;

let world: World;
beforeAll(async () => {
  world = await World.create();
  world.signer = realSigner;
});
afterAll(() => world?.close());
afterEach(() => {
  world.at = '2025-03-05T09:30:00.000Z';
});

const take = async (documentId: string, content: Uint8Array, name: string) => {
  const { version } = await world.get(documentId);
  const ticket = await world.upload(content, people.drafter, name);
  return { documentId, version, ticket };
};
const taken = async (documentId: string, content: Uint8Array, name = 'quyet-dinh.pdf') =>
  world.done(TakeWrittenFile, await take(documentId, content, name), people.drafter);
const file = (documentId: string) => world.done(GetWrittenFile, { documentId }, people.drafter);
const differing = async (documentId: string) =>
  (await file(documentId)).compared.filter(({ isSame }) => !isSame).map(({ field, binds }) => [field, binds]);

const kept = async (documentId: string) => {
  const { sha256 } = await world.done(OpenOutgoingFile, { documentId, act: 'view' }, people.clerk);
  return world.files.readBytes(sha256);
};

withWord('R-DRF-03 a finished Word file becomes the version of the draft', () => {
  let word: Uint8Array;
  beforeAll(async () => {
    word = await inWord();
  });

  it('R-OUT-07: a number that is voided on paper leaves the Word file in what was approved and signed', async () => {
    const documentId = await world.create(decision({ road: 'ink' }));
    await taken(documentId, word, 'quyet-dinh.docx');
    await world.bring(documentId, 'form-checked');
    const { manifest } = await world.get(documentId);
    const wish = { documentId, manifestHash: manifest.hash };
    await world.done(outgoing.RecordInkSignature, { ...wish, signedOn: '2025-03-05' }, people.clerk);
    await world.done(AllotNumber, wish, people.clerk);
    await world.done(outgoing.VoidNumber, { documentId, reason: 'Đóng dấu nhầm' }, people.clerk);
    expect((await world.get(documentId)).manifest).toEqual(manifest);
  });

  it('R-DRF-03: kept byte for byte, printed, with hash, author and what differs from the version before', async () => {
    const documentId = await world.create();
    await taken(documentId, word, 'quyet-dinh.docx');
    const { versions } = await world.done(GetReview, { documentId }, people.drafter);
    expect(versions.map(({ number, authorName, source }) => [number, authorName, source?.form, source?.name])).toEqual([
      [1, 'Lê Thị Hoa', undefined, undefined],
      [2, 'Lê Thị Hoa', 'docx', 'quyet-dinh.docx'],
    ]);
    const { sha256 } = versions[1]?.source ?? { sha256: '' };
    const source = await world.done(OpenOutgoingFile, { documentId, sha256, act: 'download' }, people.drafter);
    expect(source).toMatchObject({ name: 'quyet-dinh.docx', mediaType: expect.stringContaining('wordprocessingml') });
    expect(Buffer.from(await world.files.readBytes(sha256)).equals(word)).toBe(true);
    const { manifest } = await world.get(documentId, people.drafter);
    expect(manifest.files.map(({ role }) => role)).toEqual(['main', 'source']);
    const compared = await world.done(CompareVersions, { documentId, from: 1, to: 2 }, people.drafter);
    expect(compared.lines).toContainEqual({
      state: 'added',
      text: 'Điều 1. Thành lập Tổ công tác chuyển đổi số của xã gồm các ông, bà có tên sau.',
    });
    const changed = changedDocx(word, (xml) => xml.replace('gồm các ông, bà có tên sau', 'theo danh sách kèm theo'));
    await taken(documentId, changed, 'quyet-dinh-lan-2.docx');
    const again = await world.done(CompareVersions, { documentId, from: 2, to: 3 }, people.drafter);
    expect(again.lines.filter(({ state }) => state !== 'same')).toEqual([
      { state: 'removed', text: 'Điều 1. Thành lập Tổ công tác chuyển đổi số của xã gồm các ông, bà có tên sau.' },
      { state: 'added', text: 'Điều 1. Thành lập Tổ công tác chuyển đổi số của xã theo danh sách kèm theo.' },
    ]);
  });

  it('R-SIG-11 R-ORG-04: places are found where the file leaves room, as empty fields before the first signature', async () => {
    const documentId = await world.create();
    await taken(documentId, word, 'quyet-dinh.docx');
    const { places, compared, remarks } = await file(documentId);
    expect(places.map(({ name, page, isFound }) => [name, page, isFound])).toEqual([
      ['so_van_ban', 1, true],
      ['ngay_ban_hanh_ngay', 1, true],
      ['ngay_ban_hanh_thang', 1, true],
      ['ngay_ban_hanh_nam', 1, true],
      ['ky_ca_nhan_1', 1, true],
      ['ky_co_quan_1', 1, true],
    ]);
    expect(compared.filter(({ isSame }) => !isSame)).toEqual([]);
    expect(remarks).toEqual([]);
    const fields = inspectPdf(await kept(documentId));
    expect(fields.textFields.map(({ name, value }) => [name, value])).toHaveLength(4);
    expect(fields.signatureFields.map(({ name, lock }) => [name, lock])).toEqual([
      [
        'ky_ca_nhan_1',
        {
          action: 'Exclude',
          fields: [
            ...['so_van_ban', 'ngay_ban_hanh_ngay', 'ngay_ban_hanh_thang', 'ngay_ban_hanh_nam', 'ky_co_quan_1'],
            ...desktopFieldNames,
          ],
        },
      ],
      ['ky_co_quan_1', { action: 'All' }],
    ]);
  });

  it('R-ORG-08 R-OUT-13: goes the whole road, and number, date and seal are one increment that leaves the signature valid', async () => {
    const documentId = await world.create();
    // As some keyboards write it: decomposed, and the tone of "Ủy" on the other letter.
    const decomposed = changedDocx(word, (xml) => xml.replaceAll('Ủy', 'Uỷ').normalize('NFD'));
    await taken(documentId, decomposed, 'quyet-dinh.docx');
    expect(await differing(documentId)).toEqual([]);
    const issued = await world.bring(documentId, 'issued');
    const pdf = await kept(documentId);
    const { signatures } = judged(pdf);
    expect(signatures.map(({ field, indication, changes }) => [field, indication, changes])).toEqual([
      ['ky_ca_nhan_1', 'TOTAL_PASSED', 'form'],
      ['ky_co_quan_1', 'TOTAL_PASSED', 'none'],
    ]);
    const main = issued.manifest.files.find(({ role }) => role === 'main');
    expect(isPrefix(await world.files.readBytes(main?.sha256 ?? ''), pdf)).toBe(true);
    const text = await readPdfText(pdf);
    if (isReadingRefusal(text)) throw new Error(text.code);
    const rows = text.pages[0]?.words.filter(({ isAnnotation }) => isAnnotation).map((word) => word.text);
    expect(rows).toEqual([issued.numberAndSymbol?.split('/')[0], '05', '3', '2025']);
    const read = text.pages[0]?.words.find(({ text: one }) => one === '05');
    const printed = text.pages[0]?.words.find(({ text: one }) => one === 'tháng');
    expect(Math.abs((read?.baseline ?? 0) - (printed?.baseline ?? 9))).toBeLessThan(0.3);
    // Opening on page 1 is allowed (ISO 19005-2 6.5.1); our own pages have no such action.
    expect((await archivalProblems(pdf)).filter((one) => !one.includes('OpenAction'))).toEqual([]);
    independentChecks(pdf);
  });
});

describe('R-DRF-03 a finished PDF becomes the version of the draft', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await inPdf();
  });

  it('R-DRF-07: what was approved falls with the next file, and a file returned after the signature is fresh again', async () => {
    const documentId = await world.create();
    await taken(documentId, pdf);
    await world.bring(documentId, 'form-checked');
    await taken(documentId, pdf);
    expect((await world.get(documentId)).state).toBe('draft');
    const signed = await world.bring(documentId, 'signed');
    await world.done(ReturnDraft, { documentId, reason: 'Sửa Điều 2.' }, people.clerk);
    const returned = await world.get(documentId, people.drafter);
    expect(returned.manifest.hash).not.toBe(signed.manifest.hash);
    expect(inspectPdf(await kept(documentId)).signatureFields.every(({ isSigned }) => !isSigned)).toBe(true);
    expect((await file(documentId)).source.form).toBe('pdf');
    await world.bring(documentId, 'issued');
  });

  it('R-DRF-06: an agency, symbol, kind or signer that is not the document’s is refused when the form is checked', async () => {
    const documentId = await world.create();
    await taken(documentId, await inPdf({ agencyName: ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU THÀNH'], symbol: 'QĐ-UBX' }));
    expect(await differing(documentId)).toEqual([
      ['agency', true],
      ['symbol', true],
    ]);
    await world.bring(documentId, 'content-checked');
    const seen = await world.seen(documentId);
    const refusal = await world.refuses('OUTGOING.FILE_DIFFERS', CheckForm, seen, people.officeHead);
    expect(refusal.message).toContain('Ký hiệu: tệp ghi “QĐ-UBX”, văn bản là “QĐ-UBND”');
    await taken(documentId, pdf);
    await world.bring(documentId, 'form-checked');
  });

  it('R-DRF-06: a number or a day that is typed already is refused: both come with the seal', async () => {
    const documentId = await world.create();
    await taken(documentId, await inPdf({}, { number: '15', date: 'ngày 04 tháng 3 năm 2025' }));
    expect(await differing(documentId)).toEqual([
      ['number', true],
      ['date', true],
    ]);
    await world.bring(documentId, 'content-checked');
    await world.refuses('OUTGOING.FILE_DIFFERS', CheckForm, await world.seen(documentId), people.officeHead);
  });

  it('R-DRF-01: what differs and does not bind is offered: abstract, recipients, urgency and signer are taken over', async () => {
    const documentId = await world.create();
    const other = {
      abstract: 'Về việc kiện toàn Tổ công tác chuyển đổi số',
      urgency: 'urgent' as const,
      recipients: ['- Như Điều 3;', '- Văn phòng HĐND và UBND;', '- Thường trực Đảng ủy xã;', '- Lưu: VT, VHXH.'],
      signers: [{ capacityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Nguyễn Văn An' }] as never,
    };
    await taken(documentId, await inPdf(other));
    expect(await differing(documentId)).toEqual([
      ['abstract', false],
      ['signer', true],
      ['recipients', false],
      ['urgency', false],
    ]);
    const { version } = await world.get(documentId);
    const fields = ['abstract', 'signer', 'recipients', 'urgency'] as const;
    await world.done(TakeOverFields, { documentId, version, fields: [...fields] }, people.drafter);
    const after = await world.get(documentId, people.drafter);
    expect(after).toMatchObject({ abstract: other.abstract, urgency: 'urgent', signerName: 'Nguyễn Văn An' });
    expect(after.recipients.map(({ kind, name }) => [kind, name])).toEqual([
      ['unit', 'Văn phòng HĐND và UBND'],
      ['other', 'Thường trực Đảng ủy xã'],
    ]);
    expect(await differing(documentId)).toEqual([]);
    expect((await file(documentId)).places.find(({ kind }) => kind === 'signature')?.isFound).toBe(true);
  });

  it('R-DRF-01: a title of 900 letters is shown and not taken over', async () => {
    const documentId = await world.create();
    const long = Array.from({ length: 180 }, () => 'công').join(' ');
    await taken(documentId, await inPdf({ abstract: `Về việc ${long}` }));
    const { compared } = await file(documentId);
    const abstract = compared.find(({ field }) => field === 'abstract');
    expect(abstract?.file?.length).toBeGreaterThan(500);
    expect(abstract).toMatchObject({ mayTake: false, isSame: false });
    const { version } = await world.get(documentId);
    const wish = { documentId, version, fields: ['abstract' as const] };
    await world.refuses('OUTGOING.FILE_UNFIT', TakeOverFields, wish, people.drafter);
  });

  it('R-OUT-13: a printed year is held against the day of the number', async () => {
    const documentId = await world.create();
    await taken(documentId, await inPdf({}, { date: 'ngày ........ tháng ........ năm 2025' }));
    expect((await file(documentId)).places.map(({ kind }) => kind)).not.toContain('year');
    await world.bring(documentId, 'signed');
    world.at = '2026-01-05T03:00:00.000Z';
    const wish = { ...(await world.seen(documentId)), activationId: documentId };
    const refusal = await world.refuses('OUTGOING.PRINTED_YEAR', AllotNumber, wish, people.clerk);
    // The desk says so before it is tried.
    const desk = await world.done(outgoing.CheckNumbering, { documentId }, people.clerk);
    expect(desk).toMatchObject({ expected: null, problemVi: refusal.message });
    world.at = '2025-03-05T09:30:00.000Z';
    await world.bring(documentId, 'issued');
  });

  it('R-ORG-04: places are moved by a person, as a version of the same file; a seal beside the signature is refused', async () => {
    const documentId = await world.create();
    await taken(documentId, pdf);
    const { version, manifest } = await world.get(documentId);
    const { places } = await file(documentId);
    const signature = places.find(({ kind }) => kind === 'signature');
    const seal = places.find(({ kind }) => kind === 'seal');
    if (!signature || !seal) throw new Error('no places');
    const up = ({ name, page, rect }: typeof seal, dx: number) => ({ name, page, rect: { ...rect, x: rect.x + dx } });
    const wish = { documentId, version, places: [up(seal, -30)] };
    await world.refuses('OUTGOING.PLACES_WRONG', MovePlaces, wish, people.drafter);
    const strange = { ...wish, places: [{ ...up(seal, 0), name: 'ky_co_quan_9' }] };
    await world.refuses('OUTGOING.PLACES_WRONG', MovePlaces, strange, people.drafter);
    await world.done(MovePlaces, { ...wish, places: [up(seal, 5), up(signature, 5)] }, people.drafter);
    const after = await world.get(documentId, people.drafter);
    expect(after.manifest.hash).not.toBe(manifest.hash);
    const moved = (await file(documentId)).places.find(({ kind }) => kind === 'seal');
    expect(moved?.rect.x).toBeCloseTo(seal.rect.x + 5, 6);
    const field = inspectPdf(await kept(documentId)).signatureFields.find(({ name }) => name === 'ky_co_quan_1');
    expect(field?.rect?.[0]).toBeCloseTo(((seal.rect.x + 5) * 72) / 25.4, 1);
  });

  it('R-DRF-01: the file stays while only data around it change on the screen, and goes when the text does', async () => {
    const documentId = await world.create();
    await taken(documentId, pdf);
    const revise = async (own: object) => {
      const { version } = await world.get(documentId);
      await world.done(ReviseDraft, { ...decision(own), documentId, version }, people.drafter);
    };
    await revise({ urgency: 'urgent' });
    expect((await file(documentId)).source.name).toBe('quyet-dinh.pdf');
    const body = { ...decision().body, proposal: null };
    await revise({ body });
    await world.refuses('OUTGOING.NO_WRITTEN_FILE', GetWrittenFile, { documentId }, people.drafter);
  });

  it('R-DRF-01: begun in Word it is only a template, and nobody hands that in', async () => {
    const { body: _, ...asked } = decision();
    const { id: documentId } = await world.done(CreateWordDraft, asked, people.drafter);
    await world.refuses('OUTGOING.ONLY_A_TEMPLATE', SubmitDraft, { documentId }, people.drafter);
    await taken(documentId, pdf);
    await world.done(SubmitDraft, { documentId }, people.drafter);
  });

  it('R-DRF-03: a PDF becomes the version too; the upload is the beginning of what is signed', async () => {
    const documentId = await world.create();
    await taken(documentId, pdf);
    const issued = await world.bring(documentId, 'issued');
    expect(isPrefix(pdf, await kept(documentId))).toBe(true);
    expect(issued.manifest.files.map(({ role }) => role)).toEqual(['main']);
  });

  it('others see nothing of the file; a stranger cannot bring one', async () => {
    const documentId = await world.create();
    await taken(documentId, pdf);
    await world.refuses('REQUEST.NOT_FOUND', GetWrittenFile, { documentId }, stranger);
    const wish = await take(documentId, pdf, 'khac.pdf');
    await world.refuses('FILE.BAD_TICKET', TakeWrittenFile, wish, people.head);
    const ticket = await world.upload(pdf, people.otherDrafter, 'khac.pdf');
    await world.refuses('REQUEST.NOT_FOUND', TakeWrittenFile, { ...wish, ticket }, stranger).catch(() => null);
    expect((await world.get(documentId)).state).toBe('draft');
  });
});
