import { isName, nameOf, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { PdfError } from '../../pdf/pdf-error.js';
import { explainSecurityStore } from './explain-store.js';
import { oddityOf } from './plain-update.js';
import type { Reference } from './reference-index.js';
import { changedKeys, sameObject } from './semantic-equality.js';
import type { Step } from './step.js';
import { looksLikeXmp } from './xmp.js';

/* What an update may change in the catalog besides the form, which is looked at on its own (table 28; EN 319 142-1 5.4.2). */
const catalogKeys = new Set(['AcroForm', 'DSS', 'Extensions', 'Metadata', 'Version', 'MarkInfo']);
const crossReferenceKeys = new Set([
  ...[
    'Size',
    'Prev',
    'XRefStm',
    'Type',
    'W',
    'Index',
    'Length',
    'Filter',
    'DecodeParms',
    'DL',
    'Info',
    'ID',
    'AuthCode',
    'Root',
  ],
]);

/** Trailer, catalog, metadata, security store, containers, and what nothing uses. */
export function explainDocument(step: Step): void {
  explainTrailer(step);
  explainCatalog(step);
  explainSecurityStore(step);
  for (const [num, { before, after }] of step.changed) {
    if (step.isExplained(num)) continue;
    const users = step.pointersBefore(num);
    const type = after instanceof PdfStream || after instanceof PdfDict ? typeOf(after) : undefined;
    if (isContainer(after) && before === null && users.length === 0)
      step.explain(num, type === 'XRef' ? 'cross-reference' : 'object-container');
    else if (
      users.length > 0 &&
      users.every(({ holder, key }) => holder === 0 && key === 'Info') &&
      after instanceof PdfDict
    )
      step.explain(num, 'document-information');
    else if (
      users.length > 0 &&
      users.every(({ key }) => key === 'Metadata') &&
      wereMetadata(before) &&
      looksLikeXmp(step, after)
    )
      step.explain(num, 'metadata');
    else if (users.length > 0 && users.every((user) => isExtensions(step, user)) && after instanceof PdfDict)
      step.explain(num, 'catalog');
  }
}

/* A resource may have any name, /Metadata and /Extensions among them: what a page draws is neither (14.3.2, 7.12). */
const wereMetadata = (before: PdfObject): boolean =>
  before instanceof PdfStream && isName(before.dict.get('Subtype'), 'XML');

function isExtensions({ before }: Step, { holder, key, outerKey }: Reference): boolean {
  const root = before.trailer.get('Root');
  return key === 'Extensions' && outerKey === '' && root instanceof PdfRef && holder === root.num;
}

/**
 * Last: an object that nothing ever referred to may be given up. One that is added without use has no explanation, but
 * for what known programs leave behind: fonts that no appearance came to use, an empty VRI, a twin of a new widget.
 */
export function explainUnused(step: Step): void {
  const everReferred = (num: number) => step.references.upTo(step.document.revisions.length, num).length > 0;
  for (const [num, { before, after }] of step.changed) {
    if (step.isExplained(num) || step.references.upTo(step.after.revision, num).length > 0) continue;
    if (after === null && !isContainer(before)) step.explain(num, 'given-up');
    else if (before === null && after instanceof PdfDict && isName(after.get('Type'), 'Font'))
      step.explain(num, 'unused-font');
    else if (before === null && after instanceof PdfDict && !everReferred(num) && isLeftover(step, after))
      step.explain(num, 'unused');
  }
}

function isLeftover(step: Step, value: PdfDict): boolean {
  if (isName(value.get('Type'), 'VRI')) return true;
  const isTwin = (widget: PdfDict) => ['Rect', 'AP'].every((key) => sameObject(widget.get(key), value.get(key)));
  const isNewWidget = (ref: PdfRef | undefined) => ref !== undefined && step.changed.get(ref.num)?.before === null;
  return (
    isName(value.get('Subtype'), 'Widget') &&
    step.fieldsAfter.some(({ widgets }) => widgets.some(({ ref, dict }) => isNewWidget(ref) && isTwin(dict)))
  );
}

const typeOf = (value: PdfStream | PdfDict): string | undefined =>
  nameOf(value instanceof PdfStream ? value.dict.get('Type') : value.get('Type'));

const isContainer = (value: PdfObject): boolean =>
  value instanceof PdfStream && (isName(value.dict.get('Type'), 'XRef') || isName(value.dict.get('Type'), 'ObjStm'));

/** What cannot be read here may be read by others. */
function plainly(look: () => string | undefined): string | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof PdfError) return error.message;
    throw error;
  }
}

function explainTrailer(step: Step): void {
  const sections = step.document.revisions[step.after.revision]!.sections;
  // 7.5.8.4: hidden objects are fine while the table itself does not put them elsewhere.
  if (sections.some(({ irregular }) => irregular.includes('hybrid-conflict') || irregular.includes('entry-twice')))
    step.note(0, 'unexplained', undefined, 'cross-reference: readers see different objects');
  const odd = plainly(() => oddityOf(step.document, step.after.revision));
  if (odd) step.note(0, 'unexplained', undefined, `readers may see different objects: ${odd}`);
  const { before, after } = { before: step.before.trailer, after: step.after.trailer };
  for (const key of changedKeys(before, after))
    if (!crossReferenceKeys.has(key)) step.note(0, 'unexplained', undefined, `trailer entry ${key} changed`);
  const id = (trailer: PdfDict, view: Step['before']) => {
    const value = view.resolve(trailer.get('ID'));
    return value instanceof PdfArray ? value.items[0] : undefined;
  };
  const [was, is] = [id(before, step.before), id(after, step.after)];
  if (was !== undefined && is !== undefined && !sameObject(was, is))
    step.note(0, 'unexplained', undefined, 'first file identifier changed');
  const [root, rootBefore] = [after.get('Root'), before.get('Root')];
  const moved = root instanceof PdfRef && !sameObject(root, rootBefore);
  if (!(root instanceof PdfRef) || (moved && !step.isNew(root.num)))
    step.note(0, 'unexplained', undefined, 'another catalog is used');
  step.introduce(after.get('Info'), 'document-information');
}

function explainCatalog(step: Step): void {
  const root = step.after.trailer.get('Root');
  const [before, after] = [step.before.catalog, step.after.catalog];
  // The same permissions, written directly or as an object of their own.
  const samePermissions = sameObject(step.before.resolve(before.get('Perms')), step.after.resolve(after.get('Perms')));
  const changed = changedKeys(before, after).filter((key) => key !== 'Perms' || !samePermissions);
  if (samePermissions) step.introduce(after.get('Perms'), 'catalog');
  if (!(root instanceof PdfRef) || !changed.every((key) => catalogKeys.has(key))) return;
  const users = step.pointersBefore(root.num);
  if (users.every(({ key }) => key === 'Root' || key === 'Data')) step.explain(root.num, 'catalog');
  for (const key of ['Extensions', 'MarkInfo']) if (changed.includes(key)) step.introduce(after.get(key), 'catalog');
  if (!changed.includes('Metadata')) return;
  const metadata = step.after.resolve(after.get('Metadata'));
  if (metadata instanceof PdfStream && looksLikeXmp(step, metadata)) step.introduce(after.get('Metadata'), 'metadata');
  else step.note(root.num, 'unexplained', undefined, 'metadata are not XMP');
}
