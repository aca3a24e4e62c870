import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When it was first seen that the certificate of a key is revoked: its owner is told once. */
export class RevokedKeys1764000400000 implements MigrationInterface {
  name = 'RevokedKeys1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE signing_key ADD COLUMN revoked_seen_at timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
