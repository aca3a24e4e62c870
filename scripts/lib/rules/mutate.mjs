import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../checkout.mjs';
import { letPass } from './let-pass.mjs';
import { runTests } from './run-tests.mjs';

const marks = { found: '✓', missed: '✕', unjudged: '?' };

/**
 * Switches the refusals of these rules off, one at a time, and asks the tests that name the rule. A refusal is found missing
 * when a test of the rule goes red that is green without the change, and missed when all of them stay green.
 *
 * @param stands  rules with their tests, as `npm run rules` counts them
 * @returns {boolean} whether every refusal that was switched off was found missing
 */
export function mutate(stands) {
  const counts = { found: 0, missed: 0, unjudged: 0 };
  for (const rule of stands) {
    if (rule.refusals.length === 0) {
      if (!rule.missing && rule.proof === 'both') console.log(`· ${rule.id.padEnd(9)} không có từ chối nào để tắt`);
      continue;
    }
    const standing = standingOf(rule);
    for (const code of rule.refusals) {
      const { outcome, why } = judge(rule, code, standing);
      counts[outcome] += 1;
      console.log(`${marks[outcome]} ${rule.id.padEnd(9)} ${code.padEnd(36)} ${why}`);
    }
  }
  const all = counts.found + counts.missed + counts.unjudged;
  console.log(
    `\n${all} từ chối được tắt lần lượt: ${counts.found} bị phát hiện, ${counts.missed} không, ${counts.unjudged} chưa xét được`,
  );
  return all > 0 && counts.found === all;
}

function judge(rule, code, { runs, problems }) {
  if (!isRefused(code)) return { outcome: 'missed', why: 'mã này không có trong nguồn' };
  if (runs.length === 0) {
    if (problems.length > 0) return { outcome: 'unjudged', why: problems.join('; ') };
    return { outcome: 'missed', why: 'không có bài kiểm tra unit hay int nào chạy' };
  }
  const silent = [];
  let green = 0;
  for (const { files, only } of runs) {
    const said = runTests(files, rule.id, only, code);
    silent.push(...files.filter((file) => !said.has(file)));
    const red = files.flatMap((file) => redOf(rule, said.get(file)));
    green += files.flatMap((file) => greenOf(rule, said.get(file))).length;
    if (red.length > 0) return { outcome: 'found', why: `hỏng: ${red[0].title}` };
  }
  const unsure = [...problems, ...silent.map((file) => `${file} không chạy được khi tắt`)];
  if (unsure.length > 0) return { outcome: 'unjudged', why: unsure.join('; ') };
  return { outcome: 'missed', why: `${green} vẫn đạt` };
}

/**
 * How the tests of the rule are run so that they are green as the sources are: by their titles, and with their whole file where
 * they need what its other tests have done.
 *
 * @returns {{ runs: { files: string[], only: string | null }[], problems: string[] }} problems: files that are green in neither way
 */
function standingOf(rule) {
  const files = [...new Set(rule.tests.map(({ file }) => file))].filter((file) => /\.(unit|int)\.spec\.ts$/.test(file));
  if (files.length === 0) return { runs: [], problems: [] };
  const byTitle = sorted(rule, files, runTests(files, rule.id, rule.id, null));
  const leaning = [...byTitle.red, ...byTitle.silent];
  const whole =
    leaning.length === 0 ? sorted(rule, [], new Map()) : sorted(rule, leaning, runTests(leaning, rule.id, null, null));
  return {
    runs: [
      { files: byTitle.green, only: rule.id },
      { files: whole.green, only: null },
    ].filter((run) => run.files.length > 0),
    problems: [
      ...whole.red.map((file) => `${file} hỏng cả khi chưa tắt gì`),
      ...whole.silent.map((file) => `${file} không chạy được cả khi chưa tắt gì`),
    ],
  };
}

/** Files by what their tests of the rule said. One whose tests were all skipped, for want of a program, is in none. */
function sorted(rule, files, said) {
  const isRed = (file) => redOf(rule, said.get(file)).length > 0;
  return {
    red: files.filter(isRed),
    silent: files.filter((file) => !said.has(file)),
    green: files.filter((file) => !isRed(file) && greenOf(rule, said.get(file)).length > 0),
  };
}

const redOf = (rule, tests = []) => tests.filter(({ title, passed }) => !passed && title.includes(rule.id));
const greenOf = (rule, tests = []) => tests.filter(({ title, passed }) => passed && title.includes(rule.id));

const isRefused = (code) => sources().some((text) => letPass(text, code) !== null);

let read;
function sources() {
  read ??= ['libs', 'apps'].flatMap((kind) =>
    readdirSync(join(root, kind)).flatMap((name) => textsBelow(join(root, kind, name, 'src'))),
  );
  return read;
}

function textsBelow(folder) {
  try {
    return readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  } catch {
    // A package without sources of its own.
    return [];
  }
}
