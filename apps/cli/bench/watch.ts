import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceTestbed } from '@vanthu/messaging';

/** Asks every few milliseconds, once for all who wait: the question must not be what is measured. */
export class Watch {
  private readonly waiting = new Map<string, () => void>();
  private ended = false;
  private failure: unknown;
  private readonly turn: Promise<void>;

  constructor(
    private readonly rows: ServiceTestbed['rows'],
    private readonly question: string,
  ) {
    this.turn = this.run();
  }

  sees(id: string): Promise<void> {
    return new Promise((seen, fail) => {
      const late = setTimeout(() => fail(this.failure ?? new Error(`${id} has not come: ${this.question}`)), 30_000);
      this.waiting.set(id, () => {
        clearTimeout(late);
        seen();
      });
    });
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.turn;
  }

  private async run(): Promise<void> {
    while (!this.ended) {
      try {
        const ids = [...this.waiting.keys()];
        const there = ids.length === 0 ? [] : await this.rows<{ id: string }>(this.question, [ids]);
        for (const { id } of there) {
          this.waiting.get(id)?.();
          this.waiting.delete(id);
        }
      } catch (error) {
        this.failure = error;
      }
      await pause(5);
    }
  }
}
