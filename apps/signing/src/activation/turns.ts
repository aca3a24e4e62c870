/** Work for one key at a time, in the order of asking; for different keys side by side, so many at once. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** Keys for which somebody works or waits. */
  get size(): number {
    return this.last.size;
  }

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(key) ?? Promise.resolve()).then(() => this.within(work));
    const settled: Promise<void> = turn.then(
      () => this.forget(key, settled),
      () => this.forget(key, settled),
    );
    this.last.set(key, settled);
    return turn;
  }

  private forget(key: string, settled: Promise<void>): void {
    if (this.last.get(key) === settled) this.last.delete(key);
  }

  private async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
