import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './checkout.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

/** Runs a program of a step in a process group of its own, so that what it has started ends with it. */
export function runProgram(program, args, { timeoutMs, env = {} }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      detached: true,
      env: { ...process.env, ...env },
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    }, timeoutMs);
    const end = (ok) => {
      clearTimeout(timer);
      resolve({ ok: ok && !timedOut, timedOut });
    };
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}

/** What one run of jest counts: a test file that could not be run at all is one failure. */
export function countOf(json) {
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}

const none = { passed: 0, failed: 0, skipped: 0 };

/** A check that passes or fails as a whole counts as one test. */
export const check = (name, program, args, minutes = 3) => ({
  name,
  minutes,
  run: async (timeoutMs) => {
    const { ok } = await runProgram(bin(program), args, { timeoutMs });
    return { ...none, [ok ? 'passed' : 'failed']: 1 };
  },
});

/**
 * A worker keeps the modules of every file that it has run; a fresh one is cheaper than a process that grows by them to many
 * gigabytes. Waiting for servers leaves a core free: as many as there are cores, never one alone.
 */
const workers = [`--maxWorkers=${Math.max(2, availableParallelism())}`, '--workerIdleMemoryLimit=1500MB'];

/** One level of tests. What whole systems share is memory and two cores: they run one after the other. */
export const level = (name, minutes, { inBand, temporary }) => ({
  name,
  minutes,
  run: async (timeoutMs) => {
    const file = join(temporary, `${name}.json`);
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const args = [
      '--experimental-vm-modules',
      jest,
      '--selectProjects',
      name,
      '--passWithNoTests',
      // What a failed test leaves open must not hold up the rest of the run.
      '--forceExit',
      '--json',
      `--outputFile=${file}`,
    ];
    // Jest prints its JSON too when it is asked for it; the file is enough.
    const env = { NODE_NO_WARNINGS: '1', TZ: 'Asia/Ho_Chi_Minh' };
    const { ok, timedOut } = await runProgram(process.execPath, [...args, ...(inBand ? ['--runInBand'] : workers)], {
      timeoutMs,
      env,
    });
    try {
      const counted = countOf(JSON.parse(readFileSync(file, 'utf8')));
      // Jest also fails for reasons that are no test, for example when its servers did not start.
      return !ok && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
    } catch {
      if (timedOut) console.error(`✕ ${name}: quá ${Math.round(timeoutMs / 60_000)} phút, đã ngắt`);
      return { ...none, failed: 1 };
    }
  },
});
