import { describe, expect, test } from '@jest/globals';
import { copyForms, isKind, kindByCode, kinds } from './kinds.js';

describe('kinds of document', () => {
  test('R-DRF-02: the list has exactly the 29 kinds of Art. 7, each once', () => {
    expect(kinds).toHaveLength(29);
    expect(new Set(kinds.map((kind) => kind.code)).size).toBe(29);
    expect(new Set(kinds.map((kind) => kind.nameVi)).size).toBe(29);
  });

  test('R-DRF-02: 27 kinds have an abbreviation, công văn and thư công have none', () => {
    expect(kinds.filter((kind) => kind.abbreviation === null).map((kind) => kind.code)).toEqual([
      'cong-van',
      'thu-cong',
    ]);
    expect(new Set(kinds.flatMap((kind) => kind.abbreviation ?? [])).size).toBe(27);
  });

  test('R-DRF-02: names are composed (NFC) and codes are ASCII kebab', () => {
    for (const kind of kinds) {
      expect(kind.nameVi).toBe(kind.nameVi.normalize('NFC'));
      expect(kind.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    }
  });

  test.each([
    ['nghi-quyet', 'Nghị quyết', 'NQ'],
    ['quyet-dinh', 'Quyết định', 'QĐ'],
    ['quy-dinh', 'Quy định', 'QyĐ'],
    ['chuong-trinh', 'Chương trình', 'CTr'],
    ['to-trinh', 'Tờ trình', 'TTr'],
    ['de-an', 'Đề án', 'ĐA'],
    ['du-an', 'Dự án', 'DA'],
    ['cong-van', 'Công văn', null],
    ['phieu-bao', 'Phiếu báo', 'PB'],
  ])('R-DRF-02: %s is %s, abbreviated %s', (code, nameVi, abbreviation) => {
    expect(isKind(code)).toBe(true);
    expect(kindByCode(code)).toEqual({ code, nameVi, abbreviation });
  });

  test.each(['', 'nghi-dinh', 'QĐ', 'quyet_dinh', 'Quyết định'])('R-DRF-02: "%s" is not a kind of Art. 7', (code) => {
    expect(isKind(code)).toBe(false);
    expect(kindByCode(code)).toBeUndefined();
  });

  test('R-CPY-04: the three forms of copies are SY, TrS, SL', () => {
    expect(copyForms.map((form) => form.abbreviation)).toEqual(['SY', 'TrS', 'SL']);
  });
});
