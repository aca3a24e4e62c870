import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { layoutOf, root } from './layout.js';
import { readJson, writePrivate } from './private-file.js';

const Replayed = z.object({
  /** Of the data set. */
  seed: z.string(),
  /** Civil instant at which the installation opens, on the simulated clock. */
  now: z.iso.datetime(),
});
/** Says that an installation lives in a replayed period and not today. */
export type Replayed = z.infer<typeof Replayed>;

const fileOf = (directory: string): string => join(layoutOf(directory).directory, 'replayed.json');

export const markReplayed = (directory: string, replayed: Replayed): void =>
  writePrivate(fileOf(directory), `${JSON.stringify(replayed, null, 2)}\n`);

/** Null for an installation of today. */
export const replayedIn = (directory: string): Replayed | null =>
  existsSync(fileOf(directory)) ? Replayed.parse(readJson(fileOf(directory))) : null;

/** Where `npm run demo` writes unless told otherwise. */
export const usualDemo = join(root, 'demo-output');

/** The folder with the data: that of a demonstration lies one below what it has written; `demo` is the usual one. */
export function dataFolder(given: string): string {
  const isShort = given === 'demo' && !existsSync(resolve(given));
  const folder = isShort ? usualDemo : given;
  return replayedIn(join(folder, 'data')) === null ? folder : join(folder, 'data');
}
