import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that do not lie here: `way` says where; null is a container in keeping. */
export class WaysToKeys1764000100000 implements MigrationInterface {
  name = 'WaysToKeys1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE signing_key ADD COLUMN way jsonb;
      ALTER TABLE signing_key ALTER COLUMN pkcs12 DROP NOT NULL;
      ALTER TABLE signing_key ADD CHECK ((way IS NULL) = (pkcs12 IS NOT NULL));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations are append-only');
  }
}
