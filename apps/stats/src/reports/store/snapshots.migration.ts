import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Periods that were closed, as they stood then, and what has moved since. Neither is ever changed. */
export class CreateSnapshots1764003100000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE period_snapshot (
        agency_id uuid NOT NULL,
        period text NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL,
        -- the agency and those below it on that day
        agency_ids uuid[] NOT NULL,
        -- JSON as text: the hash is over these bytes
        content text NOT NULL,
        sha256 text NOT NULL,
        closed_person_id uuid NOT NULL,
        closed_position_id uuid NOT NULL,
        closed_by text NOT NULL,
        closed_at timestamptz NOT NULL,
        command_id uuid NOT NULL,
        PRIMARY KEY (agency_id, period)
      );
      CREATE INDEX period_snapshot_days ON period_snapshot (to_day, from_day);

      CREATE TABLE coverage_correction (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        agency_id uuid NOT NULL,
        period text NOT NULL,
        document_id uuid NOT NULL,
        -- null: it was issued, or told of, after the period was closed
        from_bucket text,
        to_bucket text NOT NULL,
        reason text NOT NULL,
        happened_at timestamptz NOT NULL,
        FOREIGN KEY (agency_id, period) REFERENCES period_snapshot
      );
      CREATE INDEX coverage_correction_of ON coverage_correction (agency_id, period, id DESC);

      CREATE FUNCTION snapshots_stay() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$;
      CREATE TRIGGER snapshot_stays BEFORE UPDATE OR DELETE ON period_snapshot
        FOR EACH ROW EXECUTE FUNCTION snapshots_stay();
      CREATE TRIGGER correction_stays BEFORE UPDATE OR DELETE ON coverage_correction
        FOR EACH ROW EXECUTE FUNCTION snapshots_stay();
    `);
  }
}
