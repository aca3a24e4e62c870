export interface BackOff {
  /** After the first failure. Default 5 s; doubled with each further one. */
  readonly firstMs?: number;
  /** Default 10 min: servers of a TSA block for longer those who do not stop asking. */
  readonly maxMs?: number;
}

/**
 * Which servers have failed lately. One that failed is left alone for a while, twice as long each time, so that a server
 * that is down or that limits its callers is not pressed; a success forgets it all.
 */
export class ServerHealth {
  private readonly failures = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly now: () => Date,
    private readonly backOff: BackOff = {},
  ) {}

  /** Servers that may be asked now, in their order. */
  available(urls: readonly string[]): readonly string[] {
    const now = this.now().getTime();
    return urls.filter((url) => (this.failures.get(url)?.until ?? 0) <= now);
  }

  failed(url: string): void {
    const { firstMs = 5_000, maxMs = 600_000 } = this.backOff;
    const count = (this.failures.get(url)?.count ?? 0) + 1;
    const rest = Math.min(maxMs, firstMs * 2 ** Math.min(count - 1, 20));
    // addresses come from certificates: forget the oldest rather than keep all
    if (this.failures.size >= maxRemembered) {
      const [oldest] = this.failures.keys();
      if (oldest !== undefined) this.failures.delete(oldest);
    }
    this.failures.delete(url);
    this.failures.set(url, { count, until: this.now().getTime() + rest });
  }

  succeeded(url: string): void {
    this.failures.delete(url);
  }
}

const maxRemembered = 1_000;
