import { Injectable } from '@nestjs/common';
import type { EventContract } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { Generations } from './generations.js';
import { Projector, sources } from './projector.js';

/** Each event changes the generation that serves; a rebuild reads the same events from the owners' logs. */
@Injectable()
export class FollowTheOwnersHandler {
  constructor(
    private readonly generations: Generations,
    private readonly projector: Projector,
  ) {}

  @Listens(...sources)
  async handle(event: ListenedEvent<EventContract>, tx: Tx): Promise<void> {
    const generation = await this.generations.hold(tx);
    await this.projector.apply(tx, generation, event);
    await this.generations.applied(tx, event.service, event.position, event.occurredAt);
  }
}
