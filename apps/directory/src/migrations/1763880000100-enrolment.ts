import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Which certificate belongs to whom, from when to when; and who did what to the directory. */
export class Enrolment1763880000100 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE enrolment (
        id uuid PRIMARY KEY, certificate_sha256 text NOT NULL, owner_kind text NOT NULL,
        person_id uuid REFERENCES person, agency_id uuid REFERENCES agency, subject text NOT NULL,
        valid_from timestamptz NOT NULL, valid_to timestamptz NOT NULL, proof text NOT NULL,
        withdrawn_at timestamptz, withdrawn_because text,
        CHECK ((owner_kind = 'person' AND person_id IS NOT NULL AND agency_id IS NULL)
            OR (owner_kind = 'organisation' AND agency_id IS NOT NULL AND person_id IS NULL)),
        CHECK (valid_to >= valid_from)
      );
      CREATE INDEX enrolment_certificate ON enrolment (certificate_sha256);
      CREATE INDEX enrolment_person ON enrolment (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX enrolment_agency ON enrolment (agency_id) WHERE agency_id IS NOT NULL;

      CREATE TABLE timeline (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL, act text NOT NULL, subject_id uuid NOT NULL, basis text,
        person_id uuid, person_name text, position_id uuid, position_title text, service text, command_id uuid
      );
      CREATE INDEX timeline_subject ON timeline (subject_id, id);
    `);
  }
}
