import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** Documents, every version of their drafts, approvals, signature jobs, files, who did and who looked. */
export class CreateOutgoingTables1763880200000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outgoing_document (
        id uuid PRIMARY KEY,
        agency_id uuid NOT NULL,
        agency_name text NOT NULL,
        agency_code text NOT NULL,
        unit_id uuid,
        unit_abbreviation text,
        state text NOT NULL,
        version int NOT NULL DEFAULT 1,
        kind text NOT NULL,
        abstract text NOT NULL,
        urgency text NOT NULL,
        urgency_rank smallint NOT NULL,
        -- what is issued is no longer urgent: it sorts with the ordinary ones (R-GEN-03)
        sort_rank smallint GENERATED ALWAYS AS (CASE WHEN state = 'issued' THEN 0 ELSE urgency_rank END) STORED,
        field text,
        answers uuid,
        recipients jsonb NOT NULL,
        drafter jsonb NOT NULL,
        drafter_person_id uuid GENERATED ALWAYS AS ((drafter->>'personId')::uuid) STORED,
        draft_number int NOT NULL,
        file_sha256 text NOT NULL,
        file_bytes bigint NOT NULL,
        file_name text NOT NULL,
        pages int NOT NULL,
        manifest jsonb NOT NULL,
        plan jsonb NOT NULL,
        signer_title text NOT NULL,
        symbol text NOT NULL,
        number int,
        number_and_symbol text,
        document_date date,
        series_code text,
        job_id uuid,
        return_reason text,
        readers text[] NOT NULL,
        waits_for text[] NOT NULL,
        search_text text NOT NULL,
        issued_at timestamptz,
        issued_on date,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        -- a number, its date, its series and what is printed come together or not at all
        CHECK (num_nulls(number, number_and_symbol, document_date, series_code) IN (0, 4)),
        CHECK ((state IN ('numbered', 'sealed', 'issued')) = (number IS NOT NULL)),
        CHECK ((state = 'issued') = (issued_at IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX outgoing_document_readers ON outgoing_document USING gin (readers)`);
    await runner.query(`CREATE INDEX outgoing_document_waits_for ON outgoing_document USING gin (waits_for)`);
    await runner.query(
      `CREATE INDEX outgoing_document_order ON outgoing_document (sort_rank DESC, changed_at DESC, id DESC)`,
    );
    // Only where the extension is installed; without it searching reads more rows and finds the same.
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_opclass WHERE opcname = 'gin_trgm_ops') THEN
          CREATE INDEX outgoing_document_search ON outgoing_document USING gin (search_text gin_trgm_ops);
        END IF;
      END $$`);
    await runner.query(`
      -- every version is kept with author, time, hash (R-DRF-03)
      CREATE TABLE draft_version (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        number int NOT NULL,
        author_person_id uuid NOT NULL,
        author_name text NOT NULL,
        written_at timestamptz NOT NULL,
        body jsonb NOT NULL,
        content jsonb NOT NULL,
        seal_mm numeric NOT NULL,
        manifest_hash text NOT NULL,
        file_sha256 text NOT NULL,
        file_bytes bigint NOT NULL,
        PRIMARY KEY (document_id, number)
      )`);
    await runner.query(`
      CREATE TABLE document_file (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        name text NOT NULL,
        stage text NOT NULL CHECK (stage IN ('draft', 'signed', 'sealed')),
        added_at timestamptz NOT NULL,
        PRIMARY KEY (document_id, sha256)
      )`);
    await runner.query(`
      CREATE TABLE approval (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        step text NOT NULL CHECK (step IN ('content', 'form')),
        manifest_hash text NOT NULL,
        person_id uuid NOT NULL,
        person_name text NOT NULL,
        position_id uuid NOT NULL,
        approved_at timestamptz NOT NULL,
        -- a change or a return voids it (R-DRF-07)
        voided_at timestamptz
      )`);
    await runner.query(`CREATE UNIQUE INDEX approval_standing ON approval (document_id, step) WHERE voided_at IS NULL`);
    await runner.query(`
      CREATE TABLE signature_job (
        job_id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        step int NOT NULL,
        kind text NOT NULL,
        manifest_hash text NOT NULL,
        input_sha256 text NOT NULL,
        activation_id uuid NOT NULL,
        state text NOT NULL,
        reason_vi text,
        authority text,
        -- a step of a manifest is signed once, however often it is ordered
        UNIQUE (document_id, step, manifest_hash)
      )`);
    await runner.query(`
      CREATE TABLE timeline (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL,
        at timestamptz NOT NULL,
        act text NOT NULL,
        text_vi text NOT NULL,
        person_id uuid,
        person_name text,
        position_id uuid,
        position_title text,
        authority text
      )`);
    await runner.query(`CREATE INDEX timeline_document ON timeline (document_id, id)`);
    await runner.query(`
      -- who looked (R-SYS-02)
      CREATE TABLE access_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        document_id uuid NOT NULL,
        person_id uuid NOT NULL,
        position_id uuid NOT NULL,
        act text NOT NULL,
        file_sha256 text,
        at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX access_log_document ON access_log (document_id, id)`);
  }
}
