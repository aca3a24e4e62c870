import { beforeAll, describe, expect, it } from '@jest/globals';
import { textMark } from '../../../test/attacks/mark-appearances.js';
import { RawUpdate } from '../../../test/attacks/raw-update.js';
import { mark, rightMarks, strangersMarks, wrongShapes } from '../../../test/attacks/signed-attacks.js';
import { addField, listInForm, listOnPage, sealUpdate, signatureDict } from '../../../test/attacks/signed-update.js';
import { unsignedAttacks } from '../../../test/attacks/unsigned-attacks.js';
import { flowPdf } from '../../../test/flow-pdf.js';
import { signingDay, testRoot, testSigner } from '../../../test/test-certificates.js';
import { collect, type JudgementPolicy, judge, publicServicePolicy, type Report, strictPolicy } from '../../index.js';
import { isAnnexText } from './read-mark.js';

const certification = (level: number) =>
  `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P ${level} /V /1.2 >> >>]`;

describe('the profile "ký số công vụ"', () => {
  const publicCa = testRoot('CA công vụ thử nghiệm');
  const nationalCa = testRoot('CA công cộng thử nghiệm');
  const person = testSigner({ commonName: 'Nguyễn Văn A' }, publicCa);
  const agency = testSigner({ commonName: 'UBND xã thử nghiệm' }, publicCa);
  const company = testSigner({ commonName: 'Công ty thử nghiệm' }, nationalCa);
  const anchors = [
    { certificate: publicCa.certificate, family: 'public-service' },
    { certificate: nationalCa.certificate, family: 'national' },
  ] as const;
  const report = (pdf: Uint8Array, policy: JudgementPolicy = publicServicePolicy): Report =>
    judge(collect(pdf), { anchors, at: signingDay, policy });

  /** The person signs first, with a certification or without, in a field that is made for it: nothing is prepared. */
  async function signedFirst(level: 1 | 2 | 3 | undefined, key = person): Promise<Uint8Array> {
    const update = new RawUpdate(await flowPdf());
    const value = update.add(signatureDict(level === undefined ? '' : certification(level)));
    if (level !== undefined) update.catalog({ Perms: `<< /DocMDP ${value} 0 R >>`, AcroForm: '<< /Fields [] >>' });
    const field = addField(
      update,
      { name: 'Signature1', rect: [330, 200, 430, 250], appearance: textMark(update, '1') },
      value,
    );
    listOnPage(update, 0, field);
    if (level === undefined) listInForm(update, field);
    else update.catalog({ Perms: `<< /DocMDP ${value} 0 R >>`, AcroForm: `<< /Fields [${field} 0 R] /SigFlags 3 >>` });
    return sealUpdate(update, key);
  }

  let certified: Uint8Array;
  beforeAll(async () => {
    certified = await signedFirst(2);
  });

  it.each(Object.keys(rightMarks))(
    'takes up a %s that the agency adds after a certification with P=2',
    async (name) => {
      const marked = await rightMarks[name]!(certified, agency);
      const { answer, signatures, marks } = report(marked);
      expect([answer, signatures.map(({ changes }) => changes)]).toEqual(['hợp lệ', ['form', 'none']]);
      expect(marks).toMatchObject([{ isAccepted: true, signer: 'UBND xã thử nghiệm', page: 1 }]);
      expect(report(marked, strictPolicy).answer).toBe('không hợp lệ');
    },
  );

  it('lists number, day and seal in words, with who set each', async () => {
    let pdf = certified;
    for (const name of ['number', 'day', 'seal']) pdf = await rightMarks[name]!(pdf, agency);
    const { answer, messageVi, marks } = report(pdf);
    expect(answer).toBe('hợp lệ');
    expect(messageVi).toContain('số, ngày và dấu được cơ quan thêm sau chữ ký cá nhân');
    expect(marks.map(({ text }) => text)).toEqual([
      'UBND xã thử nghiệm thêm số “11410”, trang 1',
      'UBND xã thử nghiệm thêm số “7”, trang 1',
      'UBND xã thử nghiệm thêm hình ảnh dấu 38,8 × 38,8 mm, trang 1',
    ]);
  });

  it('also where nobody certified, and never where the first signature forbids it', async () => {
    const number = rightMarks.number!;
    expect(report(await number(await signedFirst(undefined), agency)).answer).toBe('hợp lệ');
    expect(report(await number(await signedFirst(1), agency)).answer).toBe('không hợp lệ');
    expect(report(await number(await signedFirst(3), agency)).answer).toBe('không hợp lệ');
  });

  it('a text mark of Annex I stands at the top of the first page', async () => {
    const text = (update: RawUpdate) => textMark(update, 'Sao y; UBND xa A; 06/03/2025; 08:15:30 +07:00', 280, 14, 10);
    const top = mark({ rect: [300, 810, 580, 824], draw: text });
    expect(report(await top(certified, agency)).marks[0]).toMatchObject({ kind: 'text', isAccepted: true });
  });

  it.each([
    ['Số: 125/QĐ-UBND; 05/03/2025; 16:48:07 +07:00', true],
    ['Sao y; Ủy ban nhân dân huyện Châu Minh; 06/03/2025; 08:15:30 +07:00', true],
    ['TRÍCH SAO; UBND xã A; 2025-03-06T08:15:30+07:00', true],
    ['Số: 125/QĐ-UBND', false],
    ['Hết hiệu lực; UBND xã A; 06/03/2025; 08:15:30 +07:00', false],
    ['Sao y; bãi bỏ Điều 2 và 3; 06/03/2025; 08:15:30 +07:00', false],
  ])('"%s" is a text mark of Annex I: %s', (text, expected) => {
    expect(isAnnexText(text)).toBe(expected);
  });

  it.each(Object.keys(wrongShapes))('%s is no mark, whoever signs it', async (name) => {
    const { answer, signatures } = report(await wrongShapes[name]!(certified, agency));
    expect(answer).toBe('không hợp lệ');
    expect(signatures[0]!.changes).toBe('forbidden');
  });

  it.each(Object.keys(strangersMarks))('%s of somebody who is not of the public service is no mark', async (name) => {
    for (const key of [company, testSigner({ commonName: 'Người lạ' }, testRoot('CA lạ'))]) {
      const { answer, signatures } = report(await strangersMarks[name]!(certified, key));
      expect([answer, signatures[0]!.changes]).toEqual(['không hợp lệ', 'forbidden']);
    }
  });

  it.each(Object.keys(unsignedAttacks))('without a key: %s', async (name) => {
    const attacked = unsignedAttacks[name]!(await rightMarks.seal!(certified, agency));
    if (attacked) expect(report(attacked).answer).not.toBe('hợp lệ');
    else expect(['pages in another order']).toContain(name);
  });

  it('outside the public service the strict rules hold: a company signs, another adds a visible signature', async () => {
    const first = await signedFirst(undefined, company);
    const second = await rightMarks.seal!(first, testSigner({ commonName: 'Bên B' }, nationalCa));
    expect(report(second).signatures.map(({ changes }) => changes)).toEqual(['form', 'none']);
  });
});
