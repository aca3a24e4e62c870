import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { Background } from '../background.js';
import { ValidationServers } from '../config/validation-servers.js';
import { PreservationStore } from './preservation.store.js';
import { PreserveFile } from './preserve-file.js';

const NET_MS = 3_000;

/** Raises issued files one after the other, behind everything that people wait for. */
@Injectable()
export class PreservationRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly background: Background;
  /** Simulated clock: the last instant that was told. */
  private told: Date | null = null;

  constructor(
    private readonly store: PreservationStore,
    private readonly preserve: PreserveFile,
    private readonly servers: ValidationServers,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(SERVICE_LOGGER) log: Logger,
  ) {
    // The lease of what failed ends, and it is tried again.
    this.background = new Background(
      () => this.step(),
      NET_MS,
      (err) => log.error({ err }, 'preservation fault'),
    );
  }

  onApplicationBootstrap(): void {
    if (this.servers.isOn) this.background.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.background.stop();
  }

  /** Looks at once; on the simulated clock as of that instant. */
  wake(civilNow: Date): void {
    if (this.told === null || civilNow > this.told) this.told = civilNow;
    this.background.wake();
  }

  private async step(): Promise<boolean> {
    const isReal = this.config.clock === 'real';
    const row = await this.store.take(isReal ? null : (this.told ?? new Date(0)));
    if (row) await this.preserve.run(row, isReal ? new Date() : laterOf(row.civil_at, this.told));
    return row !== null;
  }
}

const laterOf = (a: Date, b: Date | null): Date => (b !== null && b > a ? b : a);
