import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { Journal } from './journal.js';

const directory = mkdtempSync(join(tmpdir(), 'vanthu-journal-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('a driver that is started again knows what it kept, also when its last line was cut', () => {
  const file = join(directory, 'replay.jsonl');
  const first = new Journal(file);
  expect(first.isContinued).toBe(false);
  first.keep('ticket', 'i0001', 'abc');
  first.keep('document', 'i0001', 'một');
  first.keep('document', 'i0001', 'hai');
  appendFileSync(file, '{"what":"document","key":"i0002","va');

  const again = new Journal(file);
  expect(again.isContinued).toBe(true);
  expect(again.get('ticket', 'i0001')).toBe('abc');
  expect(again.get('document', 'i0001')).toBe('hai');
  expect(again.get('document', 'i0002')).toBeUndefined();
  again.keep('document', 'i0002', 'ba');
  expect(new Journal(file).get('document', 'i0002')).toBe('ba');
});
