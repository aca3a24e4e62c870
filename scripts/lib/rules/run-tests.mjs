import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import jestConfig from '../../../jest.config.mjs';
import { root } from '../checkout.mjs';

/** Of one run. A refusal that passes may leave tests waiting for what never comes, each for its own time. */
const mostMinutes = 10;

/**
 * Runs unit and integration tests of our sources.
 *
 * @param files  spec files, from the root
 * @param rule   the rule they are run for; one red test of it ends a run in which a refusal is off
 * @param only   part of the titles of the tests that are run; null: every test of the files
 * @param off    the refusal that is switched off; null: none
 * @returns {Map<string, { title: string, passed: boolean }[]>} what each file said of the tests that ran. A file that did not
 *   load, or that the run did not reach in its time, is not there
 */
export function runTests(files, rule, only, off) {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-rules-'));
  const report = join(folder, 'report.jsonl');
  const args = [
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    `--config=${mutatingConfig()}`,
    '--runInBand',
    '--forceExit',
    '--silent',
    '--reporters',
    join(import.meta.dirname, 'file-reporter.mjs'),
    ...(only === null ? [] : ['--testNamePattern', only]),
    '--runTestsByPath',
    ...files,
  ];
  const env = {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    TZ: 'Asia/Ho_Chi_Minh',
    VANTHU_REFUSAL_OFF: off ?? '',
    VANTHU_RULE_REPORT: report,
    VANTHU_RULE_ENOUGH: off === null ? '' : rule,
  };
  try {
    // What a test says while the rule is off is of no use to anybody.
    spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore', timeout: mostMinutes * 60_000, env });
    return saidBy(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function saidBy(report) {
  let lines;
  try {
    lines = readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  } catch {
    return new Map();
  }
  return new Map(lines.filter(({ loaded }) => loaded).map(({ file, tests }) => [relative(root, file), tests]));
}

/**
 * The transform that switches a refusal off, in place of the usual one. Which refusal is said beside the configuration: said in
 * it, every source would have to be transformed again for each.
 */
function mutatingConfig() {
  const transform = join(import.meta.dirname, 'mutating-transform.mjs');
  const projects = jestConfig.projects
    .filter(({ displayName }) => ['unit', 'int'].includes(displayName))
    .map((project) => ({
      ...project,
      transform: Object.fromEntries(
        Object.entries(project.transform).map(([files, [, options]]) => [files, [transform, options]]),
      ),
    }));
  return JSON.stringify({ ...jestConfig, rootDir: root, projects });
}
