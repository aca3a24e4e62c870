/** How long the acts of the quarter took, as the people at the desks saw it. Real milliseconds. */
export class Measure {
  private readonly acts = new Map<string, { count: number; totalMs: number; longestMs: number }>();
  private answered = 0;

  constructor(private readonly acted: (acts: number) => void = () => {}) {}

  add(act: string, ms: number): void {
    const one = this.acts.get(act) ?? { count: 0, totalMs: 0, longestMs: 0 };
    one.count += 1;
    one.totalMs += ms;
    one.longestMs = Math.max(one.longestMs, ms);
    this.acts.set(act, one);
    this.answered += 1;
    this.acted(this.answered);
  }

  /** The most expensive first. */
  rows(): { act: string; count: number; meanMs: number; longestMs: number; totalMs: number }[] {
    return [...this.acts]
      .map(([act, { count, totalMs, longestMs }]) => ({
        act,
        count,
        meanMs: Math.round((totalMs / count) * 10) / 10,
        longestMs: Math.round(longestMs),
        totalMs: Math.round(totalMs),
      }))
      .sort((a, b) => b.totalMs - a.totalMs);
  }
}
