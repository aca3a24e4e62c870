/** Work that nobody waits for: one step after the other while there is something to do, then a look every now and then. */
export class Background {
  private stopped = false;
  private sleeper: (() => void) | null = null;
  private done: Promise<void> | null = null;

  /**
   * @param step   answers whether something was done; what it throws is reported and rests for `netMs`
   * @param netMs  between two looks without being woken
   */
  constructor(
    private readonly step: () => Promise<boolean>,
    private readonly netMs: number,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Once: Nest starts a microservice that was initialised by hand a second time. */
  start(): void {
    this.done ??= this.loop();
  }

  wake(): void {
    this.sleeper?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.done;
  }

  private async loop(): Promise<void> {
    while (!this.stopped) {
      if (!(await this.trial()) && !this.stopped) await this.sleep();
    }
  }

  private async trial(): Promise<boolean> {
    try {
      return await this.step();
    } catch (error) {
      this.report(error);
      return false;
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.netMs);
      this.sleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
