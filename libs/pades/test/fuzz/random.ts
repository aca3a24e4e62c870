/** Numbers that look like chance and come out the same for the same seed (xorshift32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    // Spread, so that neighbouring seeds begin differently; never 0, which would stay 0.
    this.state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 0 || 1;
    for (let i = 0; i < 4; i++) this.next();
  }

  private next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x >>> 0;
  }

  /** 0 up to, not including, `limit`. */
  below(limit: number): number {
    return limit <= 0 ? 0 : this.next() % limit;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
