import { deflateSync } from 'node:zlib';

/** A PDF of the given object bodies, numbered from 1, with a right cross-reference table. */
export function pdfOf(bodies: readonly (string | Uint8Array)[], trailer = '/Root 1 0 R'): Uint8Array {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let at = chunks[0]!.length;
  let table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f\r\n`;
  bodies.forEach((body, i) => {
    table += `${String(at).padStart(10, '0')} 00000 n\r\n`;
    const chunk = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.from(body as string),
      Buffer.from('\nendobj\n'),
    ]);
    chunks.push(chunk);
    at += chunk.length;
  });
  chunks.push(Buffer.from(`${table}trailer\n<< /Size ${bodies.length + 1} ${trailer} >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(chunks);
}

export const catalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [3 0 R] >> >>';
export const pages = '<< /Type /Pages /Kids [] /Count 0 >>';
export const stream = (dict: string, data: Uint8Array) =>
  Buffer.concat([Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);

/** A PDF whose form (object 5) lies in object stream 3, behind a cross-reference stream. */
export function packedPdf(objectStream: Uint8Array, tableRows?: Uint8Array): Uint8Array {
  const bodies = ['<< /Type /Catalog /Pages 2 0 R /AcroForm 5 0 R >>', pages, objectStream];
  const parts = bodies.map((body, i) =>
    Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(body as string), Buffer.from('\nendobj\n')]),
  );
  const offsets = parts.map((_, i) => 9 + parts.slice(0, i).reduce((sum, part) => sum + part.length, 0));
  const at = 9 + parts.reduce((sum, part) => sum + part.length, 0);
  const row = (type: number, value: number) => [type, value >> 16, (value >> 8) & 255, value & 255, 0];
  const rows = Buffer.from([row(0, 0), ...offsets.map((o) => row(1, o)), row(1, at), row(2, 3)].flat());
  const dict = '/Type /XRef /Size 6 /W [1 3 1] /Root 1 0 R /Filter /FlateDecode';
  const table = stream(dict, deflateSync(tableRows ?? rows));
  const end = Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from('4 0 obj\n'), table, end]);
}

export const bomb = deflateSync(Buffer.alloc(60_000_000));

/** Files made to cost much: what they are called, and how they are made. How long each takes is said by `npm run bench -- hostile`. */
export const hostileFiles: readonly (readonly [string, () => Uint8Array])[] = [
  ['a million open brackets', () => pdfOf([catalog, pages, '['.repeat(1_000_000)])],
  ['a million open dictionaries', () => pdfOf([catalog, pages, '<</A '.repeat(1_000_000)])],
  [
    '/Prev that leads to itself',
    () =>
      Buffer.from(
        Buffer.from(pdfOf([catalog, pages, '<< >>'], '/Root 1 0 R /Prev 0000000'))
          .toString('latin1')
          .replace(/\/Prev 0000000/, '/Prev 9'),
      ),
  ],
  ['references in a circle', () => pdfOf(['2 0 R', '3 0 R', '1 0 R'])],
  [
    'a field tree in a circle',
    () => pdfOf([catalog, pages, '<< /T (a) /Kids [4 0 R] >>', '<< /T (b) /Kids [3 0 R 4 0 R] >>']),
  ],
  ['a page tree in a circle', () => pdfOf([catalog, '<< /Kids [2 0 R 2 0 R] >>', '<< >>'])],
  ['a stream whose length is its own', () => pdfOf([catalog, pages, '<< /Length 3 0 R >>\nstream\nx\nendstream'])],
  [
    'a deflate bomb as object stream',
    () => packedPdf(stream('/Type /ObjStm /N 1 /First 9 /Filter /FlateDecode', bomb)),
  ],
  [
    'a deflate bomb packed twice',
    () => packedPdf(stream('/Type /ObjStm /N 1 /First 9 /Filter [/FlateDecode /FlateDecode]', deflateSync(bomb))),
  ],
  [
    'a deflate bomb of ASCII85, whose letter z stands for four bytes',
    () =>
      packedPdf(
        stream(
          '/Type /ObjStm /N 1 /First 9 /Filter [/FlateDecode /ASCII85Decode]',
          deflateSync(Buffer.alloc(33_000_000, 'z')),
        ),
      ),
  ],
  [
    'a deflate bomb of ASCIIHex',
    () =>
      packedPdf(
        stream(
          '/Type /ObjStm /N 1 /First 9 /Filter [/FlateDecode /ASCIIHexDecode]',
          deflateSync(Buffer.alloc(33_000_000, '2')),
        ),
      ),
  ],
  [
    'a deflate bomb as cross-reference stream',
    () => packedPdf(stream('', new Uint8Array()), Buffer.alloc(60_000_000, 1)),
  ],
  [
    'a subsection of a billion entries',
    () =>
      Buffer.from(
        '%PDF-1.7\nxref\n0 1000000000\n0000000000 65535 f\r\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n',
      ),
  ],
  [
    'ten thousand streams without end',
    () => pdfOf([catalog, pages, ...Array<string>(10_000).fill('<< /Length 9 >>\nstream\n')]),
  ],
  [
    'fields that share a long list of kids',
    () =>
      pdfOf([
        `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${'4 0 R '.repeat(100_000)}] >> >>`,
        pages,
        '<< >>',
        '<< /T (a) /Kids 5 0 R >>',
        `[${'3 0 R '.repeat(100_000)}]`,
      ]),
  ],
  [
    'an object stream that contains itself',
    () => pdfOf([catalog, pages, stream('/Type /ObjStm /N 1 /First 4', Buffer.from('3 0 <<>>'))]),
  ],
  ['only a header', () => Buffer.from('%PDF-1.7')],
  ['nothing', () => new Uint8Array()],
];
