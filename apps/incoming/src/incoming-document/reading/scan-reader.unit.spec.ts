import { describe, expect, it } from '@jest/globals';
import { ScanReader } from './scan-reader.js';

/** Programs that are not there: every scan ends at once, with its reason. */
const programs = { recogniser: { tesseract: '/nowhere/tesseract', renderer: '/nowhere/pdftoppm' } };
const failed = { problemVi: expect.stringContaining('Không nhận dạng được') };

describe('scans that wait to be recognised', () => {
  it('are so many at once; who comes then asks again and has a turn', async () => {
    const reader = new ScanReader(programs as never, { warn: () => undefined } as never);
    const ask = (name: string) => reader.read(name, new Uint8Array([37]), 1);
    const names = Array.from({ length: 9 }, (_, at) => `scan ${at}`);
    expect(names.map(ask)).toEqual(names.map(() => null));
    await reader.settled();
    expect(names.slice(0, 8).map(ask)).toEqual(Array(8).fill(failed));
    expect(ask('scan 8')).toBeNull();
    await reader.settled();
    expect(ask('scan 8')).toEqual(failed);
  });
});
