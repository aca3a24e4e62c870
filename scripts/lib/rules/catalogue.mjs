import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../checkout.mjs';

/**
 * The rules as `docs/rules.tsv` lists them.
 *
 * @returns {{ id: string, basis: string, proof: 'both' | 'one', refusals: string[], text: string }[]}
 * @throws {Error} when a line is not one
 */
export function readRules(text = readFileSync(join(root, 'docs/rules.tsv'), 'utf8')) {
  const [, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const rules = lines.map((line) => {
    const [id, basis, proof, refusals, rule, ...more] = line.split('\t');
    if (!/^R-[A-Z]+-\d\d$/.test(id) || !['both', 'one'].includes(proof) || !rule || more.length > 0) {
      throw new Error(`docs/rules.tsv: not a rule: ${line}`);
    }
    return { id, basis, proof, refusals: refusals === '-' ? [] : refusals.split(' '), text: rule };
  });
  const twice = rules.map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at);
  if (twice.length > 0) throw new Error(`docs/rules.tsv: twice: ${twice}`);
  return rules;
}
