import { describe, expect, it } from '@jest/globals';
import { sampleDocument } from '../../../test/sample-document.js';
import { fillOf } from './payloads.js';
import { unsigned, withSigned } from './signature-plan.js';

describe('the signature plan', () => {
  it('R-ORG-01 the person signs before the organisation', () => {
    expect(sampleDocument().plan.map(({ step, kind, field }) => [step, kind, field])).toEqual([
      [1, 'personal', 'ky_ca_nhan_1'],
      [2, 'organisation', 'ky_co_quan_1'],
    ]);
  });
  it('marks one step and can forget them all', () => {
    const at = '2025-03-05T09:30:00.000Z';
    const { plan } = sampleDocument();
    expect(withSigned(plan, 1, at).map(({ signedAt }) => signedAt)).toEqual([at, null]);
    expect(unsigned(withSigned(plan, 2, at))).toEqual(plan);
  });
  it('R-OUT-11, R-OUT-13 number and date are filled as printed', () => {
    const numbering = { number: 7, numberAndSymbol: '07/QĐ-UBND', documentDate: '2025-03-05', seriesCode: 'QD' };
    const fillable = ['so_van_ban', 'ngay_ban_hanh'];
    expect(fillOf({ numbering, fillable })).toEqual([
      { field: 'so_van_ban', value: '07' },
      { field: 'ngay_ban_hanh', value: 'ngày 05 tháng 3 năm 2025' },
    ]);
    expect(fillOf({ numbering: null, fillable })).toEqual([]);
    // Minutes print no date in the head (Annex III template 1.9).
    expect(fillOf({ numbering, fillable: ['so_van_ban'] })).toEqual([{ field: 'so_van_ban', value: '07' }]);
  });
});
