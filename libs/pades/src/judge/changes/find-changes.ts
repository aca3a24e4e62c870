import { type FormField, formFields } from '../../form/fields.js';
import { isBlank, type PdfDocument, type RevisionView } from '../../pdf/document.js';
import { PdfError } from '../../pdf/pdf-error.js';
import type { ChangeFact } from '../facts.js';
import { explainDocument, explainUnused } from './explain-document.js';
import { explainForm } from './explain-form.js';
import { ReferenceIndex } from './reference-index.js';
import { Step } from './step.js';

const maxFieldsOfAllRevisions = 300_000;

/** Explainers in the order in which they are asked; a profile puts its own before `explainUnused`. */
const explainers: readonly ((step: Step) => void)[] = [explainForm, explainDocument, explainUnused];

/**
 * Every revision after `from` compared with the one before it: a later update can hide an earlier one, so it is not
 * enough to compare first and last.
 */
export function findChanges(document: PdfDocument, from: number): ChangeFact[] {
  const out: ChangeFact[] = [];
  const last = document.revisions.at(-1)!;
  if (from < last.index) {
    const references = new ReferenceIndex(document);
    const fieldsOf = rememberFields();
    for (let index = from + 1; index <= last.index; index++) {
      const step = new Step(document, document.view(index - 1), document.view(index), references, fieldsOf);
      for (const explain of explainers) explain(step);
      out.push(...step.facts());
    }
  }
  if (!isBlank(document.bytes, last.length, document.bytes.length))
    out.push({ revision: last.index, object: 0, rule: 'unexplained', field: undefined, detail: 'bytes after the end' });
  return out;
}

function rememberFields(): (view: RevisionView) => readonly FormField[] {
  const known = new Map<number, readonly FormField[]>();
  let left = maxFieldsOfAllRevisions;
  return (view) => {
    const found = known.get(view.revision) ?? formFields(view);
    known.set(view.revision, found);
    left -= found.length;
    if (left < 0) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many form fields over all revisions', 0);
    return found;
  };
}
