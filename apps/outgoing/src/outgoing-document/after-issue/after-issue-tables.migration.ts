import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

const kept = [
  ...['agency_id', 'agency_name', 'agency_code', 'unit_id', 'state', 'kind', 'abstract', 'urgency', 'field', 'answers'],
  ...['recipients', 'drafter', 'draft_number', 'file_sha256', 'file_bytes', 'file_name', 'pages', 'manifest'],
  ...['attachments', 'plan', 'road', 'ink', 'signer_title', 'symbol', 'number', 'number_and_symbol'],
  ...['document_date', 'series_code', 'issued_at', 'issued_on', 'created_at'],
];
const row = (of: string): string => `ROW(${kept.map((column) => `${of}.${column}`).join(', ')})`;

/** What follows an issue, and the guard that nothing of an issued document is ever written again. */
export class AddAfterIssue1764000300000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- how far a document has come at each receiving agency, as their systems tell
      CREATE TABLE delivery (
        document_id uuid NOT NULL REFERENCES outgoing_document (id),
        agency_id uuid NOT NULL,
        name text NOT NULL,
        place int NOT NULL,
        arrived_at timestamptz,
        registered_at timestamptz,
        returned_at timestamptz,
        return_reason text,
        cancelled_at timestamptz,
        PRIMARY KEY (document_id, agency_id)
      )`);
    await runner.query(`
      INSERT INTO delivery (document_id, agency_id, name, place)
      SELECT d.id, (r.value ->> 'agencyId')::uuid, min(r.value ->> 'name'), min(r.ordinality)::int
        FROM outgoing_document d, jsonb_array_elements(d.recipients::jsonb) WITH ORDINALITY AS r (value, ordinality)
       WHERE d.state = 'issued' AND r.value ->> 'kind' = 'agency' AND r.value ->> 'agencyId' <> d.agency_id::text
       GROUP BY d.id, r.value ->> 'agencyId'`);
    await runner.query(`
      -- a recall freezes the document: one order, never withdrawn (Annex VI III.8.a; R-REC-01)
      CREATE TABLE recall (
        document_id uuid PRIMARY KEY REFERENCES outgoing_document (id),
        order_named text NOT NULL,
        reason text NOT NULL,
        ordered_at timestamptz NOT NULL,
        ordered_by text NOT NULL,
        ordered_by_person uuid NOT NULL
      )`);
    await runner.query(`
      -- Art. 18.3: what amends, replaces or corrects what
      CREATE TABLE document_link (
        later_id uuid NOT NULL REFERENCES outgoing_document (id),
        earlier_id uuid NOT NULL REFERENCES outgoing_document (id),
        kind text NOT NULL CHECK (kind IN ('amends', 'replaces', 'corrects')),
        in_force_at timestamptz,
        PRIMARY KEY (later_id, earlier_id),
        CHECK (later_id <> earlier_id)
      )`);
    await runner.query(`CREATE INDEX document_link_earlier ON document_link (earlier_id)`);
    await runner.query(`
      CREATE FUNCTION keep_what_was_issued() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR ${row('NEW')} IS DISTINCT FROM ${row('OLD')} THEN
          RAISE EXCEPTION 'an issued document does not change (Decree 30 Art. 18.3, 19.2)';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER keep_what_was_issued BEFORE UPDATE OR DELETE ON outgoing_document
        FOR EACH ROW WHEN (OLD.state = 'issued') EXECUTE FUNCTION keep_what_was_issued()`);
  }
}
