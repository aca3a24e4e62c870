import { randomUUID } from 'node:crypto';
import { type Actor, isRefusal, outgoing } from '@vanthu/contracts';
import { createServiceTestbed, type ServiceTestbed } from '@vanthu/messaging';
import { wordsOf } from '@vanthu/persistence';
import { outgoingService } from '../src/index.js';

/** Documents; others by VANTHU_BENCH_DOCUMENTS=10000. */
const documents = Number(process.env.VANTHU_BENCH_DOCUMENTS ?? 1_000_000);
/** One large agency has four in ten, three hundred others share the rest; each of 200 people per agency reads what is theirs. */
const agencies = 300;
const people = 200;
/** Texts of 80 different words each; how often a word comes falls with its rank, as in every language. */
const [texts, wordsOfText] = [20_000, 80] as const;
/** Nine and a half years, however many they are. */
const secondsBetween = Math.round(300_000_000 / documents);
const asked = 40;
const today = '2026-03-10T03:00:00.000Z';

/** Ids and chances that follow from a text (version 8: RFC 9562 5.8), in SQL. */
const idOf = (text: string) => `overlay(overlay(md5(${text}) PLACING '8' FROM 13) PLACING 'a' FROM 17)::uuid`;
const chance = (number: string) => `((hashint4((${number})::int) & 2147483647) / 2147483648.0)`;

/** Syllables as Vietnamese has them, the same in every run: thousands of them, with and without marks. */
function vocabulary(): string[] {
  const heads = [
    'b',
    'c',
    'ch',
    'd',
    'đ',
    'g',
    'h',
    'kh',
    'l',
    'm',
    'n',
    'ng',
    'nh',
    'ph',
    'qu',
    's',
    't',
    'th',
    'tr',
    'v',
    'x',
  ];
  const rhymes = [
    'a',
    'an',
    'anh',
    'ao',
    'ay',
    'ăn',
    'ăng',
    'âm',
    'ân',
    'ê',
    'em',
    'iên',
    'inh',
    'o',
    'ong',
    'ôi',
    'ông',
    'ơi',
    'u',
    'ung',
    'ưng',
    'ươ',
    'ương',
    'uyên',
  ];
  const tones = ['', '\u0301', '\u0300', '\u0309', '\u0323'];
  const all = heads.flatMap((head) =>
    rhymes.flatMap((rhyme) => tones.map((tone) => `${head}${rhyme}${tone}`.normalize('NFC'))),
  );
  return all.map((_, i) => all[(i * 1_009) % all.length] ?? '');
}

async function fill(bed: ServiceTestbed, words: readonly string[]): Promise<void> {
  const indexes = await bed.rows<{ indexdef: string; indexname: string }>(
    `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'outgoing_document' AND indexname <> 'outgoing_document_pkey'`,
  );
  for (const { indexname } of indexes) await bed.rows(`DROP INDEX ${indexname}`);
  const lexemes = JSON.stringify(words.map((word, rank) => ({ rank, words: wordsOf(word) })));
  await bed.rows(
    `CREATE TABLE bench_text AS
     WITH vocabulary AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS v (rank int, words text[])),
       drawn AS (SELECT n, floor(exp(ln(${words.length}) * ${chance(`n * ${wordsOfText} + k`)}))::int - 1 AS rank
                   FROM generate_series(0, ${texts - 1}) n, generate_series(1, ${wordsOfText}) k)
     SELECT n AS text, array_to_tsvector(array_agg(DISTINCT word)) AS words
       FROM drawn JOIN vocabulary USING (rank) CROSS JOIN unnest(words) word GROUP BY n`,
    [lexemes],
  );
  await bed.rows('CREATE UNIQUE INDEX ON bench_text (text)');
  const plan = `jsonb_build_array(jsonb_build_object('step', 1, 'kind', 'personal', 'field', 'ky', 'positionId', null, 'personId', null,
    'agencyId', agency, 'name', 'Trần Văn Bình', 'capacity', null, 'capacityLines', '[]'::jsonb, 'signedAt', null))`;
  await bed.rows(
    `INSERT INTO outgoing_document (id, agency_id, agency_name, agency_code, state, kind, abstract, urgency, urgency_rank, recipients,
       drafter, draft_number, file_sha256, file_bytes, file_name, pages, manifest, attachments, fillable, plan, road, head_decides_alone,
       signer_title, symbol, number, number_and_symbol, document_date, series_code, readers, waits_for, words, issued_at, issued_on,
       created_at, changed_at)
     SELECT ${idOf(`'document' || n`)}, agency, 'Ủy ban nhân dân', 'H58', state, (ARRAY['quyet-dinh', 'cong-van', 'bao-cao', 'thong-bao'])[1 + n % 4],
       'Về việc thứ ' || n, CASE WHEN n % 50 = 0 THEN 'urgent' ELSE 'normal' END, CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END, '[]',
       jsonb_build_object('personId', person, 'positionId', person, 'name', 'Lê Thị Hoa', 'headsUnit', false), 1, md5(n::text) || md5(n::text),
       1000, 'vb.pdf', 2, jsonb_build_object('hash', md5(n::text) || md5(n::text), 'documentId', ${idOf(`'document' || n`)}, 'version', 1, 'files', '[]'::jsonb),
       '[]', '{}', ${plan}, 'digital', false, 'CHỦ TỊCH', 'UBND', numbered, numbered || '/UBND', CASE WHEN numbered IS NULL THEN NULL ELSE day::date END,
       CASE WHEN numbered IS NULL THEN NULL ELSE 'CV' END,
       ARRAY['clerks:' || agency, 'person:' || person, 'leadership:' || agency, 'head:' || ${idOf(`'unit' || agency || n % 20`)}],
       CASE WHEN numbered IS NULL THEN ARRAY['person:' || person] ELSE '{}' END, t.words, CASE WHEN state = 'issued' THEN day END,
       CASE WHEN state = 'issued' THEN day::date END, day, day
     FROM (SELECT n, day, state, CASE WHEN state = 'draft' THEN NULL ELSE 1 + n % 9000 END AS numbered, ${idOf(`'agency' || place`)} AS agency,
             ${idOf(`'person' || place || '-' || (n / 7) % ${people}`)} AS person
           FROM (SELECT n, timestamptz '2026-03-10' - n * interval '${secondsBetween} seconds' AS day, CASE WHEN n % 200 = 0 THEN 'draft' ELSE 'issued' END AS state,
                   CASE WHEN n % 10 < 4 THEN 0 ELSE 1 + n % ${agencies} END AS place FROM generate_series(1, $1::int) n) a) b
     JOIN bench_text t ON t.text = b.n % ${texts}`,
    [documents],
  );
  for (const { indexdef } of indexes) await bed.rows(`SET maintenance_work_mem = '1GB'; ${indexdef}`);
  await bed.rows('VACUUM ANALYZE outgoing_document');
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

async function measured(work: (round: number) => Promise<unknown>): Promise<{ p50Ms: number; p95Ms: number }> {
  await work(0);
  const taken: number[] = [];
  for (let round = 1; round <= asked; round++) {
    const started = performance.now();
    await work(round);
    taken.push(performance.now() - started);
  }
  taken.sort((a, b) => a - b);
  const at = (part: number) => rounded(taken[Math.min(asked - 1, Math.floor(asked * part))] ?? 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** Lists and searches of a clerk of the large agency, of a small one, and of an official, beside a plain indexed page in SQL. */
export async function search(): Promise<void> {
  const bed = await createServiceTestbed(outgoingService, { clock: 'simulated' });
  try {
    const words = vocabulary();
    const began = performance.now();
    await fill(bed, words);
    const filledSeconds = Math.round((performance.now() - began) / 1_000);
    const ids = async (text: string) => (await bed.rows<{ id: string }>(`SELECT ${idOf(text)} AS id`))[0]?.id ?? '';
    const actor = async (place: number, roles: Actor['roles'], person = 7): Promise<Actor> => ({
      ...{
        personId: await ids(`'person' || ${place} || '-' || ${person}`),
        personName: 'Lê Thị Hoa',
        positionTitle: 'Văn thư',
      },
      ...{ positionId: randomUUID(), agencyId: await ids(`'agency' || ${place}`), unitId: null, roles, headOf: [] },
    });
    const actors = {
      largeClerk: await actor(0, ['clerk']),
      smallClerk: await actor(10, ['clerk']),
      official: await actor(0, ['official']),
    };
    const one = (from: number, to: number) => (round: number) => words[from + ((round * 37) % (to - from))] ?? '';
    const [frequent, middle, rare] = [one(0, 20), one(50, 300), one(1_000, words.length)];
    const questions: Record<string, (round: number) => object> = {
      list: () => ({}),
      mine: () => ({ mine: true }),
      drafts: () => ({ state: 'draft' }),
      kindAndMonth: (round) => ({ kind: 'bao-cao', from: `202${round % 6}-03-01`, to: `202${round % 6}-03-31` }),
      number: (round) => ({ number: 1 + round * 13 }),
      notation: (round) => ({ text: `${round * 13}/UBND` }),
      frequentWords: (round) => ({ text: `${frequent(round)} ${frequent(round + 1)}` }),
      middleWord: (round) => ({ text: middle(round) }),
      middleWords: (round) => ({ text: `${middle(round)} ${middle(round + 1)}` }),
      rareWord: (round) => ({ text: rare(round) }),
      frequentAndRare: (round) => ({ text: `${frequent(round)} ${rare(round)}` }),
      rareWordFolded: (round) => ({ text: wordsOf(rare(round))[0] }),
      wordsFolded: (round) => ({ text: wordsOf(frequent(round), middle(round))[0] }),
    };
    const baseline = await measured(() =>
      bed.rows(
        `SELECT id, abstract, number_and_symbol, changed_at FROM outgoing_document ORDER BY sort_rank DESC, changed_at DESC, id DESC LIMIT 50`,
      ),
    );
    console.log(
      JSON.stringify({ bench: 'search', documents, filledSeconds, baseline: 'plain indexed page', ...baseline }),
    );
    for (const [who, by] of Object.entries(actors)) {
      for (const [what, input] of Object.entries(questions)) {
        let found = 0;
        const ask = async (round: number) => {
          const answer = await bed.ask(outgoing.FindOutgoing, { ...input(round) } as never, { actor: by, at: today });
          if (isRefusal(answer)) throw new Error(answer.code);
          found += answer.total;
        };
        const figures = await measured(ask);
        console.log(
          JSON.stringify({
            ...{ bench: 'search', documents, who, what, found: Math.round(found / (asked + 1)), ...figures },
            ratio: rounded(figures.p95Ms / baseline.p95Ms),
          }),
        );
      }
    }
  } finally {
    await bed.close();
  }
}
