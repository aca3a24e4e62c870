import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, install, nodeProblem, root } from './lib/checkout.mjs';
import { check, level } from './lib/steps.mjs';
import { canFetchNats, missingTools } from './lib/tools.mjs';

/**
 * npm test: everything that must hold, from a fresh clone. `--check` asks the same. Names of steps may follow
 * (`npm test -- types unit`). Ends with one line that counts, for people and for machines.
 */

const inCi = process.env.CI === 'true';
/** All steps together end here, whatever each may take: what hangs, hangs. On two quiet cores they take about twenty minutes. */
const totalMs = 75 * 60_000;
const begun = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
const report = [];

function note(name, counts, ms) {
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  report.push({ name, ms, ...counts });
}

function finish() {
  console.log('');
  for (const { name, ms, passed = 0, failed = 0, skipped = 0, why } of report) {
    const mark = failed > 0 ? '✕' : skipped > 0 && passed === 0 ? '!' : '✓';
    const words = why ?? `${passed} đạt${failed ? `, ${failed} hỏng` : ''}${skipped ? `, ${skipped} bỏ qua` : ''}`;
    console.log(`${mark} ${name.padEnd(10)} ${(ms / 1000).toFixed(1).padStart(7)} s  ${words}`);
  }
  const ran = total.passed + total.failed;
  console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
  process.exit(total.failed > 0 || ran === 0 ? 1 : 0);
}

const problem = nodeProblem();
if (problem) {
  console.error(`✕ ${problem}`);
  note('node', { failed: 1 }, 0);
  finish();
}
const installing = Date.now();
if (!install()) {
  // Nothing can be asked without the dependencies.
  note('install', { failed: 1 }, Date.now() - installing);
  finish();
}
const missing = missingTools();
const building = Date.now();
const built = build();
if (!built) note('build', { failed: 1 }, Date.now() - building);

const temporary = mkdtempSync(join(tmpdir(), 'vanthu-test-run-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

const tsc = (name, project) => check(name, 'tsc', ['-p', project, '--noEmit'], 4);
const hasWeb = existsSync(join(root, 'apps/web/tsconfig.json'));
const steps = [
  check('lint', 'biome', ['ci', '.']),
  tsc('types', 'tsconfig.json'),
  ...(hasWeb ? [tsc('types-web', 'apps/web/tsconfig.json')] : []),
  check('layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'libs', 'apps', 'e2e']),
  check('unused', 'knip', ['--no-config-hints']),
  level('unit', 12, { inBand: false, temporary }),
  level('int', 25, { inBand: false, temporary }),
  level('e2e', 30, { inBand: true, temporary }),
  level('browser', 20, { inBand: true, temporary }),
];

/** These start what was built; the others read sources. */
const needsBuild = new Set(['e2e', 'browser']);

/** The tool without which a step cannot run. */
const lackOf = (step) =>
  missing.find((tool) => tool.levels.includes(step.name) && !(tool.name === 'nats-server' && canFetchNats()));

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const step of steps.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const lack = lackOf(step);
  const start = Date.now();
  if (!built && needsBuild.has(step.name)) {
    note(step.name, { failed: 1, why: 'không chạy được: chưa dựng được' }, 0);
    continue;
  }
  if (lack) {
    const why = `không chạy được: thiếu ${lack.name} (sudo apt-get install ${lack.debian})`;
    // Where nobody reads along, what was not tested has not passed.
    note(step.name, { [inCi ? 'failed' : 'skipped']: 1, why }, 0);
    continue;
  }
  console.log(`\n── ${step.name}`);
  const left = totalMs - (Date.now() - begun);
  const counts = left > 0 ? await step.run(Math.min(step.minutes * 60_000, left)) : { failed: 1, why: 'hết thời gian' };
  note(step.name, counts, Date.now() - start);
}
finish();
