import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');

/** Small trees with one fault each: a rule that no longer bites is found here and not in a review. */
describe('the layer checker', () => {
  let tree: string;
  const put = (file: string, content: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), content);
  };
  const violations = (): string[] => {
    const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'libs', 'apps'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1e8 });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
  };
  const sound = {
    'apps/outgoing/src/index.ts': `export { number } from './number.js';`,
    'apps/outgoing/src/number.ts': 'export const number = 7;',
    'apps/incoming/src/index.ts': 'export const incoming = 1;',
    'libs/pades/src/index.ts': 'export const pades = 1;',
    'libs/pki/src/index.ts': 'export const pki = 1;',
    'libs/servers/src/index.ts': 'export const start = 1;',
    'libs/contracts/src/index.ts': 'export const contracts = 1;',
    'apps/web/src/main.tsx': 'export const web = 1;',
  };

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'vanthu-layers-'));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'tsconfig.base.json']) {
      cpSync(join(root, file), join(tree, file));
    }
    // The TypeScript of the checkout, by which the checker reads sources.
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  /** Rule, file, content. Each fault in a package of its own, so that one run of the checker finds all. */
  const faults: [string, string, string][] = [
    ['apps-meet-in-contracts', 'apps/routing/src/index.ts', `export { number } from '../../outgoing/src/index.js';`],
    ['no-deep-imports', 'apps/stats/src/index.ts', `export { number } from '../../outgoing/src/number.js';`],
    ['libs-below-apps', 'libs/files/src/index.ts', `export { number } from '../../../apps/outgoing/src/index.js';`],
    ['contracts-above-decree30', 'libs/contracts/src/index.ts', `export { pki } from '../../pki/src/index.js';`],
    [
      'pure-has-no-world',
      'libs/pades/src/index.ts',
      `import { readFileSync } from 'node:fs';\nexport const pades = readFileSync;`,
    ],
    [
      'pki-and-decree30-stand-alone',
      'libs/pki/src/index.ts',
      `export { pades as pki } from '../../pades/src/index.js';`,
    ],
    ['web-uses-contracts-alone', 'apps/web/src/main.tsx', `export { pades } from '../../../libs/pades/src/index.js';`],
    [
      'no-cycles',
      'apps/outgoing/src/number.ts',
      `import * as all from './index.js';\nexport const number = () => all;`,
    ],
    [
      'servers-belong-to-the-launcher',
      'apps/gateway/src/index.ts',
      `export { start } from '../../../libs/servers/src/index.js';`,
    ],
    ['resolvable', 'apps/signing/src/index.ts', `export { gone } from './gone.js';`],
  ];

  test('lets a sound tree pass', () => {
    for (const [file, content] of Object.entries(sound)) put(file, content);
    expect(violations()).toEqual([]);
  }, 60_000);

  test('finds each planted fault', () => {
    for (const [, file, content] of faults) put(file, content);
    expect(violations()).toEqual(expect.arrayContaining(faults.map(([rule]) => rule)));
  }, 60_000);
});
