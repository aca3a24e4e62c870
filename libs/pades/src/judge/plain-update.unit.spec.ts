import { beforeAll, describe, expect, it } from '@jest/globals';
import { signingDay } from '../../test/test-certificates.js';
import { type Flow, twoSignatures } from '../../test/two-signatures.js';
import { collect, judge } from '../index.js';
import { PdfDocument } from '../pdf/document.js';
import { PdfRef } from '../pdf/objects.js';

/**
 * Updates that readers follow differently: what one reader finds through the cross-reference, another finds by looking for
 * `obj` itself. None may pass, whatever it shows.
 */
describe('an update after the signatures', () => {
  let flow: Flow;
  beforeAll(async () => {
    flow = await twoSignatures();
  });
  const answerOf = (pdf: Uint8Array) => judge(collect(pdf), { anchors: flow.anchors, at: signingDay }).answer;

  interface Forged {
    /** Written before the cross-reference. */
    readonly objects?: string;
    readonly table?: string;
    readonly trailer?: (parts: { size: number; root: string; prev: number }) => string;
    readonly tail?: (startxref: number) => string;
  }
  const plainTable = 'xref\n0 1\n0000000000 65535 f \n';
  const plainTrailer = ({ size, root, prev }: { size: number; root: string; prev: number }) =>
    `trailer\n<< /Size ${size} /Root ${root} /Prev ${prev} >>\n`;
  const plainTail = (startxref: number) => `startxref\n${startxref}\n%%EOF\n`;

  function forge({ objects = '', table = plainTable, trailer = plainTrailer, tail = plainTail }: Forged): Uint8Array {
    const pdf = Buffer.from(flow.second);
    const { last, revisions } = new PdfDocument(pdf);
    const root = last.trailer.get('Root') as PdfRef;
    const facts = {
      size: last.trailer.get('Size') as number,
      root: `${root.num} ${root.gen} R`,
      prev: revisions.at(-1)?.startxref ?? 0,
    };
    const startxref = pdf.length + Buffer.byteLength(objects);
    return Buffer.concat([pdf, Buffer.from(objects + table + trailer(facts) + tail(startxref), 'latin1')]);
  }
  const hidden = '8 0 obj\n<< /Type /Page >>\nendobj\n';

  it('that is plain and empty passes', () => {
    expect(answerOf(forge({}))).toBe('hợp lệ');
  });

  it.each<[string, Forged]>([
    ['objects that its table does not name', { objects: hidden }],
    ['objects in a comment', { objects: `% x\n${hidden}` }],
    ['a table glued to its keyword', { table: 'xref0 1\n0000000000 65535 f \n' }],
    ['a table without a subsection', { table: 'xref\n' }],
    ['a comment in the table', { table: 'xref\n%\n0 1\n0000000000 65535 f \n' }],
    ['no /Size', { trailer: ({ root, prev }) => `trailer\n<< /Root ${root} /Prev ${prev} >>\n` }],
    [
      '/Size that is a string',
      { trailer: ({ root, prev }) => `trailer\n<< /Size (x) /Root ${root} /Prev ${prev} >>\n` },
    ],
    ['/Size 0', { trailer: ({ root, prev }) => `trailer\n<< /Size 0 /Root ${root} /Prev ${prev} >>\n` }],
    [
      '/Size beyond all',
      { trailer: ({ root, prev }) => `trailer\n<< /Size 999999999999 /Root ${root} /Prev ${prev} >>\n` },
    ],
    [
      '/Prev with a decimal point',
      { trailer: ({ size, root, prev }) => `trailer\n<< /Size ${size} /Root ${root} /Prev ${prev}.0 >>\n` },
    ],
    ['a row beyond /Size', { table: 'xref\n0 1\n0000000000 65535 f \n7999999 1\n0000000000 65535 f \n' }],
    ['no end', { tail: (startxref) => `startxref\n${startxref}\n` }],
    [
      'blanks after which no end is looked for',
      { tail: (startxref) => `${plainTail(startxref)}${'\n'.repeat(1_100)}` },
    ],
  ])('with %s does not pass', (_, forged) => {
    expect(answerOf(forge(forged))).toBe('không hợp lệ');
  });
});
