import { isName, nameOf, PdfArray, PdfDict, type PdfObject, PdfRef } from '../../pdf/objects.js';
import { readable } from './reference-index.js';
import { changedKeys, sameObject } from './semantic-equality.js';
import type { Step } from './step.js';

const rootKeys = new Set(['K', 'ParentTree', 'ParentTreeNextKey']);
const elementKeys = new Set(['Type', 'S', 'P', 'Pg', 'K', 'ID']);
const maxTreeNodes = 200_000;
const maxTreeDepth = 16;

/**
 * A tagged document takes up the widgets of new signature fields into its structure tree (ISO 32000-1 14.7.2, 14.7.4.4):
 * new elements that hold nothing but such a widget, listed behind what was there. What was there keeps its meaning; no
 * element may bring replacement text (/Alt, /ActualText), which is read aloud in place of the page.
 */
export function explainStructure(step: Step): void {
  const place = step.after.catalog.get('StructTreeRoot');
  if (!(place instanceof PdfRef) || !sameObject(place, step.before.catalog.get('StructTreeRoot'))) return;
  const [before, after] = [step.before.resolve(place), step.after.resolve(place)];
  if (!(before instanceof PdfDict) || !(after instanceof PdfDict)) return;
  const elements = newElements(step);
  if (elements.size === 0) return;
  if (!listedBelow(step, elements)) return;
  if (step.changed.has(place.num)) {
    if (!changedKeys(before, after).every((key) => rootKeys.has(key))) return;
    if (!grownBy(step, before.get('K'), after.get('K'), elements)) return;
    const next = step.after.resolve(after.get('ParentTreeNextKey'));
    if (next !== undefined && typeof next !== 'number') return;
  }
  if (!explainParentTree(step, before.get('ParentTree'), after.get('ParentTree'), elements)) return;
  step.explain(place.num, 'structure');
  for (const num of elements) step.explain(num, 'structure');
}

/** New structure elements whose only content is the widget of a signature field that this revision adds. */
function newElements(step: Step): Set<number> {
  const widgets = new Set<number>();
  const known = new Set(step.fieldsBefore.map(({ name }) => name));
  for (const field of step.fieldsAfter)
    if (field.type === 'Sig' && !known.has(field.name))
      for (const { ref } of field.widgets) if (ref && step.isExplained(ref.num)) widgets.add(ref.num);
  const out = new Set<number>();
  if (widgets.size === 0) return out;
  for (const [num, { before, after }] of step.changed)
    if (before === null && after instanceof PdfDict && step.isNew(num) && holdsOnly(step, after, widgets)) out.add(num);
  return out;
}

function holdsOnly(step: Step, element: PdfDict, widgets: ReadonlySet<number>): boolean {
  if (![...element.entries.keys()].every((key) => elementKeys.has(key)) || element.hasDuplicateKeys) return false;
  if (nameOf(element.get('S')) === undefined) return false;
  const kids = step.after.resolve(element.get('K'));
  const only = kids instanceof PdfArray && kids.items.length === 1 ? step.after.resolve(kids.items[0]) : kids;
  if (!(only instanceof PdfDict) || !isName(only.get('Type'), 'OBJR')) return false;
  const object = only.get('Obj');
  if (![...only.entries.keys()].every((key) => ['Type', 'Obj', 'Pg'].includes(key))) return false;
  if (!(object instanceof PdfRef) || !widgets.has(object.num)) return false;
  step.introduce(element.get('K'), 'structure');
  return true;
}

/** Elements that were there and now list new ones below. */
function listedBelow(step: Step, elements: ReadonlySet<number>): boolean {
  for (const [num, { before, after }] of step.changed) {
    if (!(before instanceof PdfDict) || !(after instanceof PdfDict) || before.get('S') === undefined) continue;
    if (!step.pointersBefore(num).some(({ key }) => key === 'K')) continue;
    const keys = changedKeys(before, after);
    if (keys.length !== 1 || keys[0] !== 'K') return false;
    if (!grownBy(step, before.get('K'), after.get('K'), elements)) return false;
    step.explain(num, 'structure');
  }
  return true;
}

/** The same children in the same order, new elements among them; the list itself may be made anew. */
function grownBy(
  step: Step,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  elements: ReadonlySet<number>,
): boolean {
  const was = listOf(step.before.resolve(before), before);
  const is = listOf(step.after.resolve(after), after);
  let at = 0;
  for (const item of is) {
    if (at < was.length && sameObject(item, was[at])) at++;
    else if (!(item instanceof PdfRef) || !elements.has(item.num)) return false;
  }
  if (at !== was.length) return false;
  explainList(step, after);
  return true;
}

const listOf = (resolved: PdfObject | undefined, direct: PdfObject | undefined): readonly PdfObject[] =>
  resolved instanceof PdfArray ? resolved.items : direct == null ? [] : [direct];

/* The array of children, when it is an object of its own and belongs to nothing else. */
function explainList(step: Step, value: PdfObject | undefined): void {
  if (!(value instanceof PdfRef) || !(step.after.resolve(value) instanceof PdfArray)) return;
  if (step.isNew(value.num) || step.pointersBefore(value.num).every(({ key }) => key === 'K'))
    step.explain(value.num, 'structure');
}

/** Every number keeps its elements; new numbers lead to new elements (7.9.7). The tree itself may be made anew. */
function explainParentTree(
  step: Step,
  before: PdfObject | undefined,
  after: PdfObject | undefined,
  elements: ReadonlySet<number>,
): boolean {
  const was = numberTree(step, step.before, before);
  const is = numberTree(step, step.after, after);
  if (!was || !is) return false;
  for (const [key, value] of was.values) {
    const now = is.values.get(key);
    if (now === undefined || !sameValue(step, value, now)) return false;
  }
  for (const [key, value] of is.values)
    if (!was.values.has(key) && !(value instanceof PdfRef && elements.has(value.num))) return false;
  const old = objectsOf(was);
  for (const num of objectsOf(is)) explainTreeNode(step, num, old);
  return true;
}

/* Each object once: a tree may name the same one a hundred thousand times. */
function objectsOf(tree: NumberTree): ReadonlySet<number> {
  const nums = new Set(tree.nodes);
  for (const value of tree.values.values()) if (value instanceof PdfRef) nums.add(value.num);
  return nums;
}

function sameValue(step: Step, was: PdfObject, now: PdfObject): boolean {
  if (was instanceof PdfRef && now instanceof PdfRef && was.num === now.num && !step.changed.has(was.num)) return true;
  const [before, after] = [step.before.resolve(was), step.after.resolve(now)];
  // A structure element is the same object or another one; a list of them is compared by what it lists.
  if (!(before instanceof PdfArray) || !(after instanceof PdfArray)) return sameObject(was, now);
  return sameObject(before, after);
}

/* Pages hang on /Kids as well: an old object is a node only when the tree had it. */
function explainTreeNode(step: Step, num: number, old: ReadonlySet<number>): void {
  const after = step.changed.get(num)?.after;
  const isNode = after instanceof PdfArray || (after instanceof PdfDict && after.get('S') === undefined);
  if (!isNode) return;
  const isOurs = () =>
    old.has(num) && step.pointersBefore(num).every(({ key }) => ['Nums', 'Kids', 'ParentTree'].includes(key));
  if (step.isNew(num) || isOurs()) step.explain(num, 'structure');
}

interface NumberTree {
  readonly values: ReadonlyMap<number, PdfObject>;
  readonly nodes: ReadonlySet<number>;
}

function numberTree({ allowance }: Step, view: Step['before'], root: PdfObject | undefined): NumberTree | undefined {
  const values = new Map<number, PdfObject>();
  const nodes = new Set<number>();
  let left = maxTreeNodes;
  const visit = (value: PdfObject | undefined, depth: number): boolean => {
    allowance.treeNodes--;
    if (depth > maxTreeDepth || --left < 0 || allowance.treeNodes < 0) return false;
    if (value instanceof PdfRef) {
      if (nodes.has(value.num)) return false;
      nodes.add(value.num);
    }
    const node = readable(() => view.resolve(value));
    if (!(node instanceof PdfDict)) return false;
    const [numbers, kids] = [view.resolve(node.get('Nums')), view.resolve(node.get('Kids'))];
    const pairs = numbers instanceof PdfArray ? numbers.items : [];
    left -= pairs.length;
    allowance.treeNodes -= pairs.length;
    if (left < 0 || allowance.treeNodes < 0) return false;
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const [key, item] = [pairs[i], pairs[i + 1]];
      if (typeof key !== 'number' || item === undefined || values.has(key)) return false;
      values.set(key, item);
    }
    return !(kids instanceof PdfArray) || kids.items.every((kid) => visit(kid, depth + 1));
  };
  if (root != null && !visit(root, 0)) return undefined;
  return { values, nodes };
}
