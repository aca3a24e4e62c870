import { Injectable } from '@nestjs/common';
import { type Actor, directory } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import { orRefuse } from '../http/refused.js';
import type { Session } from '../session/session.store.js';
import { today } from './civil-day.js';

/** Longest that a position withdrawn in the directory still opens doors, in milliseconds. */
const keptMs = 30_000;
const mostKept = 5_000;

/** Who the session acts as on a day, as the directory says. */
@Injectable()
export class Actors {
  private readonly kept = new Map<string, { actor: Actor; until: number }>();

  constructor(private readonly client: RequestClient) {}

  /** `read` opens the records of a closed agency, `act` nothing of it (R-SYS-07). */
  async of(session: Session, purpose: 'act' | 'read', at: string | undefined): Promise<Actor> {
    const on = today(at);
    const key = `${session.personId} ${session.positionId} ${on} ${purpose}`;
    const kept = this.kept.get(key);
    if (kept && kept.until > performance.now()) return kept.actor;
    const { personId, positionId } = session;
    const actor = orRefuse(
      await this.client.ask(
        directory.ResolveActor,
        { personId, positionId, on, purpose },
        { asService: true, ...simulated(at) },
      ),
    );
    // Oldest first: a map keeps the order of insertion.
    if (this.kept.size >= mostKept) this.kept.delete(this.kept.keys().next().value as string);
    this.kept.delete(key);
    this.kept.set(key, { actor, until: performance.now() + keptMs });
    return actor;
  }
}

export const simulated = (at: string | undefined): { at?: string } => (at === undefined ? {} : { at });
