import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions, type Tx } from '@vanthu/persistence';
import { GatewaySettings } from '../settings.js';

/** Held while a password is checked; then `passed`, `takeBack`, or left to stand as a wrong guess. */
export interface Attempt {
  readonly ids: readonly string[];
}

/**
 * Counts wrong passwords by user name and by address. An attempt is counted before the password is looked at and taken
 * back when it was right: a thousand guesses at once are counted as a thousand.
 */
@Injectable()
export class SignInLimit {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: GatewaySettings,
  ) {}

  /** @returns the attempt, or the seconds to wait */
  begin(username: string, address: string): Promise<Attempt | { waitSeconds: number }> {
    const { signInFailuresPerName, signInFailuresPerAddress, signInWindowMinutes } = this.settings.options;
    const limits = [
      { key: keyOf('name', username.normalize('NFC').trim().toLowerCase()), most: signInFailuresPerName },
      { key: keyOf('address', address), most: signInFailuresPerAddress },
    ];
    return this.transactions.run(async (tx) => {
      await tx.query(`DELETE FROM sign_in_attempt WHERE at < now() - $1 * interval '1 minute'`, [signInWindowMinutes]);
      const ids: string[] = [];
      for (const { key, most } of limits) {
        const waitSeconds = await secondsToWait(tx, key, most, signInWindowMinutes);
        // What this call has counted already stays out: a refusal must not lengthen itself.
        if (waitSeconds > 0) {
          await tx.query('DELETE FROM sign_in_attempt WHERE id = ANY($1)', [ids]);
          return { waitSeconds };
        }
        const [row] = (await tx.query('INSERT INTO sign_in_attempt (key) VALUES ($1) RETURNING id', [key])) as {
          id: string;
        }[];
        if (row) ids.push(row.id);
      }
      return { ids };
    });
  }

  /** The password was right: what was guessed before is forgiven. */
  async passed({ ids }: Attempt, username: string): Promise<void> {
    await this.transactions.query('DELETE FROM sign_in_attempt WHERE id = ANY($1) OR key = $2', [
      ids,
      keyOf('name', username.normalize('NFC').trim().toLowerCase()),
    ]);
  }

  /** Nobody looked at the password. Only this attempt goes: whoever keeps the directory busy must not wipe out his guesses. */
  async takeBack({ ids }: Attempt): Promise<void> {
    await this.transactions.query('DELETE FROM sign_in_attempt WHERE id = ANY($1)', [ids]);
  }
}

/** Names that people type may be passwords typed into the wrong box: they are kept as hashes. */
const keyOf = (what: 'name' | 'address', value: string): string =>
  `${what}:${createHash('sha256').update(value).digest('base64url')}`;

async function secondsToWait(tx: Tx, key: string, most: number, windowMinutes: number): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
  const [row] = (await tx.query(
    `SELECT count(*)::int AS counted, ceil(extract(epoch FROM min(at) + $2 * interval '1 minute' - now()))::int AS wait
       FROM sign_in_attempt WHERE key = $1`,
    [key, windowMinutes],
  )) as { counted: number; wait: number | null }[];
  return row && row.counted >= most ? Math.max(1, row.wait ?? 1) : 0;
}
