interface Kept<T> {
  readonly value: T;
  readonly until: number;
}

/** Answers until the instant at which their source promises newer ones; the oldest go when there are too many. */
export class AnswerCache<T> {
  private readonly kept = new Map<string, Kept<T>>();

  constructor(private readonly maxEntries = 2_000) {}

  get(key: string, now: Date): T | undefined {
    const kept = this.kept.get(key);
    if (kept === undefined) return undefined;
    if (kept.until > now.getTime()) return kept.value;
    this.kept.delete(key);
    return undefined;
  }

  keep(key: string, value: T, until: Date, now: Date): void {
    if (until <= now) return;
    this.kept.delete(key);
    for (const [oldest] of this.kept) {
      if (this.kept.size < this.maxEntries) break;
      this.kept.delete(oldest);
    }
    this.kept.set(key, { value, until: until.getTime() });
  }
}
