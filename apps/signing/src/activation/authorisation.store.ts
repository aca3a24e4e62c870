import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '@vanthu/persistence';
import { z } from 'zod';
import type { Asked } from '../keys/providers/csc-oauth.js';

const Row = z.object({ authorisation_id: z.uuid(), ended_at: z.date().nullable() });

type Outcome = 'answered' | 'confirmed' | 'refused' | 'expired';

/** Who was asked to allow how many signatures, when, and how it ended. No code and no token: `state` stands there as its hash. */
@Injectable()
export class AuthorisationStore {
  constructor(private readonly transactions: Transactions) {}

  async add(
    asked: Asked,
    { activationId, keyId, personId }: { activationId: string; keyId: string; personId: string },
    hashes: number,
  ): Promise<void> {
    await this.transactions.query(
      `INSERT INTO remote_authorisation (authorisation_id, activation_id, key_id, person_id, state_sha256, signatures, hashes, asked_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, now())`,
      [activationId, keyId, personId, hashOf(asked.state), asked.count, hashes],
    );
  }

  /** Takes the answer to a question of this person, once, in a transaction of its own: what is refused later is used all the same. */
  async claim(state: string, personId: string): Promise<'claimed' | 'used' | 'expired' | 'unknown'> {
    return this.transactions.run(async (tx) => {
      const rows: unknown = await tx.query(
        `SELECT authorisation_id, ended_at, outcome FROM remote_authorisation
          WHERE state_sha256 = $1 AND person_id = $2 FOR UPDATE`,
        [hashOf(state), personId],
      );
      const [row] = z.array(Row.extend({ outcome: z.string().nullable() })).parse(rows);
      if (!row) return 'unknown';
      if (row.ended_at) return row.outcome === 'expired' ? 'expired' : 'used';
      await tx.query(
        `UPDATE remote_authorisation SET ended_at = now(), outcome = 'answered' WHERE authorisation_id = $1`,
        [row.authorisation_id],
      );
      return 'claimed';
    });
  }

  /** @param why  Vietnamese; null when it was confirmed */
  async end(state: string, outcome: Outcome, why: string | null): Promise<void> {
    await this.transactions.query(
      `UPDATE remote_authorisation SET ended_at = coalesce(ended_at, now()), outcome = $2, why = $3
        WHERE state_sha256 = $1 AND (ended_at IS NULL OR outcome = 'answered')`,
      [hashOf(state), outcome, why],
    );
  }
}

const hashOf = (state: string): string => createHash('sha256').update(state).digest('hex');
