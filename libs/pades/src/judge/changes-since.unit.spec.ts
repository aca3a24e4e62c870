import { beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyProvider } from '@vanthu/pki';
import { flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { changesSince, fillFields, inspectPdf, isPrefix, isRefusal, signPdf } from '../index.js';

const fill = [
  { field: 'so_van_ban', value: '07' },
  { field: 'ngay_ban_hanh', value: 'ngày 20 tháng 11 năm 2026' },
];

describe('what came behind a file that was given away', () => {
  let key: KeyProvider;
  let source: Uint8Array;
  beforeAll(async () => {
    key = new TestAuthorities().signer('P-256');
    source = await flowPdf();
  });
  const rulesSince = (pdf: Uint8Array, length: number) =>
    new Set(changesSince(pdf, length)?.changes.flatMap(({ rule, level }) => (level === 'lta' ? [] : [rule])));

  it('is told though nothing was signed before: values, a signature, and nothing that is not there', async () => {
    const filled = fillFields(source, fill);
    if (!(filled instanceof Uint8Array)) throw new Error(filled.code);
    expect(isPrefix(source, filled)).toBe(true);
    expect(inspectPdf(filled).textFields.map(({ value }) => value)).toEqual(fill.map(({ value }) => value));
    expect(rulesSince(filled, source.length)).toEqual(new Set(['field-filled']));
    const signed = await signPdf(filled, { fieldName: 'ky_co_quan_1', at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    expect(rulesSince(signed.pdf, filled.length)).toEqual(new Set(['field-signed']));
    expect(changesSince(signed.pdf, signed.pdf.length)?.changes).toEqual([]);
  });

  it('is not guessed: no revision ends there, or nothing can be read', () => {
    expect(changesSince(source, source.length - 20)).toBeNull();
    expect(changesSince(Buffer.from('không phải PDF'), 3)).toBeNull();
  });

  it('values are not filled into what an earlier signature has locked, nor into a field that is not there', async () => {
    const signed = await signPdf(source, { fieldName: 'ky_ca_nhan_1', lock: { action: 'All' }, at: signingDay }, key);
    if (isRefusal(signed)) throw new Error(signed.code);
    expect(fillFields(signed.pdf, fill)).toMatchObject({ code: 'PADES.FIELD_LOCKED' });
    expect(fillFields(source, [{ field: 'la', value: '1' }])).toMatchObject({ kind: 'refusal' });
  });
});
