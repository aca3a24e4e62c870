import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { dataFolder, markReplayed, replayedIn, usualDemo } from './replayed.js';

const directory = mkdtempSync(join(tmpdir(), 'vanthu-replayed-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const replayed = { seed: 'một hạt giống', now: '2023-03-14T10:00:00.000Z' };

it('an installation of today is in no replayed period', () => {
  expect(replayedIn(directory)).toBeNull();
  expect(dataFolder(directory)).toBe(directory);
});

it('the directory of a demonstration leads to the data below it', () => {
  const data = join(directory, 'data');
  mkdirSync(data);
  markReplayed(data, replayed);
  expect(replayedIn(data)).toEqual(replayed);
  expect(dataFolder(directory)).toBe(data);
  expect(dataFolder(data)).toBe(data);
});

it('the word demo is the directory where the demonstration usually writes', () => {
  expect([usualDemo, join(usualDemo, 'data')]).toContain(dataFolder('demo'));
});
