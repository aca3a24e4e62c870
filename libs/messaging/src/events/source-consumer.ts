import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { EventEnvelope, type Service } from '@vanthu/contracts';
import type { Logger } from '@vanthu/observability';
import { crashPoint } from '../crash-points.js';
import type { CatchUp } from './catch-up.js';
import { ackWaitMs, type EventStream } from './event-stream.js';
import type { HeldEvents } from './held-events.js';
import type { Inbox } from './inbox.js';

export interface ConsumerTimes {
  /** How often waiting events and holes are looked at, in milliseconds. */
  sweepMs: number;
  /** How long a hole is given to fill by itself. */
  holeMs: number;
  /** How often the owner's log is compared although nothing seems to be missing. */
  compareMs: number;
  /** Life of one pull. */
  pullMs: number;
}

export const defaultConsumerTimes: ConsumerTimes = { sweepMs: 1_000, holeMs: 2_000, compareMs: 30_000, pullMs: 5_000 };

const fetchAtOnce = 200;
const takeAtOnce = 64;
const pauseMs = 250;
const dayMs = 86_400_000;

/** Hears one source for one service: pulls from the stream, and goes to the owner's log for what the stream does not bring. */
export class SourceConsumer {
  private stopped = false;
  private current: ConsumerMessages | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private mayHold = true;
  private comparedAt = 0;
  private prunedAt = Date.now();
  private behind = true;

  constructor(
    private readonly service: Service,
    readonly source: Service,
    private readonly stream: EventStream,
    private readonly inbox: Inbox,
    private readonly held: HeldEvents,
    private readonly catchUp: CatchUp,
    private readonly log: Logger,
    private readonly times: ConsumerTimes,
  ) {}

  start(): void {
    this.running = Promise.all([this.pull(), this.tend()]);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.current?.stop();
    await this.running;
  }

  /** The connection was away, or a test says so: look at everything again. */
  lookAgain(): void {
    this.behind = true;
    this.current?.stop();
  }

  private async pull(): Promise<void> {
    while (!this.stopped) {
      try {
        const { consumer, made } = await this.stream.ensureConsumer(this.service, this.source);
        if (made) this.behind = true;
        // From the log first: what the stream repeats of it is then only recognised, not held.
        if (this.behind) await this.compare();
        await this.receive(consumer);
      } catch (error) {
        if (this.stopped) return;
        // What was delivered and not acknowledged would come again only after `ackWaitMs`: the log has it now.
        this.behind = true;
        this.log.warn({ err: error, source: this.source }, 'hearing waits');
        await this.pause(pauseMs);
      }
    }
  }

  /** One pull. It ends by itself after `pullMs`; the next one makes sure that the consumer is still there. */
  private async receive(consumer: Consumer): Promise<void> {
    const messages = await consumer.fetch({ max_messages: fetchAtOnce, expires: this.times.pullMs });
    this.current = messages;
    const waiting: JsMsg[] = [];
    let handling: Promise<void> | undefined;
    const keepAlive = setInterval(() => {
      for (const message of waiting) message.working();
    }, ackWaitMs / 3);
    try {
      for await (const message of messages) {
        waiting.push(message);
        handling ??= this.drain(waiting).finally(() => {
          handling = undefined;
        });
        // A failure shows at the end of the pull at the latest.
        handling.catch(() => messages.stop());
      }
      await handling;
      await this.drain(waiting);
    } finally {
      clearInterval(keepAlive);
      this.current = undefined;
    }
  }

  private async drain(waiting: JsMsg[]): Promise<void> {
    while (waiting.length > 0 && !this.stopped) await this.handle(waiting);
  }

  /** Handles from the front; a message stays in the list, and is kept alive, until it is acknowledged. */
  private async handle(waiting: JsMsg[]): Promise<void> {
    const messages = waiting.slice(0, takeAtOnce);
    const events: EventEnvelope[] = [];
    for (const message of messages) {
      const parsed = EventEnvelope.safeParse(safeJson(message));
      if (!parsed.success || parsed.data.service !== this.source) {
        // No event, or not of the service whose subject it came on: the owner's log is the truth, and the comparison will
        // find what was meant.
        this.log.error({ subject: message.subject }, 'something that is no event of its sender was passed over');
        message.term();
        waiting.splice(waiting.indexOf(message), 1);
        return;
      }
      if (message.info.deliveryCount > 1) break;
      events.push(parsed.data);
    }
    if (events.length === 0) {
      await this.handleRepeated(messages[0] as JsMsg);
      waiting.shift();
      return;
    }
    const taken = await this.take(events);
    crashPoint('after-effect-before-ack');
    for (const message of waiting.splice(0, taken)) message.ack();
    if (this.mayHold) this.mayHold = (await this.held.sweep(this.source)) > 0 || (await this.held.anyHeld(this.source));
  }

  /** @returns how many of the events, from the front, need not come again */
  private async take(events: readonly EventEnvelope[]): Promise<number> {
    try {
      const taken = await this.inbox.takeSome(events);
      if (taken.includes('held')) this.mayHold = true;
      return taken.length;
    } catch (error) {
      if (events.length > 1) return this.take(events.slice(0, 1));
      await this.held.keepFailed(events[0] as EventEnvelope, error);
      this.mayHold = true;
      return 1;
    }
  }

  /** It was delivered before and not acknowledged: whoever had it may have died of it. Attempts are counted from here on. */
  private async handleRepeated(message: JsMsg): Promise<void> {
    await this.held.keepInterrupted(EventEnvelope.parse(message.json()));
    message.ack();
    this.mayHold = true;
    await this.held.sweep(this.source);
  }

  /** Looks after what waits, and after holes. */
  private async tend(): Promise<void> {
    while (!this.stopped) {
      await this.pause(this.times.sweepMs);
      if (this.stopped) return;
      try {
        if ((await this.held.sweep(this.source)) > 0) this.mayHold = true;
        for (const hole of await this.held.holes(this.source, this.times.holeMs)) {
          await this.catchUp.fill(this.source, hole.aggregateId);
        }
        if (Date.now() - this.prunedAt > dayMs) {
          await this.inbox.prune(this.source);
          this.prunedAt = Date.now();
        }
        const due = Date.now() - this.comparedAt > this.times.compareMs;
        if (due || (await this.catchUp.hasHole(this.source, this.times.holeMs))) await this.compare();
      } catch (error) {
        if (!this.stopped)
          this.log.warn({ err: error, source: this.source }, 'the owner could not be asked for its log');
      }
    }
  }

  /** Reads the owner's log after what is known. An owner that does not answer is asked again by `tend`. */
  private async compare(): Promise<void> {
    try {
      await this.catchUp.run(this.source, () => this.stopped);
      this.comparedAt = Date.now();
      this.behind = false;
    } catch (error) {
      this.comparedAt = Date.now() - this.times.compareMs + 2 * this.times.sweepMs;
      this.behind = false;
      this.log.debug({ err: error, source: this.source }, 'the owner does not answer for its log yet');
    }
  }

  private async pause(ms: number): Promise<void> {
    const until = Date.now() + ms;
    while (!this.stopped && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(100, until - Date.now())));
    }
  }
}

function safeJson(message: JsMsg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
