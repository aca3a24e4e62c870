import ts from 'typescript';

/**
 * The source with one refusal switched off: wherever `refuse…('CODE', …)` would be the outcome, the outcome is the one that
 * follows when there is nothing to refuse.
 *
 * @returns {string | null} null when this source never refuses with the code
 */
export function letPass(text, code) {
  if (!text.includes(`'${code}'`)) return null;
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.ES2022, true);
  const edits = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && refusesWith(node, code)) edits.push(editFor(node, source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (edits.length === 0) return null;
  return edits
    .sort((a, b) => b.start - a.start)
    .filter((edit, at, all) => at === 0 || edit.end <= all[at - 1].start)
    .reduce((changed, { start, end, by }) => changed.slice(0, start) + by + changed.slice(end), text);
}

/** `refuse('CODE', …)`, `outgoing.refuseOutgoing('CODE')`, `refuser(commonRefusals)('CODE')`. */
const refusesWith = (call, code) =>
  call.arguments[0] !== undefined && ts.isStringLiteral(call.arguments[0]) && call.arguments[0].text === code;

function editFor(call, source) {
  let node = call;
  while (ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent)) node = node.parent;
  const replace = (what, by) => ({ start: what.getStart(source), end: what.getEnd(), by });
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && parent.condition !== node) {
    return replace(parent, `(${(parent.whenTrue === node ? parent.whenFalse : parent.whenTrue).getText(source)})`);
  }
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const keeps = ['??', '||'].includes(parent.operatorToken.getText(source));
    return replace(parent, keeps ? parent.left.getText(source) : 'null');
  }
  if (ts.isReturnStatement(parent)) {
    const block = ts.isBlock(parent.parent) && parent.parent.statements.length === 1 ? parent.parent : parent;
    const { parent: around } = block;
    // The condition stays: it may have effects.
    if (ts.isIfStatement(around) && around.thenStatement === block) return replace(block, ';');
  }
  return replace(node, 'null');
}
