import type { Logger } from '@vanthu/observability';

/**
 * Calls `step` again and again: at once while it finds work, else after `idleMs` of real time. What is to be done is in
 * tables; the loop itself remembers nothing, so it may die at any moment.
 */
export class JobLoop {
  private stopped = true;
  private rung = false;
  private isResting = false;
  private turn: Promise<void> = Promise.resolve();
  private wake: () => void = () => {};

  constructor(
    private readonly name: string,
    private readonly step: () => Promise<boolean>,
    private readonly log: Logger,
    private readonly idleMs = 250,
  ) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.turn = this.run();
  }

  /** Lets the step under way finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.turn;
  }

  /**
   * There is something to do, as far as the caller knows: it is looked for now, or when the step under way has ended.
   *
   * @returns whether it rested
   */
  ring(): boolean {
    const rested = this.isResting;
    this.rung = true;
    this.wake();
    return rested;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let worked = false;
      this.rung = false;
      try {
        worked = await this.step();
      } catch (error) {
        this.log.error({ err: error, job: this.name }, 'a job failed; it is tried again');
      }
      if (!worked && !this.stopped && !this.rung) await this.rest();
    }
  }

  private rest(): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.isResting = false;
        resolve();
      };
      const timer = setTimeout(goOn, this.idleMs);
      this.isResting = true;
      this.wake = goOn;
    });
  }
}
