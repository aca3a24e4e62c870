import { Injectable } from '@nestjs/common';
import { Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import { GatewaySettings } from '../settings.js';
import { newSessionToken, tokenHash } from './session-token.js';

export interface Session {
  /** As the browser holds it; never stored. */
  readonly token: string;
  readonly personId: string;
  readonly positionId: string;
  readonly expiresAt: Date;
}

const Row = z.object({ person_id: z.string(), position_id: z.string(), expires_at: z.date(), stale: z.boolean() });

/** Sessions live in real time, also when documents live in a simulated one. */
@Injectable()
export class SessionStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: GatewaySettings,
  ) {}

  async open(personId: string, positionId: string): Promise<Session> {
    const token = newSessionToken();
    const { sessionHours } = this.settings.options;
    await this.transactions.query('DELETE FROM session WHERE expires_at < now()');
    const [row] = await this.transactions.query<{ expires_at: Date }>(
      `INSERT INTO session (token_hash, person_id, position_id, expires_at)
       VALUES ($1, $2, $3, now() + $4 * interval '1 hour') RETURNING expires_at`,
      [tokenHash(token), personId, positionId, sessionHours],
    );
    if (!row) throw new Error('a session was inserted and not returned');
    return { token, personId, positionId, expiresAt: row.expires_at };
  }

  /** The session, unless it has expired or lain idle. Seeing it is noted once a minute, which is as exact as idleness needs. */
  async find(token: string): Promise<Session | null> {
    const rows = await this.transactions.query(
      `SELECT person_id, position_id, expires_at, last_seen_at < now() - interval '1 minute' AS stale FROM session
        WHERE token_hash = $1 AND expires_at > now() AND last_seen_at > now() - $2 * interval '1 minute'`,
      [tokenHash(token), this.settings.options.sessionIdleMinutes],
    );
    const [row] = z.array(Row).parse(rows);
    if (!row) return null;
    if (row.stale) {
      await this.transactions.query('UPDATE session SET last_seen_at = now() WHERE token_hash = $1', [
        tokenHash(token),
      ]);
    }
    return { token, personId: row.person_id, positionId: row.position_id, expiresAt: row.expires_at };
  }

  async choosePosition(token: string, positionId: string): Promise<void> {
    await this.transactions.query('UPDATE session SET position_id = $2 WHERE token_hash = $1', [
      tokenHash(token),
      positionId,
    ]);
  }

  async close(token: string): Promise<void> {
    await this.transactions.query('DELETE FROM session WHERE token_hash = $1', [tokenHash(token)]);
  }
}
