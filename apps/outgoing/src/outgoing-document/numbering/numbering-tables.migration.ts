import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** What the head has decided of series, and register lines whose documents never were in this system. */
export class AddNumbering1764000300100 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE series_note (
        agency_id uuid NOT NULL,
        year int NOT NULL,
        direction text NOT NULL DEFAULT 'outgoing' CHECK (direction = 'outgoing'),
        code text NOT NULL,
        -- the book that was kept before: its last number and the decision to go on behind it
        taken_over_to int NOT NULL DEFAULT 0,
        decision text,
        -- why no numbers are given, since when, and whether that is for good
        stopped_reason text,
        stopped_at timestamptz,
        stopped_by text,
        for_good boolean NOT NULL DEFAULT false,
        PRIMARY KEY (agency_id, year, code),
        FOREIGN KEY (agency_id, year, direction, code) REFERENCES series (agency_id, year, direction, code),
        CHECK (num_nulls(stopped_reason, stopped_at, stopped_by) IN (0, 3))
      )`);
    await runner.query(`
      -- 'paper': given on paper in an outage; 'old-book': a line of the book kept before. Neither has a document here.
      ALTER TABLE register_line
        ADD source text NOT NULL DEFAULT 'system' CHECK (source IN ('system', 'paper', 'old-book'))`);
  }
}
