import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { ClientNats, ServerNats } from '@nestjs/microservices';

/**
 * Nest's NATS transport on the connection that the service already has: one connection and one identity per service, and a
 * `close` that answers what has been taken before it goes.
 */
export class SharedNatsServer extends ServerNats {
  private readonly open: Subscription[] = [];
  private inFlight = 0;

  constructor(
    private readonly connection: NatsConnection,
    private readonly queueGroup: string,
  ) {
    super({ queue: queueGroup });
  }

  override async createNatsClient(): Promise<NatsConnection> {
    return this.connection;
  }

  override bindEvents(client: NatsConnection): void {
    for (const channel of this.messageHandlers.keys()) {
      const handle = this.getMessageHandler(channel).bind(this) as (error: Error | null, message: Msg) => Promise<void>;
      this.open.push(
        client.subscribe(channel, {
          queue: this.queueGroup,
          callback: (error, message) => void handle(error, message),
        }),
      );
    }
  }

  /** Counts a request from its arrival to its answer. */
  async track<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight++;
    try {
      return await work();
    } finally {
      this.inFlight--;
    }
  }

  /** Takes no more requests, waits for those taken (at most `graceMs`), and leaves the connection to its owner. */
  async drain(graceMs = 5_000): Promise<void> {
    await Promise.all(this.open.splice(0).map((subscription) => subscription.drain().catch(() => {})));
    const deadline = Date.now() + graceMs;
    while (this.inFlight > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    // The answer is written one turn after the handler's promise is kept.
    await new Promise((resolve) => setImmediate(resolve));
  }

  override async close(): Promise<void> {
    await this.drain();
  }
}

/** Nest's NATS client on the same connection. */
export class SharedNatsClient extends ClientNats {
  constructor(
    private readonly connection: NatsConnection,
    inboxPrefix: string,
  ) {
    super({ inboxPrefix });
  }

  override async createClient(): Promise<NatsConnection> {
    return this.connection;
  }

  /** The connection belongs to the service. */
  override async close(): Promise<void> {
    this.handleClose();
  }
}
