import { createHash } from 'node:crypto';

/** Choices that follow from a seed and a word: the same two give the same choices, whatever else is drawn. */
export class Seeded {
  private state: [number, number, number, number];

  constructor(readonly seed: string) {
    const hash = createHash('sha256').update(seed).digest();
    this.state = [hash.readUInt32LE(0), hash.readUInt32LE(4), hash.readUInt32LE(8), hash.readUInt32LE(12)];
  }

  /** Choices of their own for a part of the data, so that a change there moves nothing elsewhere. */
  of(word: string): Seeded {
    return new Seeded(`${this.seed}/${word}`);
  }

  /** 0 ≤ x < 1 (the generator sfc32). */
  next(): number {
    let [a, b, c, d] = this.state;
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    this.state = [a, b, c | 0, d];
    return (t >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(part: number): boolean {
    return this.next() < part;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.int(0, list.length - 1)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }
}

/** A UUID that follows from words (version 8: RFC 9562 §5.8): the id of a thing, or of a command about it. */
export function uuidOf(...words: readonly string[]): string {
  const hex = createHash('sha256')
    .update(`vanthu-quarter:${words.join('\n')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
