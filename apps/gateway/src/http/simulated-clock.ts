/**
 * Civil time where it is simulated. Who names no instant acts at the one of the installation: the end of a replayed period,
 * and from there on as the machine's clock goes.
 */
export class SimulatedClock {
  private readonly startedMs = performance.now();

  /** @param startsAt  ISO 8601; undefined: whoever names no instant acts in the machine's time */
  constructor(private readonly startsAt: string | undefined) {}

  now(): string | undefined {
    if (this.startsAt === undefined) return undefined;
    const elapsed = performance.now() - this.startedMs;
    return new Date(Date.parse(this.startsAt) + elapsed).toISOString();
  }
}
