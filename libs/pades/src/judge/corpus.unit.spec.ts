import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { collect, inspectPdf, judge, prepareSignature } from '../index.js';

const folder = new URL('../../../../../shared/corpus/', import.meta.url);
const isThere = existsSync(new URL('expected.jsonl', folder));
if (!isThere) process.stderr.write('corpus of signed PDFs not found: its checks are skipped\n');

const read = (file: string) => readFileSync(new URL(file, folder));
const report = (pdf: Uint8Array) => judge(collect(pdf), { anchors: [], at: new Date('2026-11-20T05:00:00Z') });

(isThere ? describe : describe.skip)('published signed files', () => {
  const kinds = ['approval', '2', '1'].flatMap((kind) =>
    ['field', 'content', 'annotation'].map((way) => [kind, way] as const),
  );

  it.each(kinds)('number between two signatures: %s signature, as %s', (kind, way) => {
    const { signatures } = report(read(`flow/flow-${kind}-${way}.pdf`));
    expect(signatures.map(({ integrity }) => integrity)).toEqual(['ok', 'ok']);
    const right = way === 'field' && kind !== '1';
    expect(signatures[0]!.changes).toBe(right ? 'form' : 'forbidden');
    expect(signatures[1]!.changes).toBe('none');
  });

  it('a document certified with P=1 is not signed again', () => {
    const pdf = read('flow/flow-1-field.pdf');
    const signedOnce = pdf.subarray(0, report(pdf).signatures[0]!.revision.length);
    const empty = inspectPdf(signedOnce).signatureFields.find(({ isSigned }) => !isSigned);
    const refusal = prepareSignature(signedOnce, { fieldName: empty?.name ?? 'none' });
    expect(refusal).toMatchObject({ code: empty ? 'PADES.DOCMDP_FORBIDS' : 'PADES.FIELD_MISSING' });
  });

  it('every file is answered in under two seconds', () => {
    const rows = read('expected.jsonl').toString().split('\n').filter(Boolean);
    const files = rows.map((row) => (JSON.parse(row) as { file: string }).file).filter((file) => file.endsWith('.pdf'));
    for (const file of files) {
      const start = process.cpuUsage();
      report(read(file));
      expect([file, process.cpuUsage(start).user < 2_000_000]).toEqual([file, true]);
    }
  });
});
