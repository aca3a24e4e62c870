import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from '../checkout.mjs';

/** Words by which a title says that something does not go through. */
const refusing =
  /\b(refus\w*|not|never|no|nobody|nothing|neither|none|nor|cannot|without|invalid|late|overdue|warn\w*|alarm\w*|violation\w*|closed|broken|missing|unknown)\b|n't\b/i;
/** What only a refusal leaves in the body of a test: its code, or the question whether it is one. */
const refusalInBody =
  /['"`](?!R-)[A-Z]{3,}\.[A-Z][A-Z_0-9]{3,}['"`]|\brefus(es|ed|al)\w*\(|\bisRefusal\(|\bisRuleRefusal\(|\brejects\b|\btoThrow/;
const ruleId = /R-[A-Z]+-\d\d/g;

const skipped = new Set(['node_modules', 'dist', '.turbo', 'data']);
const specsBelow = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : specsBelow(join(folder, entry.name));
    return /\.spec\.tsx?$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });

/**
 * The tests whose titles, or the titles they stand under, name a rule; a table of cases is a test for each of its lines.
 *
 * @returns {{ id: string, file: string, title: string, lawful: boolean, refused: boolean }[]}
 */
export function findProofs(folders = ['libs', 'apps', 'e2e'].map((one) => join(root, one))) {
  return folders.flatMap(specsBelow).sort().flatMap(proofsIn);
}

function proofsIn(path) {
  const file = relative(root, path);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const proofs = [];
  const visit = (node, above) => {
    const test = ts.isCallExpression(node) ? testOf(node, source) : null;
    if (test === null) return ts.forEachChild(node, (child) => visit(child, above));
    if (test.group) return ts.forEachChild(node, (child) => visit(child, [...above, test.title]));
    for (const row of test.rows) {
      const title = `${test.title} ${row}`.trim();
      const ids = new Set([...above, title].join(' ').match(ruleId) ?? []);
      const inBody = refusalInBody.test(`${test.body} ${row}`) || refusalInBody.test(`'${row.split(' ').join("' '")}'`);
      const refused = refusing.test(title) || inBody;
      // One test may tell of both: `a registered document is submitted; one that is not registered is refused`.
      const lawful = title
        .split(/[;:,]/)
        .some((part) => /\p{L}{4}/u.test(part.replace(ruleId, '')) && !refusing.test(part));
      for (const id of ids) proofs.push({ id, file, title: [...above, test.title].join(' › '), lawful, refused });
    }
  };
  visit(source, []);
  return proofs;
}

/** `it('…')`, `test.each(cases)('…')`, `describe('…')`; null for any other call. */
function testOf(call, source) {
  const [first, second] = call.arguments;
  if (first === undefined || !(ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))) return null;
  const words = call.expression.getText(source).split(/[.(]/);
  if (!['it', 'test', 'describe'].includes(words[0].trim()) || words.some((word) => word.trim() === 'todo'))
    return null;
  const title = ts.isStringLiteralLike(first) ? first.text : first.getText(source);
  const body = second?.getText(source) ?? '';
  return { group: words[0] === 'describe', title, body, rows: rowsOf(call, source) };
}

/** The literals of each line of the table; one empty line for a test without a table. */
function rowsOf(call, source) {
  const each = call.expression;
  if (!ts.isCallExpression(each) || !/\.each$/.test(each.expression.getText(source))) return [''];
  const table = arrayBehind(each.arguments[0], source);
  return table === null ? [''] : table.elements.map((row) => literalsOf(row).join(' '));
}

function arrayBehind(node, source) {
  if (node === undefined) return null;
  if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isSatisfiesExpression(node)) {
    return arrayBehind(node.expression, source);
  }
  if (ts.isArrayLiteralExpression(node)) return node;
  if (!ts.isIdentifier(node)) return null;
  let found = null;
  const look = (one) => {
    if (ts.isVariableDeclaration(one) && one.name.getText(source) === node.text)
      found ??= arrayBehind(one.initializer, source);
    ts.forEachChild(one, look);
  };
  look(source);
  return found;
}

function literalsOf(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  const all = [];
  ts.forEachChild(node, (child) => {
    all.push(...literalsOf(child));
  });
  return all;
}
