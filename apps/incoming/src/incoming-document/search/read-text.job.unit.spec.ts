import { describe, expect, it } from '@jest/globals';
import { inRoom } from './read-text.job.js';

const octets = (words: readonly string[]): number => words.reduce((sum, word) => sum + Buffer.byteLength(word), 0);

describe('words of a file', () => {
  it('are all kept where there is room for them', () => {
    const words = ['ngân', 'sách', '128/stc-ns'];
    expect(inRoom(words)).toEqual(words);
  });

  it('leave room for the fields of the document, which must be written whatever the file says', () => {
    const words = Array.from({ length: 100_000 }, (_, at) => `chữ-${String(at).padStart(8, '0')}`);
    expect(octets(words)).toBeGreaterThan(1_048_575);
    const kept = inRoom(words);
    expect(octets(kept)).toBeLessThanOrEqual(800_000);
    expect(kept.slice(0, 2)).toEqual(words.slice(0, 2));
  });
});
