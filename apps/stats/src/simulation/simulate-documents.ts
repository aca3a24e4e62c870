import { addDays, civilDate } from '@vanthu/decree30';
import { createDataSource, Transactions } from '@vanthu/persistence';
import pg from 'pg';
import { CoverageSums } from '../model/coverage-sums.js';
import { copyIn } from './copy-in.js';

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
  readonly countSeconds: number;
}

const facts = `document_id, agency_id, unit_id, kind, signer_person_id, issued_at, number_and_symbol, abstract, issued_on,
  signer_name, excluded_reason, readers, judged_sequence, verdict, bucket`;
const kinds = ['quyet-dinh', 'cong-van', 'bao-cao', 'thong-bao', 'to-trinh', 'ke-hoach', 'giay-moi'] as const;
const tables = {
  covered_document: facts,
  agency: 'id, sequence, name, superior_id',
  unit: 'id, sequence, name',
  signer: 'id, name, told_at',
  incoming_fact: 'document_id, measure',
  incoming_day: 'agency_id, day, measure, documents',
} as const;

/**
 * Adds invented facts to the figures, to try them at any size: the next generation is what serves now and so many documents
 * of the agencies that are known, loaded by COPY, counted once, and serves. No owner knows of these documents: a rebuild
 * takes them away again.
 */
export async function simulateDocuments(simulation: Simulation): Promise<Simulated> {
  const { databaseUrl: url, documents, say } = simulation;
  const client = new pg.Client({ connectionString: url, options: '-c search_path=stats,public -c TimeZone=UTC' });
  const dataSource = await createDataSource({ url, poolSize: 2 }, { schema: 'stats', entities: [], migrations: [] });
  await client.connect();
  try {
    const generation = await nextGeneration(client);
    for (const [table, columns] of Object.entries(tables)) {
      await client.query(
        `INSERT INTO ${table} (generation, ${columns})
        SELECT $1, ${columns} FROM ${table} WHERE generation = (SELECT generation FROM model)`,
        [generation],
      );
    }
    const found = await client.query<{ id: string }>('SELECT id FROM agency WHERE generation = $1 ORDER BY id', [
      generation,
    ]);
    const agencies = found.rows.map(({ id }) => id);
    if (agencies.length === 0) throw new Error('no agency is known: nothing can be issued');
    say(`Nạp ${documents} văn bản của ${agencies.length} cơ quan`);
    const begun = performance.now();
    const columns = facts.replace(', bucket', '').replace('excluded_reason, ', '').replace('unit_id, ', '');
    const text = `COPY covered_document (generation, ${columns}) FROM STDIN`;
    const copied = await copyIn(client, text, linesOf(simulation, generation, agencies));
    const loaded = performance.now();
    say('Đếm');
    await new Transactions(dataSource).run(async (tx) => {
      await new CoverageSums().recount(tx, generation);
      const [, served]: [unknown, number] = await tx.query('UPDATE model SET generation = $1 WHERE generation < $1', [
        generation,
      ]);
      if (served === 0) throw new Error('the figures were rebuilt meanwhile; what was simulated does not serve');
    });
    await client.query('ANALYZE covered_document');
    const seconds = (ms: number) => Math.round(ms / 100) / 10;
    return {
      documents: copied,
      agencies: agencies.length,
      copySeconds: seconds(loaded - begun),
      countSeconds: seconds(performance.now() - loaded),
    };
  } finally {
    await client.end();
    await dataSource.destroy();
  }
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

/** One document in a hundred lacks the personal signature, one in a thousand bears none; days are spread evenly. */
function* linesOf(
  { documents, from, to }: Simulation,
  generation: number,
  agencies: readonly string[],
): Generator<string> {
  const first = civilDate(from);
  const span = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  for (let n = 0; n < documents; n++) {
    const agencyId = agencies[n % agencies.length] as string;
    const day = addDays(first, (n * 7919) % span);
    const signer = n % 5;
    const verdict = {
      person: n % 100 !== 0,
      organisations: n % 1000 === 0 ? [] : [agencyId],
      shortcomingsVi: [],
    };
    const cells = [
      generation,
      idOf(1, n),
      agencyId,
      kinds[n % kinds.length],
      idOf(2, (n % agencies.length) * 5 + signer),
      `${day} 03:00:00+00`,
      `${n + 1}/MP-UBND`,
      `Văn bản mô phỏng thứ ${n + 1}`,
      day,
      `Người ký mô phỏng ${signer + 1}`,
      `{clerks:${agencyId}}`,
      1,
      JSON.stringify(verdict),
    ];
    yield `${cells.join('\t')}\n`;
  }
}

/** An id that follows from a number (version 8: RFC 9562 §5.8). */
const idOf = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-8000-a000-${n.toString(16).padStart(12, '0')}`;
