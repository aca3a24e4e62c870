import type { Migration } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

const quarter = longer('quarter');
const year = longer('year');

/** Of the 15th on which a reporting month begins. */
function longer(unit: string): string {
  return `(date_trunc('${unit}', date_trunc('month', starts - 14) + interval '1 month') - interval '1 month' + interval '14 days')::date`;
}

/**
 * Facts by generation, reporting year and agency, so that an old generation goes with its tables and a list reads only the
 * years that it covers; sums also by reporting quarter and year, a row holding all buckets; the tree of agencies closed; what
 * happened to incoming documents with agency and day, and its sums like the others. What the sums did not hold before
 * (agency and kind of what happened) comes from the owners' logs: a rebuild is ordered where there are documents.
 */
export class CountForAnySize1795470000000 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE covered_document RENAME TO covered_before;
      ALTER INDEX covered_document_pkey RENAME TO covered_before_pkey;
      DROP INDEX covered_document_list;

      -- Every document that was told of: where its row is, and what was judged before its issue was told.
      CREATE TABLE known_document (
        generation int NOT NULL,
        document_id uuid NOT NULL,
        agency_id uuid,
        issued_on date,
        judged_sequence int,
        verdict jsonb,
        -- the latest personal signature on its draft
        signed_at timestamptz,
        PRIMARY KEY (document_id, generation)
      ) PARTITION BY LIST (generation);

      -- Issued documents. Tables of a generation and a reporting year are made when its first document is told of.
      CREATE TABLE covered_document (
        generation int NOT NULL,
        document_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        unit_id uuid,
        kind text,
        signer_person_id uuid,
        issued_on date NOT NULL,
        issued_at timestamptz,
        number_and_symbol text,
        abstract text,
        signer_name text,
        excluded_reason text,
        readers text[],
        verdict jsonb,
        bucket text NOT NULL,
        -- later than Art. 18.1 and Decision 28/2018 Art. 6.2 allow; null: nobody has signed it here
        issued_late boolean,
        sent_late boolean,
        PRIMARY KEY (document_id, agency_id, issued_on, generation)
      ) PARTITION BY LIST (generation);
      CREATE INDEX covered_document_of_agency ON covered_document (agency_id, bucket, issued_on DESC, document_id DESC);
      CREATE INDEX covered_document_of_bucket ON covered_document (bucket, issued_on DESC, document_id DESC);

      CREATE FUNCTION hold_facts(generation int) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        IF to_regclass('covered_document_g' || generation) IS NOT NULL THEN RETURN; END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('stats facts ' || current_schema(), 0));
        IF to_regclass('covered_document_g' || generation) IS NOT NULL THEN RETURN; END IF;
        EXECUTE format('CREATE TABLE known_document_g%s (LIKE known_document)', generation);
        EXECUTE format('ALTER TABLE known_document ATTACH PARTITION known_document_g%1$s FOR VALUES IN (%1$s)', generation);
        EXECUTE format('CREATE TABLE covered_document_g%s (LIKE covered_document) PARTITION BY RANGE (issued_on)', generation);
        EXECUTE format('ALTER TABLE covered_document ATTACH PARTITION covered_document_g%1$s FOR VALUES IN (%1$s)', generation);
      END $$;

      -- ATTACH, unlike CREATE … PARTITION OF, makes no reader wait (PostgreSQL manual 5.11.2.2).
      CREATE FUNCTION hold_facts(generation int, reporting_year int) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        whole text := 'covered_document_g' || generation;
        part text := whole || '_y' || reporting_year;
      BEGIN
        IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
        PERFORM hold_facts(generation);
        PERFORM pg_advisory_xact_lock(hashtextextended('stats facts ' || current_schema(), 0));
        IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
        EXECUTE format('CREATE TABLE %I (LIKE covered_document) PARTITION BY HASH (agency_id)', part);
        FOR n IN 0..3 LOOP
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 4, REMAINDER %s)', part || '_' || n, part, n);
        END LOOP;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', whole, part,
          make_date(reporting_year - 1, 12, 15), make_date(reporting_year, 12, 15));
      END $$;

      SELECT hold_facts(generation, extract(year FROM issued_on + 17)::int)
        FROM (SELECT DISTINCT generation, issued_on FROM covered_before WHERE bucket IS NOT NULL) d;
      SELECT hold_facts(generation) FROM (SELECT DISTINCT generation FROM covered_before) d;
      INSERT INTO known_document (generation, document_id, agency_id, issued_on, judged_sequence, verdict)
        SELECT generation, document_id, agency_id, issued_on, judged_sequence, verdict FROM covered_before;
      INSERT INTO covered_document (generation, document_id, agency_id, unit_id, kind, signer_person_id, issued_on, issued_at,
          number_and_symbol, abstract, signer_name, excluded_reason, readers, verdict, bucket)
        SELECT generation, document_id, agency_id, unit_id, kind, signer_person_id, issued_on, issued_at, number_and_symbol,
          abstract, signer_name, excluded_reason, readers, verdict, bucket
        FROM covered_before WHERE bucket IS NOT NULL;
      DROP TABLE covered_before;

      ALTER TABLE coverage_sum RENAME TO sum_before;
      ALTER INDEX coverage_sum_pkey RENAME TO sum_before_pkey;
      CREATE TABLE coverage_sum (
        generation int NOT NULL,
        part text NOT NULL CHECK (part IN ('all', 'unit', 'kind', 'signer')),
        grain text NOT NULL CHECK (grain IN ('day', 'month', 'quarter', 'year')),
        -- the day, or the 15th on which the reporting month, quarter or year begins
        starts date NOT NULL,
        agency_id uuid NOT NULL,
        -- id of the unit or signer, code of the kind; empty for all, and for documents of no unit
        key text NOT NULL,
        with_both int NOT NULL,
        personal_only int NOT NULL,
        organisation_only int NOT NULL,
        unsigned int NOT NULL,
        excluded int NOT NULL,
        PRIMARY KEY (generation, part, grain, starts, agency_id, key)
      ) WITH (fillfactor = 80);
      WITH months AS (
        SELECT generation, part, grain, starts, agency_id, key,
          coalesce(sum(documents) FILTER (WHERE bucket = 'both'), 0) AS with_both,
          coalesce(sum(documents) FILTER (WHERE bucket = 'personalOnly'), 0) AS personal_only,
          coalesce(sum(documents) FILTER (WHERE bucket = 'organisationOnly'), 0) AS organisation_only,
          coalesce(sum(documents) FILTER (WHERE bucket = 'unsigned'), 0) AS unsigned,
          coalesce(sum(documents) FILTER (WHERE bucket = 'excluded'), 0) AS excluded
        FROM sum_before GROUP BY 1, 2, 3, 4, 5, 6),
      longer AS (
        SELECT generation, part, g.grain, CASE g.grain WHEN 'quarter' THEN ${quarter} ELSE ${year} END AS starts, agency_id, key,
          with_both, personal_only, organisation_only, unsigned, excluded
        FROM months, (VALUES ('quarter'), ('year')) g(grain) WHERE months.grain = 'month')
      INSERT INTO coverage_sum
        SELECT * FROM months
        UNION ALL
        SELECT generation, part, grain, starts, agency_id, key, sum(with_both), sum(personal_only), sum(organisation_only),
          sum(unsigned), sum(excluded)
        FROM longer GROUP BY 1, 2, 3, 4, 5, 6;
      DROP TABLE sum_before;

      -- Each measure counts a document once, on its day.
      ALTER TABLE incoming_fact RENAME TO measured_fact;
      ALTER TABLE measured_fact ADD agency_id uuid, ADD day date, ADD kind text,
        -- the last day on which the next step is in time
        ADD due date;
      CREATE INDEX measured_fact_of_agency ON measured_fact (generation, agency_id, day);
      CREATE TABLE measured_sum (
        generation int NOT NULL,
        part text NOT NULL,
        grain text NOT NULL,
        starts date NOT NULL,
        agency_id uuid NOT NULL,
        key text NOT NULL,
        measure text NOT NULL,
        documents int NOT NULL,
        PRIMARY KEY (generation, part, grain, starts, agency_id, key, measure)
      ) WITH (fillfactor = 80);
      WITH days AS (SELECT generation, agency_id, day AS starts, measure, documents FROM incoming_day)
      INSERT INTO measured_sum
        SELECT generation, 'all', 'day', starts, agency_id, '', measure, documents FROM days
        UNION ALL
        SELECT generation, 'all', g.grain, CASE g.grain WHEN 'quarter' THEN ${quarter} WHEN 'year' THEN ${year}
            ELSE (date_trunc('month', starts - 14) + interval '14 days')::date END AS first, agency_id, '', measure, sum(documents)
        FROM days, (VALUES ('month'), ('quarter'), ('year')) g(grain) GROUP BY generation, g.grain, first, agency_id, measure;
      DROP TABLE incoming_day;

      -- Changes that are not in the sums yet: whoever asks adds up both.
      CREATE TABLE pending_count (
        generation int NOT NULL,
        agency_id uuid NOT NULL,
        day date NOT NULL,
        -- null: not divided by it; empty: of none
        unit text,
        kind text,
        signer text,
        measure text NOT NULL,
        n int NOT NULL
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
      CREATE INDEX pending_count_of_agency ON pending_count (generation, agency_id, day);

      -- Every agency under another, at whatever depth.
      CREATE TABLE agency_below (
        generation int NOT NULL,
        superior_id uuid NOT NULL,
        agency_id uuid NOT NULL,
        PRIMARY KEY (generation, superior_id, agency_id)
      );
      CREATE INDEX agency_below_up ON agency_below (generation, agency_id);
      INSERT INTO agency_below
        WITH RECURSIVE up AS (
          SELECT generation, superior_id, id AS agency_id FROM agency WHERE superior_id IS NOT NULL
          UNION SELECT up.generation, a.superior_id, up.agency_id
          FROM up JOIN agency a ON a.generation = up.generation AND a.id = up.superior_id WHERE a.superior_id IS NOT NULL)
        SELECT generation, superior_id, agency_id FROM up WHERE superior_id <> agency_id;

      -- One that runs has read documents that were put nowhere yet: it begins again, as another.
      UPDATE rebuild_job SET state = 'failed', ended_at = now() WHERE state = 'running';
      INSERT INTO rebuild_job (id, generation, state, positions, asked_at)
        SELECT gen_random_uuid(), greatest(m.generation, (SELECT coalesce(max(generation), 0) FROM rebuild_job)) + 1, 'running', '{}', now()
        FROM model m
        WHERE EXISTS (SELECT 1 FROM measured_fact) OR EXISTS (SELECT 1 FROM covered_document);
    `);
  }
}
