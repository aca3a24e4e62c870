import { describe, expect, test } from '@jest/globals';
import { type CapacityLinesInput, capacities, capacityLines } from './capacity-lines.js';

const committee = { collectiveName: 'Ủy ban nhân dân', headTitle: 'Chủ tịch' };

const valid: [rule: string, input: CapacityLinesInput, lines: string[]][] = [
  ['R-SIG-01', { capacity: 'direct', headTitle: 'Giám đốc', signerTitle: 'Giám đốc' }, ['GIÁM ĐỐC']],
  ['R-SIG-01', { capacity: 'TM', ...committee, signerTitle: 'Chủ tịch' }, ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']],
  [
    'R-SIG-01',
    { capacity: 'TM_KT', ...committee, signerTitle: 'Phó Chủ tịch' },
    ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  ],
  [
    'R-SIG-02',
    { capacity: 'KT', headTitle: 'Giám đốc', signerTitle: 'Phó Giám đốc' },
    ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  ],
  ['R-SIG-03', { capacity: 'Q', headTitle: 'Giám đốc', signerTitle: 'Quyền Giám đốc' }, ['Q. GIÁM ĐỐC']],
  ['R-SIG-03', { capacity: 'Q', ...committee, signerTitle: 'Quyền Chủ tịch' }, ['TM. ỦY BAN NHÂN DÂN', 'Q. CHỦ TỊCH']],
  [
    'R-SIG-04',
    { capacity: 'TUQ', headTitle: 'Chủ tịch', signerTitle: 'Trưởng phòng Kinh tế' },
    ['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG KINH TẾ'],
  ],
  [
    'R-SIG-07',
    { capacity: 'TL', headTitle: 'Chủ tịch', signerTitle: 'Chánh Văn phòng' },
    ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
  ],
  [
    'R-SIG-07',
    { capacity: 'TL_KT', headTitle: 'Chủ tịch', unitHeadTitle: 'Chánh Văn phòng', signerTitle: 'Phó Chánh Văn phòng' },
    ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
  ],
];

describe('capacity lines', () => {
  test.each(valid)('%s: %j prints %j', (_rule, input, lines) => {
    expect(capacityLines(input)).toEqual(lines);
  });

  test('R-SIG-01: decomposed titles are composed before they are put in capitals', () => {
    const lines = capacityLines({
      capacity: 'direct',
      headTitle: 'Hiệu trưởng'.normalize('NFD'),
      signerTitle: 'Hiệu trưởng',
    });
    expect(lines).toEqual(['HIỆU TRƯỞNG']);
  });

  test.each<CapacityLinesInput>([
    { capacity: 'TM', headTitle: 'Chủ tịch', signerTitle: 'Chủ tịch' },
    { capacity: 'TM_KT', collectiveName: ' ', headTitle: 'Chủ tịch', signerTitle: 'Phó Chủ tịch' },
    { capacity: 'TL_KT', headTitle: 'Chủ tịch', signerTitle: 'Phó Chánh Văn phòng' },
    { capacity: 'KT', headTitle: '', signerTitle: 'Phó Giám đốc' },
  ])('R-SIG-01: %j lacks a name and is a fault', (input) => {
    expect(() => capacityLines(input)).toThrow(RangeError);
  });

  test('R-SIG-08: the eight capacities are named', () => {
    expect(capacities.map(({ code }) => code)).toEqual(['direct', 'TM', 'TM_KT', 'KT', 'Q', 'TL', 'TL_KT', 'TUQ']);
  });
});
