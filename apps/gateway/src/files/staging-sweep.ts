import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { KeptFiles } from './kept-files.js';

const everyMs = 3_600_000;

/** Uploads that no document took are removed after a day: the door let them in, so the door clears them away. */
@Injectable()
export class StagingSweep implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly kept: KeptFiles,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    void this.sweep();
    this.timer = setInterval(() => void this.sweep(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @returns how many uploads were removed; a fault of the disk is logged and tried again in an hour */
  async sweep(): Promise<number> {
    try {
      const removed = await this.kept.store.sweepStaging();
      if (removed > 0) this.log.info({ removed }, 'uploads that nobody took were removed');
      return removed;
    } catch (error) {
      this.log.error({ err: error }, 'the sweep of uploads failed');
      return 0;
    }
  }
}
