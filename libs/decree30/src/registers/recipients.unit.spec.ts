import { describe, expect, test } from '@jest/globals';
import { checkRecipients, composeRecipients } from './recipients.js';

describe('nơi nhận', () => {
  test('R-FMT-06: a decision begins "Như Điều …" and ends with the file line', () => {
    const lines = composeRecipients({
      kind: 'quyet-dinh',
      asArticle: 3,
      recipients: ['Thường trực Đảng ủy', '- Hội đồng nhân dân xã;', ' '],
      draftingUnit: 'VHXH',
      fileCopies: 2,
    });
    expect(lines).toEqual([
      '- Như Điều 3;',
      '- Thường trực Đảng ủy;',
      '- Hội đồng nhân dân xã;',
      '- Lưu: VT, VHXH (2).',
    ]);
    expect(checkRecipients(lines, 'quyet-dinh')).toBeNull();
  });

  test('R-FMT-06: a công văn begins "Như trên"; drafter and copies follow the file line', () => {
    const lines = composeRecipients({
      kind: 'cong-van',
      recipients: ['Sở Tài chính'],
      draftingUnit: null,
      drafterCode: 'PL',
      issuedCopies: 300,
    });
    expect(lines).toEqual(['- Như trên;', '- Sở Tài chính;', '- Lưu: VT. PL.(300)']);
    expect(checkRecipients(lines, 'cong-van')).toBeNull();
  });

  test('R-FMT-06: a report to a superior is addressed as well', () => {
    const lines = composeRecipients({ kind: 'bao-cao', addressed: true, recipients: [], draftingUnit: 'VP' });
    expect(lines).toEqual(['- Như trên;', '- Lưu: VT, VP.']);
  });

  test('R-FMT-06: a tờ trình is always addressed, minutes are kept with the dossier', () => {
    const submission = composeRecipients({ kind: 'to-trinh', recipients: [], draftingUnit: 'NV' });
    expect(submission).toEqual(['- Như trên;', '- Lưu: VT, NV.']);
    expect(checkRecipients(submission.slice(1), 'to-trinh')).toMatchObject({ code: 'RECIPIENTS.AS_ABOVE' });
    expect(composeRecipients({ kind: 'bien-ban', recipients: ['Phòng Nội vụ'], draftingUnit: null })).toEqual([
      '- Phòng Nội vụ;',
      '- Lưu: VT, Hồ sơ.',
    ]);
  });

  test.each([
    [['- Như trên;', '- Sở Tài chính;'], 'cong-van', 'RECIPIENTS.NO_FILE_LINE'],
    [[], 'quyet-dinh', 'RECIPIENTS.NO_FILE_LINE'],
    [['- Sở Tài chính;', '- Lưu: VT.'], 'cong-van', 'RECIPIENTS.AS_ABOVE'],
    [['- Như Điều 3', '- Lưu: VT.'], 'quyet-dinh', 'RECIPIENTS.LINE'],
    [['Như Điều 3;', '- Lưu: VT.'], 'quyet-dinh', 'RECIPIENTS.LINE'],
  ] as const)('R-FMT-06: %j of a %s is refused: %s', (lines, kind, code) => {
    expect(checkRecipients(lines, kind)).toMatchObject({ rule: 'R-FMT-06', code });
  });
});
