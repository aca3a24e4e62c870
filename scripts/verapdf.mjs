import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './lib/checkout.mjs';

/**
 * npm run verapdf -- FILE.pdf …: whether the files, without any the samples, are PDF/A-2b in the eyes of veraPDF. Fetches it with
 * Maven into .tools once; tests use it from there.
 */

const jars = join(root, '.tools/verapdf');
const tools = join(root, 'libs/decree30/test/verapdf');

function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' });
  if (error) console.error(`✗ không chạy được ${program}: sudo apt-get install default-jdk-headless maven`);
  return error ? 1 : (status ?? 1);
}

if (!existsSync(jars)) {
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  const status = run('mvn', ['-q', '-B', '-f', join(tools, 'pom.xml'), ...goal]);
  if (status !== 0) process.exit(status);
}
const samples = join(root, 'docs/samples');
const given = process.argv.slice(2).map((name) => resolve(name));
const all = readdirSync(samples).filter((name) => name.endsWith('.pdf'));
const files = given.length > 0 ? given : all.map((name) => join(samples, name));
process.exit(run('java', ['-cp', join(jars, '*'), join(tools, 'ValidatePdfA.java'), ...files]));
