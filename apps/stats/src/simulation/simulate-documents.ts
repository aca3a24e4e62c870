import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDataSource, Transactions } from '@vanthu/persistence';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { startOf } from '../model/counted-periods.js';
import { CoverageSums } from '../model/coverage-sums.js';
import { MeasuredSums } from '../model/measured-sums.js';
import { documentId, simulatedColumns, simulatedNames, simulatedRows } from './simulated-rows.js';

export interface Simulation {
  /** Of the role of this service. */
  readonly databaseUrl: string;
  readonly documents: number;
  /** First and last day of issue. */
  readonly from: string;
  readonly to: string;
  say(line: string): void;
}

export interface Simulated {
  readonly documents: number;
  readonly agencies: number;
  readonly copySeconds: number;
  readonly indexSeconds: number;
  readonly countSeconds: number;
}

/** What the next generation takes over from the one that serves. */
const tables = {
  agency: 'id, sequence, name, superior_id',
  agency_below: 'superior_id, agency_id',
  unit: 'id, sequence, name',
  signer: 'id, name, told_at',
  measured_fact: 'document_id, measure, agency_id, day, kind, due',
} as const;
const covered = `document_id, agency_id, unit_id, kind, signer_person_id, issued_on, issued_at, number_and_symbol, abstract,
  signer_name, excluded_reason, readers, verdict, bucket, issued_late, sent_late`;
const known = 'document_id, agency_id, issued_on, judged_sequence, verdict, signed_at';

/**
 * Adds invented facts to the figures, to try them at any size: the next generation is what serves now and so many documents
 * of the agencies that are known, loaded by COPY into tables without indices, indexed and counted once, and serves. No owner
 * knows of these documents: a rebuild takes them away again.
 */
export async function simulateDocuments(simulation: Simulation): Promise<Simulated> {
  const { databaseUrl: url, say } = simulation;
  const client = new pg.Client({ connectionString: url, options: '-c search_path=stats,public -c TimeZone=UTC' });
  const dataSource = await createDataSource({ url, poolSize: 2 }, { schema: 'stats', entities: [], migrations: [] });
  await client.connect();
  try {
    const generation = await nextGeneration(client);
    try {
      const watch = stopwatch();
      const agencies = await takeOver(client, generation, simulation);
      say(`Nạp ${simulation.documents} văn bản của ${agencies.length} cơ quan`);
      await copyIn(client, generation, agencies, simulation);
      const copySeconds = watch();
      say('Lập chỉ mục');
      await attach(client, generation);
      const indexSeconds = watch();
      say('Đếm');
      await serve(new Transactions(dataSource), generation);
      const countSeconds = watch();
      return { documents: simulation.documents, agencies: agencies.length, copySeconds, indexSeconds, countSeconds };
    } catch (error) {
      await client.query(`DROP TABLE IF EXISTS covered_document_g${generation}, known_document_g${generation}`);
      await client.query(`UPDATE rebuild_job SET state = 'failed' WHERE generation = $1`, [generation]);
      throw error;
    }
  } finally {
    await client.end();
    await dataSource.destroy();
  }
}

/** Seconds since it was last asked. */
function stopwatch(): () => number {
  let begun = performance.now();
  return () => {
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    begun = performance.now();
    return seconds;
  };
}

/** The tables of the generation, not yet among the others, with what serves now. @returns ids of the agencies */
async function takeOver(client: pg.Client, generation: number, { from, to }: Simulation): Promise<string[]> {
  const serving = '(SELECT generation FROM model)';
  for (const [table, columns] of Object.entries(tables)) {
    const text = `INSERT INTO ${table} (generation, ${columns}) SELECT $1, ${columns} FROM ${table} WHERE generation = ${serving}`;
    await client.query(text, [generation]);
  }
  await client.query(`CREATE TABLE known_document_g${generation} (LIKE known_document)`);
  await client.query(
    `CREATE TABLE covered_document_g${generation} (LIKE covered_document) PARTITION BY RANGE (issued_on)`,
  );
  const days = await client.query<{ day: string }>(
    `SELECT DISTINCT issued_on::text AS day FROM covered_document WHERE generation = ${serving}`,
  );
  const yearOf = (day: string) => Number(startOf('year', day).slice(0, 4)) + 1;
  const years = new Set(days.rows.map(({ day }) => yearOf(day)));
  for (let year = yearOf(from); year <= yearOf(to); year++) years.add(year);
  for (const year of years) await client.query('SELECT hold_facts($1, $2)', [generation, year]);
  for (const [table, columns] of [
    ['covered_document', covered],
    ['known_document', known],
  ] as const) {
    await client.query(
      `INSERT INTO ${table}_g${generation} (generation, ${columns}) SELECT $1, ${columns} FROM ${table} WHERE generation = ${serving}`,
      [generation],
    );
  }
  const found = await client.query<{ id: string }>('SELECT id FROM agency WHERE generation = $1 ORDER BY id', [
    generation,
  ]);
  if (found.rows.length === 0) throw new Error('no agency is known: nothing can be issued');
  return found.rows.map(({ id }) => id);
}

async function copyIn(client: pg.Client, generation: number, agencies: string[], simulation: Simulation) {
  const rows = simulatedRows({ ...simulation, generation, agencies });
  const table = `covered_document_g${generation}`;
  await pipeline(Readable.from(rows), client.query(copyFrom(`COPY ${table} (${simulatedColumns}) FROM STDIN`)));
  await client.query(
    `INSERT INTO known_document_g${generation} (generation, document_id, agency_id, issued_on, judged_sequence)
     SELECT generation, document_id, agency_id, issued_on, 1 FROM ${table} WHERE document_id BETWEEN $1 AND $2`,
    [documentId(generation, 0), documentId(generation, simulation.documents)],
  );
  const { unit, signer } = simulatedNames(agencies);
  await client.query(
    `INSERT INTO unit (generation, id, sequence, name)
     SELECT $1, id, 1, name FROM jsonb_to_recordset($2) AS r(id uuid, name text) ON CONFLICT DO NOTHING`,
    [generation, JSON.stringify(unit)],
  );
  await client.query(
    `INSERT INTO signer (generation, id, name, told_at)
     SELECT $1, id, name, now() FROM jsonb_to_recordset($2) AS r(id uuid, name text) ON CONFLICT DO NOTHING`,
    [generation, JSON.stringify(signer)],
  );
}

/** Indices are built of what is there; readers of other generations go on. */
async function attach(client: pg.Client, generation: number): Promise<void> {
  await client.query(`SET maintenance_work_mem = '256MB'`);
  for (const table of ['known_document', 'covered_document']) {
    await client.query(`ALTER TABLE ${table} ATTACH PARTITION ${table}_g${generation} FOR VALUES IN (${generation})`);
    await client.query(`ANALYZE ${table}_g${generation}`);
  }
}

async function serve(transactions: Transactions, generation: number): Promise<void> {
  await transactions.run(async (tx) => {
    await new CoverageSums().recount(tx, generation);
    await new MeasuredSums().recount(tx, generation);
    const [, served]: [unknown, number] = await tx.query('UPDATE model SET generation = $1 WHERE generation < $1', [
      generation,
    ]);
    if (served === 0) throw new Error('the figures were rebuilt meanwhile; what was simulated does not serve');
    await tx.query('UPDATE rebuild_job SET ended_at = clock_timestamp() WHERE generation = $1', [generation]);
  });
  for (const table of ['coverage_sum', 'measured_sum']) await transactions.query(`ANALYZE ${table}`);
}

/** Reserved like a rebuild's, so that none takes it meanwhile. */
async function nextGeneration(client: pg.Client): Promise<number> {
  const text = `INSERT INTO rebuild_job (id, generation, state, positions, asked_at, ended_at)
    SELECT gen_random_uuid(), greatest((SELECT generation FROM model), coalesce(max(generation), 0)) + 1, 'done', '{}', now(), now()
    FROM rebuild_job HAVING count(*) FILTER (WHERE state = 'running') = 0 RETURNING generation`;
  const { rows } = await client.query<{ generation: number }>(text);
  const [reserved] = rows;
  if (reserved === undefined) throw new Error('the figures are being rebuilt: simulate when that has ended');
  return reserved.generation;
}
