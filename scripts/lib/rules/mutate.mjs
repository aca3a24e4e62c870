import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jestConfig from '../../../jest.config.mjs';
import { root } from '../checkout.mjs';
import { letPass } from './let-pass.mjs';

const minutes = 60_000;

/**
 * Switches the refusals of these rules off, one at a time, and asks the tests that name the rule.
 *
 * @param stands  rules with their tests, as `npm run rules` counts them
 * @returns {boolean} whether every refusal that was switched off was missed by a test
 */
export function mutate(stands) {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-rules-'));
  const outcomes = [];
  try {
    for (const rule of stands) {
      const tell = (red, code, why) => {
        outcomes.push(red);
        console.log(`${red ? '✓' : '✕'} ${rule.id.padEnd(9)} ${code.padEnd(36)} ${why}`);
      };
      if (rule.refusals.length === 0) {
        if (!rule.missing && rule.proof === 'both') console.log(`· ${rule.id.padEnd(9)} không có từ chối nào để tắt`);
        continue;
      }
      const files = filesOf(rule);
      // Red without any mutation proves nothing: the tests of a rule must stand alone.
      const before = files.length === 0 ? null : run(rule, files, null, folder);
      for (const code of rule.refusals) {
        if (files.length === 0) tell(false, code, 'không có bài kiểm tra');
        else if (!isRefused(code)) tell(false, code, 'mã này không có trong nguồn');
        else if (before === null || before.failed > 0 || before.passed === 0)
          tell(false, code, 'bài kiểm tra của quy tắc không tự đứng được');
        else {
          const after = run(rule, files, code, folder);
          if (after === null) tell(false, code, 'bài kiểm tra không chạy được');
          else tell(after.failed > 0, code, `${after.failed} hỏng, ${after.passed} vẫn đạt`);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const missed = outcomes.filter((red) => !red).length;
  console.log(
    `\n${outcomes.length} từ chối được tắt lần lượt: ${outcomes.length - missed} bị phát hiện, ${missed} không`,
  );
  return outcomes.length > 0 && missed === 0;
}

const filesOf = ({ tests }) =>
  [...new Set(tests.map(({ file }) => file))].filter((file) => /\.(unit|int)\.spec\.ts$/.test(file));

const isRefused = (code) => sources().some((text) => letPass(text, code) !== null);

/** The tests that name the rule, with the refusal off (`null`: as it is). @returns null when they did not run */
function run(rule, files, code, folder) {
  const report = join(folder, `${rule.id}-${code}.json`);
  const args = [
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    `--config=${configFor(code)}`,
    '--runInBand',
    '--forceExit',
    '--silent',
    '--reporters',
    join(import.meta.dirname, 'no-reporter.mjs'),
    '--json',
    `--outputFile=${report}`,
    '--testNamePattern',
    rule.id,
    '--runTestsByPath',
    ...files,
  ];
  const env = { ...process.env, NODE_NO_WARNINGS: '1', TZ: 'Asia/Ho_Chi_Minh' };
  // What a test says while the rule is off is of no use to anybody.
  spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore', timeout: 5 * minutes, env });
  try {
    const { numFailedTests, numRuntimeErrorTestSuites, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that does not even load proves nothing about the rule.
    if (numFailedTests === 0 && numRuntimeErrorTestSuites > 0) return null;
    return { failed: numFailedTests, passed: numPassedTests };
  } catch {
    return null;
  }
}

/** The unit and integration tests, with the transform that switches the refusal off; as they are without one. */
function configFor(code) {
  const transform = join(import.meta.dirname, 'mutating-transform.mjs');
  const projects = jestConfig.projects
    .filter(({ displayName }) => ['unit', 'int'].includes(displayName))
    .map((project) => ({
      ...project,
      transform: Object.fromEntries(
        Object.entries(project.transform).map(([files, [, options]]) => [files, [transform, { ...options, code }]]),
      ),
    }));
  return JSON.stringify({ ...jestConfig, rootDir: root, projects });
}

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
