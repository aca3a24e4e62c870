import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { certificateToPem, type KeyProvider } from '@vanthu/pki';
import { discPng, flowPdf } from '../../test/flow-pdf.js';
import { askPyhanko } from '../../test/independent-checks.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { threePages } from '../../test/three-pages.js';
import { formFields } from '../form/fields.js';
import {
  collect,
  inspectPdf,
  isPrefix,
  isRefusal,
  judge,
  prepareSignature,
  readFont,
  type SignOptions,
  signPdf,
} from '../index.js';
import { PdfDocument } from '../pdf/document.js';

const fontPath = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
const box = [330, 90, 530, 190] as const;

describe('a file without a form', () => {
  const authorities = new TestAuthorities();
  const rootPem = certificateToPem(authorities.root.certificate);
  let key: KeyProvider;
  let source: Uint8Array;

  beforeAll(async () => {
    key = authorities.signer('P-256');
    source = await threePages();
  });

  const sign = async (pdf: Uint8Array, options: Partial<SignOptions>) => {
    const result = await signPdf(pdf, { at: signingDay, claimedSigningTime: signingDay, ...options }, key);
    if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
    return result.pdf;
  };
  const code = async (pdf: Uint8Array, options: Partial<SignOptions>) => {
    const result = await signPdf(pdf, { at: signingDay, ...options }, key);
    return isRefusal(result) ? result.code : result.kind;
  };
  const answers = (pdf: Uint8Array) =>
    judge(collect(pdf), { anchors: authorities.anchors, at: signingDay }).signatures.map((one) => [
      ...[one.field, one.indication, one.changes],
    ]);

  it('gets an invisible field that touches no page, whatever its cross-references are', async () => {
    for (const useObjectStreams of [false, true]) {
      const pdf = await threePages(useObjectStreams);
      const signed = await sign(pdf, { newField: { page: 1 } });
      expect(isPrefix(pdf, signed)).toBe(true);
      expect(inspectPdf(signed).signatureFields).toMatchObject([{ name: 'ChuKy1', isSigned: true, page: undefined }]);
      expect(answers(signed)).toEqual([['ChuKy1', 'TOTAL_PASSED', 'none']]);
    }
  });

  it('gets visible fields on its pages, one after the other, with text in an embedded font over an image', async () => {
    const font = readFont(readFileSync(fontPath));
    const lines = ['Ký bởi: Nguyễn Thị Ngọc Ánh', 'Ngày ký: 20/11/2026 12:00:00 +07:00'];
    const text = { kind: 'text', lines, font, png: discPng(40, [200, 0, 0]), fontSize: 9 } as const;
    const first = await sign(source, { fieldName: 'nguoi_ky', newField: { page: 3, box }, appearance: text });
    const image = { kind: 'image', png: discPng(60, [0, 0, 200]) } as const;
    const second = await sign(first, { newField: { page: 1, box }, appearance: image });
    expect(inspectPdf(second).signatureFields).toMatchObject([
      { name: 'nguoi_ky', isSigned: true, page: 3, rect: [...box] },
      { name: 'ChuKy1', isSigned: true, page: 1, rect: [...box] },
    ]);
    expect(answers(second)).toEqual([
      ['nguoi_ky', 'TOTAL_PASSED', 'form'],
      ['ChuKy1', 'TOTAL_PASSED', 'none'],
    ]);
    const pyhanko = askPyhanko({ 'second.pdf': second }, rootPem, signingDay);
    if (pyhanko === null) console.warn('pyHanko is not at hand and was not asked');
    else
      expect(pyhanko['second.pdf']).toMatchObject([
        { valid: true, trusted: true, modification: 'FORM_FILLING', coverage: 'ENTIRE_REVISION' },
        { valid: true, trusted: true, modification: 'NONE', coverage: 'ENTIRE_FILE' },
      ]);
  }, 120_000);

  it('embeds only the glyphs that are drawn, and the same ones each time', async () => {
    const font = readFont(readFileSync(fontPath));
    const options = { newField: { page: 1, box }, appearance: { kind: 'text', lines: ['Số 07'], font } } as const;
    const [once, again] = [prepareSignature(source, options), prepareSignature(source, options)];
    expect(once).toEqual(again);
    if (isRefusal(once)) throw new Error(once.message);
    expect(once.preparedPdf.length - source.length).toBeLessThan(60_000);
    const missing = { newField: { page: 1, box }, appearance: { kind: 'text', lines: ['漢'], font } } as const;
    expect(prepareSignature(source, missing)).toMatchObject({
      code: 'PADES.TEXT_NOT_IN_FONT',
      details: { missing: ['漢'] },
    });
  });

  it('is certified by its first signature alone, and the catalog names it', async () => {
    const certified = await sign(source, { newField: { page: 1 }, certify: 2 });
    const view = new PdfDocument(certified).last;
    const [field] = formFields(view);
    expect(view.dict(view.catalog.get('Perms'))?.get('DocMDP')).toEqual(field?.dict.get('V'));
    expect(collect(certified).signatures[0]?.certificationLevel).toBe(2);
    expect(await code(certified, { newField: { page: 1 }, certify: 2 })).toBe('PADES.CERTIFY_NOT_FIRST');
    expect(await code(certified, { newField: { page: 1, box } })).toBe('PADES.DOCMDP_FORBIDS');
    const twice = await sign(certified, { newField: { page: 1 } });
    expect(answers(twice)).toEqual([
      ['ChuKy1', 'TOTAL_PASSED', expect.stringMatching(/lta|form/)],
      ['ChuKy2', 'TOTAL_PASSED', 'none'],
    ]);
    const closed = await sign(source, { newField: { page: 1 }, certify: 1 });
    expect(await code(closed, { newField: { page: 1 } })).toBe('PADES.DOCMDP_FORBIDS');
  });

  it('is refused a box outside its page, a page that it has not, and a name with a dot', async () => {
    expect(await code(source, { newField: { page: 1, box: [500, 10, 700, 90] } })).toBe('PADES.NO_ROOM');
    expect(await code(source, { newField: { page: 1, box: [90, 90, 10, 10] } })).toBe('PADES.NO_ROOM');
    expect(await code(source, { newField: { page: 4, box } })).toBe('PADES.NO_ROOM');
    expect(await code(source, { fieldName: 'a.b', newField: { page: 1 } })).toBe('PADES.FIELD_NAME');
    expect(await code(source, {})).toBe('PADES.NO_FREE_FIELD');
    expect(await code(source, { fieldName: 'khong_co' })).toBe('PADES.FIELD_MISSING');
  });

  it('takes no new field behind a lock of all fields', async () => {
    const locked = await sign(source, { newField: { page: 1 }, lock: { action: 'All' } });
    expect(await code(locked, { newField: { page: 1, box } })).toBe('PADES.FIELD_LOCKED');
    expect(await code(locked, { newField: { page: 1 } })).toBe('PADES.FIELD_LOCKED');
  });
});

describe('a plan of several signatures', () => {
  const authorities = new TestAuthorities();

  it('is kept: a field whose turn has not come is refused, each lock leaves the later ones open', async () => {
    const source = await flowPdf();
    const sign = (pdf: Uint8Array, options: Partial<SignOptions>, name: string) =>
      signPdf(pdf, { at: signingDay, ...options }, authorities.signer('P-256', { commonName: name }));
    const early = await sign(source, { fieldName: 'ky_co_quan_1', after: ['ky_ca_nhan_1'] }, 'Cơ quan');
    expect(early).toMatchObject({ code: 'PADES.ORDER', details: { field: 'ky_ca_nhan_1' } });
    expect(await sign(source, {}, 'Ai đó')).toMatchObject({
      code: 'PADES.FIELD_AMBIGUOUS',
      details: { fields: ['ky_ca_nhan_1', 'ky_co_quan_1'] },
    });
    const lock = { action: 'Exclude', fields: ['ky_co_quan_1', 'so_van_ban', 'ngay_ban_hanh'] } as const;
    const first = await sign(source, { fieldName: 'ky_ca_nhan_1', lock }, 'Người ký');
    if (isRefusal(first)) throw new Error(first.message);
    const second = await sign(first.pdf, { after: ['ky_ca_nhan_1'], lock: { action: 'All' } }, 'Cơ quan');
    if (isRefusal(second)) throw new Error(second.message);
    expect(second.fieldName).toBe('ky_co_quan_1');
    expect(await sign(second.pdf, {}, 'Ai đó')).toMatchObject({ code: 'PADES.NO_FREE_FIELD' });
  });
});
