import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { readTable, writeCsv, writeXlsx } from './index.js';
import { isTableRefusal, type ReadOptions } from './table.js';

const rowsOf = (bytes: Uint8Array, options?: ReadOptions) => {
  const read = readTable(bytes, options);
  return isTableRefusal(read) ? read.code : read.rows;
};
const csv = (text: string) => new TextEncoder().encode(text);

/** The smallest workbook there is, with the cells that are given. */
const workbook = (cells: string, more: Record<string, string> = {}) => {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${cells}</sheetData></worksheet>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
};

describe('CSV', () => {
  it('what is written is read back the same, whatever it begins with', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC').trim());
    const starts = fc.constantFrom('=1+1', '@x', "'=x", "''-1", '-', '+84', 'a;b', 'a,b', 'a"b', 'dòng\nhai');
    const row = fc.array(fc.oneof(cell, starts), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const told = ['đầu', ...(rows[0] as string[]), 'cuối'];
        const all = [told, ...rows.slice(1).map((cells) => [...cells, 'cuối'])];
        const read = rowsOf(csv(writeCsv(all)), { kind: 'csv' });
        const clean = (text: string) => text.replace(/\0/g, '');
        if (all.flat().some((text) => text.includes('\0'))) expect(read).toBe('TABLE.NOT_UTF8');
        else expect(read).toEqual(all.map((cells) => cells.map(clean)));
      }),
    );
  });

  it.each([
    [
      'semicolons of spreadsheets with a decimal comma',
      csv('Tên;Số\r\n"Đơn; vị";1,5\r\n'),
      [
        ['Tên', 'Số'],
        ['Đơn; vị', '1,5'],
      ],
    ],
    [
      'tabs in UTF-16 with byte order mark',
      new Uint8Array(Buffer.from('\ufeffTên\tSố\r\nà\t2\r\n', 'utf16le')),
      [
        ['Tên', 'Số'],
        ['à', '2'],
      ],
    ],
    ['an empty line keeps the number of the next', csv('a,b\n\nc,d\n'), [['a', 'b'], [], ['c', 'd']]],
    ['decomposed letters come composed', csv('a,Vie\u0323\u0302t\n'), [['a', 'Việt']]],
  ])('%s', (_, bytes, expected) => {
    expect(rowsOf(bytes)).toEqual(expected);
  });

  it.each([
    ['TABLE.NOT_UTF8', new Uint8Array([0x54, 0xea, 0x6e, 0x2c, 0x31])],
    ['TABLE.MALFORMED_CSV', csv('a,"b\nc,d\n')],
    ['TABLE.EMPTY', csv('\n,,\n')],
    ['TABLE.EMPTY', new Uint8Array()],
    ['TABLE.TOO_MANY_ROWS', csv('a\n'.repeat(11))],
    ['TABLE.TOO_MANY_COLUMNS', csv(`a${',b'.repeat(6)}\n`)],
    ['TABLE.CELL_TOO_LONG', csv(`a,${'b'.repeat(101)}\n`)],
    ['TABLE.TOO_LARGE', csv('a'.repeat(2001))],
    ['TABLE.ENCRYPTED_OR_OLD', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0])],
  ])('%s', (code, bytes) => {
    const limits = { maxRows: 10, maxColumns: 5, maxCellLength: 100, maxBytes: 2000 };
    expect(rowsOf(bytes, { limits })).toBe(code);
  });
});

describe('XLSX', () => {
  const sheet = {
    name: 'Quý I/2023',
    title: ['Số liệu'],
    columns: [{ heading: 'Chỉ tiêu' }, { heading: 'Số', width: 12 }],
    rows: [['Hồ sơ tiếp nhận', 4608], { cells: ['=HYPERLINK("http://x")', null], bold: true }],
  };
  const expected = [['Số liệu'], ['Chỉ tiêu', 'Số'], ['Hồ sơ tiếp nhận', '4608'], ['=HYPERLINK("http://x")']];

  it('what is written is read back the same, text stays text', async () => {
    const bytes = await writeXlsx([sheet, { ...sheet, name: 'quý i:2023' }]);
    expect(rowsOf(bytes)).toEqual(expected);
    expect(rowsOf(bytes, { sheet: 'quý i 2023 (2)' })).toEqual(expected);
    expect(rowsOf(bytes, { sheet: 'Không có' })).toBe('TABLE.NO_SUCH_SHEET');
    const part = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] as Uint8Array).toString();
    expect(part).not.toContain('<f>');
  });

  it('a reader that is not ours reads the same cells', async () => {
    const rows = await readSheet(Buffer.from(await writeXlsx([sheet])));
    expect(rows).toEqual([
      ['Số liệu', null],
      ['Chỉ tiêu', 'Số'],
      ['Hồ sơ tiếp nhận', 4608],
      ['=HYPERLINK("http://x")', null],
    ]);
  });

  it('control characters and halves of a surrogate pair are left out, so that the workbook opens', async () => {
    const bytes = await writeXlsx([{ ...sheet, title: [], rows: [['a\u0001b\ud800c', 1]] }]);
    expect(rowsOf(bytes)).toEqual([
      ['Chỉ tiêu', 'Số'],
      ['abc', '1'],
    ]);
  });

  it('dates, truth, pieces of one text and cells without an address', () => {
    const bytes = workbook(
      `<row><c><v>7</v></c><c t="b"><v>1</v></c></row>
       <row r="3"><c r="B3" s="1"><v>44999</v></c><c r="C3" s="2"><v>44999.354166667</v></c><c r="D3" t="e"><v>#DIV/0!</v></c></row>
       <row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4" t="inlineStr"><is><t>tại ô</t></is></c><c r="C4"><f>1+1</f><v>2</v></c></row>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>Quyết </t></r><r><t>định</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>',
        'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>
          <cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
      },
    );
    expect(rowsOf(bytes)).toEqual([
      ['7', 'TRUE'],
      [],
      ['', '2023-03-14', '2023-03-14T08:30:00'],
      ['Quyết định', 'tại ô', '2'],
    ]);
  });

  it('a cell far away costs nothing when it is empty, and is refused when it is not', () => {
    const far = (inner: string) => workbook(`<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">${inner}</row>`);
    expect(rowsOf(far('<c r="XFD1048576" s="3"/>'))).toEqual([['1']]);
    expect(rowsOf(far('<c r="A1048576"><v>1</v></c>'))).toBe('TABLE.TOO_MANY_ROWS');
    expect(rowsOf(workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'))).toBe('TABLE.TOO_MANY_COLUMNS');
  });

  it('a part that unpacks to more than the limit is refused before it is unpacked', () => {
    const bomb = workbook(`<!--${' '.repeat(3_000_000)}-->`);
    expect(bomb.length).toBeLessThan(20_000);
    expect(rowsOf(bomb, { limits: { maxUnpackedBytes: 1_000_000 } })).toBe('TABLE.UNPACKS_TOO_LARGE');
  });

  it('a part that says it is smaller than it is never comes out larger than it says', () => {
    const bomb = workbook(`<!--${' '.repeat(3_000_000)}-->`);
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.length);
    // Central directory headers (APPNOTE 4.3.12) end the file; the size before packing stands 24 bytes into each.
    for (let at = 0; at < bomb.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000) {
        view.setUint32(at + 24, 500, true);
      }
    }
    expect(rowsOf(bomb, { limits: { maxUnpackedBytes: 1_000_000 } })).toBe('TABLE.NOT_A_WORKBOOK');
  });

  it.each([
    ['a document type', workbook('', { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>' })],
    ['an unknown entity', workbook('<row><c t="str"><v>&a;</v></c></row>')],
    ['a text that is not there', workbook('<row><c t="s"><v>9</v></c></row>')],
    ['an archive of something else', zipSync({ 'word/document.xml': strToU8('<x/>') })],
    ['an archive that is cut off', workbook('<row/>').slice(0, 200)],
  ])('%s is no workbook', (_, bytes) => {
    expect(rowsOf(bytes, { kind: 'xlsx' })).toBe('TABLE.NOT_A_WORKBOOK');
  });
});
