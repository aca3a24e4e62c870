import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Series kept apart by law or by decision of the head (Art. 15; R-OUT-09). */
export class AddApartSeries1764100240000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE apart_series (
        agency_id uuid NOT NULL,
        series_code text NOT NULL,
        what text NOT NULL CHECK (what IN ('secret', 'normative', 'advisory')),
        kind text,
        name text NOT NULL,
        issuer text NOT NULL,
        seal_name text NOT NULL,
        decision text NOT NULL,
        set_by text NOT NULL,
        set_at timestamptz NOT NULL,
        PRIMARY KEY (agency_id, series_code),
        CHECK ((what = 'normative') = (kind IS NOT NULL))
      )`);
  }
}
