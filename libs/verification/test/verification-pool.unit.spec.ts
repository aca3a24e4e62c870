import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { VerificationPool, type VerificationTrust } from '../src/index.js';

// Threads start slowly on a busy machine.
jest.setTimeout(30_000);

const folder = mkdtempSync(join(tmpdir(), 'vanthu-pool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let pool: VerificationPool | undefined;
afterEach(() => pool?.close());

const trust: VerificationTrust = { anchors: [], intermediates: [], crls: [] };
const asked = { at: '2026-11-20T05:00:00.000Z', policy: 'strict' } as const;
const file = (name: string, content: string | Uint8Array = ''): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const minimal = `%PDF-1.7
1 0 obj
<</Type/Catalog/Pages 2 0 R>>
endobj
2 0 obj
<</Type/Pages/Kids[]/Count 0>>
endobj
xref
0 3
0000000000 65535 f 
0000000009 00000 n 
0000000054 00000 n 
trailer
<</Size 3/Root 1 0 R>>
startxref
100
%%EOF
`;

describe('files', () => {
  it('are judged in a thread: one without signatures has none, one that is no PDF is a problem of the report', async () => {
    pool = new VerificationPool({ threads: 1 });
    const empty = await pool.verify(file('unsigned.pdf', minimal), trust, asked);
    expect(empty).toMatchObject({ kind: 'verified', bytes: minimal.length, report: { signatures: [] } });
    expect(empty).not.toHaveProperty('report.problem.code');
    const other = await pool.verify(file('text.pdf', 'Kính gửi'), trust, asked);
    expect(other).toMatchObject({ kind: 'verified', report: { problem: { code: 'PDF.NOT_A_PDF' } } });
  });

  it('that are not there, are folders or are too large are answered', async () => {
    pool = new VerificationPool({ threads: 1, maxFileMegabytes: 0.00001 });
    expect(await pool.verify(join(folder, 'nowhere.pdf'), trust, asked)).toMatchObject({
      code: 'UNREADABLE',
      detail: 'ENOENT',
    });
    expect(await pool.verify(file('large.pdf', minimal), trust, asked)).toMatchObject({ code: 'TOO_LARGE' });
    await pool.close();
    pool = new VerificationPool({ threads: 1 });
    expect(await pool.verify(folder, trust, asked)).toMatchObject({ code: 'UNREADABLE', detail: 'EISDIR' });
  });
});

describe('a thread', () => {
  const misbehaving = new URL('./workers/misbehaving.mjs', import.meta.url);
  const open = (more = {}) =>
    new VerificationPool({ threads: 1, processorSeconds: 0.3, heapMegabytes: 24, workerFile: misbehaving, ...more });

  it.each([
    ['hang', 'TOO_LONG'],
    ['eat', 'TOO_MUCH_MEMORY'],
    ['crash', 'FAULT'],
    ['die', 'FAULT'],
  ])('that would %s costs its file only: the next is answered by another', async (act, code) => {
    // Memory is found full by the collector, in whose time the clock of a busy machine runs on.
    pool = open(act === 'eat' ? { processorSeconds: 30 } : {});
    const [bad, good] = await Promise.all([
      pool.verify(file(`${act}.pdf`), trust, asked),
      pool.verify(file('good.pdf'), trust, asked),
    ]);
    expect(bad).toMatchObject({ kind: 'problem', code });
    expect(good).toMatchObject({ kind: 'problem', detail: expect.stringMatching(/^thread \d+$/) });
  });

  it('that is waited for by too many says so at once', async () => {
    pool = open({ mostWaiting: 1 });
    const all = await Promise.all(
      ['hang', 'good', 'good'].map((name) => pool?.verify(file(`${name}.pdf`), trust, asked)),
    );
    expect(all.map((one) => one?.kind === 'problem' && one.code).sort()).toEqual(['BUSY', 'FAULT', 'TOO_LONG']);
  });

  it('that is busy when the pool closes leaves nobody without an answer', async () => {
    pool = open({ processorSeconds: 60 });
    const hanging = [0, 1].map(() => pool?.verify(file('hang.pdf'), trust, asked));
    await pool.verify(join(folder, 'nowhere.pdf'), trust, asked);
    await pool.close();
    expect(await Promise.all(hanging)).toMatchObject([{ code: 'FAULT' }, { code: 'FAULT' }]);
  });
});
