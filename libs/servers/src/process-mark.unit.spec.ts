import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { endProcess, isAlive, markOf, stillRuns } from './process-mark.js';

describe('a marked process', () => {
  test('is known again while it runs, and a stranger with its number is not taken for it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const mark = markOf(child.pid ?? -1);
    expect(mark && stillRuns(mark)).toBe(true);
    expect(mark && stillRuns({ ...mark, since: 'another start' })).toBe(false);
    await endProcess(child.pid ?? -1, 'SIGTERM', 5_000);
    await ended;
    expect(mark && stillRuns(mark)).toBe(false);
  });

  test('that ignores the polite signal is ended all the same', async () => {
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')`;
    const child = spawn(process.execPath, ['-e', stubborn], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    await endProcess(child.pid ?? -1, 'SIGTERM', 200);
    expect(isAlive(child.pid ?? -1)).toBe(false);
  });
});
