import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.js';
import { seedsIn, targets } from './targets.js';

/** npm run fuzz -w @vanthu/pades -- --seconds 600 --seed 7 [--target reader] [--seeds FOLDER] [--keep FOLDER] */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string' },
    seeds: { type: 'string' },
    keep: { type: 'string' },
  },
});
const chosen = targets.filter(({ name }) => values.target === undefined || name === values.target);
if (chosen.length === 0) throw new Error(`--target: one of ${targets.map(({ name }) => name).join(', ')}`);
const more = values.seeds === undefined ? [] : seedsIn(values.seeds);
let failed = false;

for (const target of chosen) {
  const end = Date.now() + (Number(values.seconds) * 1_000) / chosen.length;
  const { rounds, findings } = await fuzz(
    { ...target, seeds: async () => [...(await target.seeds()), ...more] },
    {
      ...{ seed: Number(values.seed), rounds: Number.MAX_SAFE_INTEGER, until: () => Date.now() > end },
      ...{ maxMs: 2_000, maxBytes: 300_000_000 },
    },
  );
  for (const { round, what, bytes } of findings) {
    process.stdout.write(
      `${JSON.stringify({ target: target.name, seed: values.seed, round, bytes: bytes.length, what })}\n`,
    );
    if (values.keep === undefined) continue;
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(`${values.keep}/${target.name}-${values.seed}-${round}.bin`, bytes);
  }
  process.stdout.write(`${JSON.stringify({ target: target.name, rounds, findings: findings.length })}\n`);
  failed ||= findings.length > 0;
}
process.exitCode = failed ? 1 : 0;
