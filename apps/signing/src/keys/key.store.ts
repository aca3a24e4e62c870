import { Injectable } from '@nestjs/common';
import { signing } from '@vanthu/contracts';
import { Transactions, type Tx } from '@vanthu/persistence';
import { z } from 'zod';

/** Where a key is: in keeping here, in its container, or somewhere else. */
const Way = z.union([z.object({ kind: z.literal('pkcs12'), container: z.instanceof(Uint8Array) }), signing.KeyWay]);

const StoredKey = z.object({
  key_id: z.uuid(),
  owner_kind: z.enum(['person', 'organisation']),
  owner_id: z.uuid(),
  label: z.string(),
  way: z.unknown(),
  pkcs12: z.instanceof(Uint8Array).nullable(),
  certificate_der: z.instanceof(Uint8Array),
  certificate_sha256: z.string(),
  image_png: z.instanceof(Uint8Array).nullable(),
  failed_tries: z.number().int(),
  locked_until: z.date().nullable(),
});
const KeyRow = StoredKey.transform(({ pkcs12, way, ...row }) => ({
  ...row,
  way: Way.parse(way ?? { kind: 'pkcs12', container: pkcs12 }),
}));
export type KeyRow = z.infer<typeof KeyRow>;

export interface KeyOwner {
  readonly kind: 'person' | 'organisation';
  readonly id: string;
}

/** After so many wrong PINs in a row the key rests, as a token would. */
export const TRIES = 3;
const REST_MS = 15 * 60_000;

@Injectable()
export class KeyStore {
  constructor(private readonly transactions: Transactions) {}

  async keyOf(tx: Tx, owner: KeyOwner): Promise<KeyRow | null> {
    const rows: unknown[] = await tx.query(
      `SELECT * FROM signing_key WHERE owner_kind = $1 AND owner_id = $2 AND replaced_at IS NULL`,
      [owner.kind, owner.id],
    );
    return rows[0] === undefined ? null : KeyRow.parse(rows[0]);
  }

  /** The newest key takes the place of the one before, which stays for the record. */
  async store(tx: Tx, key: Omit<KeyRow, 'failed_tries' | 'locked_until'>): Promise<void> {
    await tx.query(
      `UPDATE signing_key SET replaced_at = now() WHERE owner_kind = $1 AND owner_id = $2 AND replaced_at IS NULL`,
      [key.owner_kind, key.owner_id],
    );
    await tx.query(
      `INSERT INTO signing_key (key_id, owner_kind, owner_id, label, pkcs12, certificate_der, certificate_sha256, image_png, way, stored_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())`,
      [
        key.key_id,
        key.owner_kind,
        key.owner_id,
        key.label,
        key.way.kind === 'pkcs12' ? Buffer.from(key.way.container) : null,
        Buffer.from(key.certificate_der),
        key.certificate_sha256,
        key.image_png && Buffer.from(key.image_png),
        key.way.kind === 'pkcs12' ? null : JSON.stringify(key.way),
      ],
    );
  }

  /** Keys in use that are not known to be revoked. */
  async notKnownRevoked(): Promise<KeyRow[]> {
    const rows: unknown = await this.transactions.query(
      `SELECT * FROM signing_key WHERE replaced_at IS NULL AND revoked_seen_at IS NULL ORDER BY key_id`,
    );
    return z.array(KeyRow).parse(rows);
  }

  /** @returns the keys that were not marked before */
  async markRevoked(tx: Tx, certificateSha256: string, at: Date): Promise<KeyRow[]> {
    const [rows] = (await tx.query(
      `UPDATE signing_key SET revoked_seen_at = $2
        WHERE certificate_sha256 = $1 AND replaced_at IS NULL AND revoked_seen_at IS NULL RETURNING *`,
      [certificateSha256, at],
    )) as [unknown[], number];
    return z.array(KeyRow).parse(rows);
  }

  /**
   * Counts a try before the PIN is looked at, in a transaction of its own: a refusal rolls the command back, and a
   * process killed while opening must not give a free try. Answers how many are left, or until when the key rests.
   */
  async countTry(keyId: string): Promise<{ triesLeft: number } | { lockedUntil: Date }> {
    return this.transactions.run(async (tx) => {
      const [row] = (await tx.query(`SELECT failed_tries, locked_until FROM signing_key WHERE key_id = $1 FOR UPDATE`, [
        keyId,
      ])) as { failed_tries: number; locked_until: Date | null }[];
      if (!row) throw new Error('key vanished');
      if (row.locked_until && row.locked_until.getTime() > Date.now()) return { lockedUntil: row.locked_until };
      const failed = (row.locked_until ? 0 : row.failed_tries) + 1;
      await tx.query(`UPDATE signing_key SET failed_tries = $2, locked_until = $3 WHERE key_id = $1`, [
        keyId,
        failed,
        failed >= TRIES ? new Date(Date.now() + REST_MS) : null,
      ]);
      return { triesLeft: TRIES - failed };
    });
  }

  /** A PIN that was not looked at is no try. */
  async takeTryBack(keyId: string): Promise<void> {
    await this.transactions.query(
      `UPDATE signing_key SET failed_tries = greatest(failed_tries - 1, 0), locked_until = NULL WHERE key_id = $1`,
      [keyId],
    );
  }

  async forgetTries(tx: Tx, keyId: string): Promise<void> {
    await tx.query(`UPDATE signing_key SET failed_tries = 0, locked_until = NULL WHERE key_id = $1`, [keyId]);
  }
}
