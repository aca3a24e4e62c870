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
    if (ts.isCallExpression(node) && mayRefuseWith(node, code)) edits.push(halfEditFor(node, source, code));
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
const refusesWith = ({ arguments: [first] }, code) => first !== undefined && isCode(first, code);

/** `refuse(isLate ? 'CODE' : 'OTHER', …)`. */
const mayRefuseWith = ({ arguments: [first] }, code) =>
  first !== undefined &&
  ts.isConditionalExpression(first) &&
  (isCode(first.whenTrue, code) || isCode(first.whenFalse, code));

const isCode = (node, code) => ts.isStringLiteral(node) && node.text === code;

/** With the other code it goes on refusing. */
function halfEditFor(call, source, code) {
  const [choice] = call.arguments;
  const [start, end] = [call.getStart(source), call.getEnd()];
  const text = source.text;
  const outcomeOf = (branch) =>
    isCode(branch, code)
      ? 'null'
      : text.slice(start, choice.getStart(source)) + branch.getText(source) + text.slice(choice.getEnd(), end);
  const by = `(${choice.condition.getText(source)} ? ${outcomeOf(choice.whenTrue)} : ${outcomeOf(choice.whenFalse)})`;
  return { start, end, by };
}

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
