import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Who has an agency's device in hand, on what paper (Art. 32); which ends of certificates have been announced. */
export class SealDevices1764000100000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seal_device (
        id uuid PRIMARY KEY, agency_id uuid NOT NULL REFERENCES agency, certificate_sha256 text NOT NULL,
        label text NOT NULL, keeper_person_id uuid NOT NULL REFERENCES person, assigned_at timestamptz NOT NULL,
        decision text NOT NULL
      );
      CREATE UNIQUE INDEX seal_device_of_certificate ON seal_device (certificate_sha256);
      CREATE INDEX seal_device_of_agency ON seal_device (agency_id);

      CREATE TABLE seal_lending (
        id uuid PRIMARY KEY, device_id uuid NOT NULL REFERENCES seal_device,
        borrower_person_id uuid NOT NULL REFERENCES person, permission jsonb NOT NULL, minutes jsonb NOT NULL,
        from_at timestamptz NOT NULL, until_at timestamptz NOT NULL, returned_at timestamptz, return_minutes jsonb,
        CHECK (until_at > from_at)
      );
      CREATE UNIQUE INDEX seal_lending_open ON seal_lending (device_id) WHERE returned_at IS NULL;

      CREATE TABLE announced_expiry (
        enrolment_id uuid NOT NULL REFERENCES enrolment, days int NOT NULL, PRIMARY KEY (enrolment_id, days)
      );
    `);
  }
}
