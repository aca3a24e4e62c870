import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { answerOf, collect, inspectPdf, judge, prepareSignature, publicServicePolicy } from '../index.js';

const folder = new URL('../../../../../shared/corpus/', import.meta.url);
const isThere = existsSync(new URL('expected.jsonl', folder));
if (!isThere) process.stderr.write('corpus of signed PDFs not found: its checks are skipped\n');

const read = (file: string) => readFileSync(new URL(file, folder));
const report = (pdf: Uint8Array) =>
  judge(collect(pdf), { anchors: [], at: new Date('2026-11-20T05:00:00Z'), policy: publicServicePolicy });

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

  const files = () =>
    read('expected.jsonl')
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((row) => (JSON.parse(row) as { file: string }).file)
      .filter((file) => file.endsWith('.pdf'));

  it('nothing that must fail passes, and at most 2 % of what is good is refused', () => {
    const lines = files().map((file) => JSON.stringify({ file, ...answerOf(report(read(file))) }));
    const tool = fileURLToPath(new URL('../tools/corpus-score.mjs', folder));
    const expected = fileURLToPath(new URL('expected.jsonl', folder));
    const scored = spawnSync(process.execPath, [tool, expected], { input: lines.join('\n'), encoding: 'utf8' });
    const [, passed, refused] = /must fail but passed: (\d+) +good but refused: (\d+)/.exec(scored.stdout)!;
    const good = [...scored.stdout.matchAll(/^(?:PASS\+?|NOSIG|DIFF-OK) +\d+\/(\d+)/gm)];
    const count = good.reduce((sum, [, all]) => sum + Number(all), 0);
    expect(scored.stdout).not.toContain('no answer');
    expect(Number(passed)).toBe(0);
    expect(Number(refused)).toBeLessThanOrEqual(count * 0.02);
  }, 600_000);
});
