import { describe, expect, it } from '@jest/globals';
import { commune, people } from '../../../test/people.js';
import { authorityOf, decision, letter, minutes } from '../../../test/world.js';
import { authorityLine, composeContent, fileNameOf, type Signatories } from './compose-content.js';
import type { SigningAuthority } from './directory-answers.js';
import { fold } from './fold.js';
import type { Signatory } from './signature-plan.js';

const authority = authorityOf(people.signer.positionId) as SigningAuthority;
const signer: Signatory = { ...authority, positionId: people.signer.positionId, name: authority.signerName };
const alone: Signatories = { signers: [signer], headDecidesAlone: false };

describe('what is printed', () => {
  it('of a decision signed for the collective', () => {
    expect(composeContent(decision(), commune, alone, 'VHXH')).toMatchObject({
      kind: 'quyet-dinh',
      superiorName: null,
      agencyName: ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU MINH'],
      symbol: 'QĐ-UBND',
      place: 'Châu Minh',
      authorityLine: 'Ủy ban nhân dân xã Châu Minh',
      signers: [{ capacityLines: signer.lines, name: 'Trần Văn Bình' }],
      recipients: ['- Như Điều 3;', '- Các thành viên Tổ công tác;', '- Lưu: VT, VHXH.'],
    });
  });
  it('of a letter; whom "Như trên" stands for is not named again', () => {
    expect(composeContent(letter(), commune, alone, 'VHXH')).toMatchObject({
      kind: 'cong-van',
      symbol: 'UBND-VHXH',
      recipients: ['- Như trên;', '- Lưu: VT, VHXH.'],
    });
    expect(composeContent(letter(), commune, alone, null)).toMatchObject({
      symbol: 'UBND',
      recipients: ['- Như trên;', '- Lưu: VT.'],
    });
  });
  it('an agency that is no People’s Committee names its superior', () => {
    const agency = { ...commune, name: 'Sở Nội vụ', superiorName: 'UBND tỉnh Đồng Tháp', collective: false };
    expect(composeContent(letter(), agency, alone, null).superiorName).toBe('UBND tỉnh Đồng Tháp');
  });
  it.each([
    ['TM', true, 'CHỦ TỊCH', 'Ủy ban nhân dân xã Châu Minh', 'Ủy ban nhân dân xã Châu Minh'],
    ['KT', false, 'GIÁM ĐỐC', 'Sở Nội vụ', 'GIÁM ĐỐC Sở Nội vụ'],
    ['direct', false, 'TRƯỞNG PHÒNG', 'Phòng Nội vụ', 'TRƯỞNG PHÒNG Nội vụ'],
    ['direct', false, 'Chánh Văn phòng', 'Văn phòng HĐND và UBND', 'Chánh Văn phòng HĐND và UBND'],
    ['TL', true, 'CHỦ TỊCH', 'Ủy ban nhân dân xã A', 'CHỦ TỊCH Ủy ban nhân dân xã A'],
  ] as const)('who decides: %s', (capacity, collective, headTitle, name, line) => {
    expect(authorityLine({ ...commune, collective, headTitle, name }, capacity)).toBe(line);
  });
  it('R-SIG-01: what the head of a collective decides alone is decided by the head, not by the collective', () => {
    expect(authorityLine(commune, 'Q', true)).toBe('CHỦ TỊCH Ủy ban nhân dân xã Châu Minh');
    expect(authorityLine(commune, 'direct', true)).toBe('CHỦ TỊCH Ủy ban nhân dân xã Châu Minh');
  });
  it('of minutes: secretary and chair, one seal beside the chair', () => {
    const secretary: Signatory = { ...signer, name: 'Lê Thị Hoa', capacity: null, lines: ['THƯ KÝ'] };
    const chair: Signatory = { ...signer, capacity: null, lines: ['CHỦ TỌA'] };
    const content = composeContent(minutes(), commune, { ...alone, signers: [secretary, chair] }, 'VHXH');
    expect(content).toMatchObject({
      kind: 'bien-ban',
      symbol: 'BB-UBND',
      signers: [
        { capacityLines: ['THƯ KÝ'], sealed: false },
        { capacityLines: ['CHỦ TỌA'], sealed: true },
      ],
      recipients: ['- Lưu: VT, VHXH, Hồ sơ.'],
    });
  });
  it('a file is named by kind and abstract', () => {
    expect(fileNameOf('cong-van', fold('V/v báo cáo: Đợt 2'))).toBe('cong-van-v-v-bao-cao-dot-2.pdf');
    expect(fileNameOf('cong-van', 'x'.repeat(300)).length).toBeLessThan(90);
  });
});
