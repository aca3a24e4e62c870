import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Every change of the both-ways list, in its order; `both_ways` keeps what is in force (R-ISS-04). */
export class KeepBothWaysHistory1764112401710 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE both_ways_change (
        change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        agency_id uuid NOT NULL,
        kind text NOT NULL,
        decision text NOT NULL,
        withdrawn boolean NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX both_ways_change_of_kind ON both_ways_change (agency_id, kind, change_id)');
    await runner.query(`
      INSERT INTO both_ways_change (agency_id, kind, decision, withdrawn, set_by, set_at)
      SELECT agency_id, kind, decision, withdrawn_at IS NOT NULL, set_by, set_at FROM both_ways ORDER BY set_at`);
  }
}
