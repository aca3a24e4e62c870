import { beforeAll, describe, expect, it } from '@jest/globals';
import { flowPdf } from '../../test/flow-pdf.js';
import { TestAuthorities } from '../../test/test-authorities.js';
import { signingDay } from '../../test/test-certificates.js';
import { collect, isRefusal, judge, type PdfFacts, type SignatureLevel, signPdf } from '../index.js';
import type { SignatureFacts } from './facts.js';

describe('what proves a time, and what binds the file', () => {
  const authorities = new TestAuthorities();
  let facts: PdfFacts;
  beforeAll(async () => {
    const sign = async (pdf: Uint8Array, fieldName: string, level: SignatureLevel) => {
      const options = { fieldName, at: signingDay, level, sources: authorities.sources };
      const signed = await signPdf(pdf, options, authorities.signer('P-256'));
      if (isRefusal(signed)) throw new Error(signed.message);
      return signed.pdf;
    };
    facts = collect(await sign(await sign(await flowPdf(), 'ky_ca_nhan_1', 'B-B'), 'ky_co_quan_1', 'B-T'));
  });

  const report = (change: (signature: SignatureFacts) => Partial<SignatureFacts>) => {
    const signatures = facts.signatures.map((one) => ({ ...one, ...change(one) }));
    return judge({ ...facts, signatures }, { anchors: authorities.anchors, at: signingDay }).signatures;
  };

  it('the token of a later signature proves the earlier one as well', () => {
    expect(report(() => ({}))[0]!.provenTime).toBe(signingDay.toISOString());
  });

  it('not where the value of the later one cannot be checked: it may be an old value with its old token', () => {
    const [first] = report(({ field, signerInfo }) =>
      field === 'ky_co_quan_1' && signerInfo ? { signerInfo: { ...signerInfo, value: 'no-certificate' } } : {},
    );
    expect(first!.provenTime).toBeUndefined();
  });

  it('adbe.pkcs7.sha1 binds the file by SHA-1, whatever digest its CMS names', () => {
    const [first] = report(({ field }) => (field === 'ky_ca_nhan_1' ? { subFilter: 'adbe.pkcs7.sha1' } : {}));
    expect([first!.indication, first!.subIndication]).toEqual(['INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE']);
  });
});
