import { type FormField, formFields } from '../../form/fields.js';
import type { PdfDocument, RevisionView } from '../../pdf/document.js';
import { PdfError } from '../../pdf/pdf-error.js';
import type { ChangeFact, MarkFact } from '../facts.js';
import { readMark } from '../marks/read-mark.js';
import { explainDocument, explainUnused } from './explain-document.js';
import { explainForm } from './explain-form.js';
import { explainStructure } from './explain-structure.js';
import { oddEnd } from './plain-update.js';
import { ReferenceIndex } from './reference-index.js';
import { Step } from './step.js';

const maxChanges = 100_000;
const maxFieldsOfAllRevisions = 300_000;
const maxTreeNodesOfAllRevisions = 4_000_000;
/* A seal of 50 mm at 1,000 dots an inch has four million. */
const maxMaskSamplesOfAllMarks = 60_000_000;

/** Explainers in the order in which they are asked. */
const explainers: readonly ((step: Step) => void)[] = [explainForm, explainStructure, explainDocument, explainUnused];

export interface FoundChanges {
  readonly changes: readonly ChangeFact[];
  readonly marks: readonly MarkFact[];
}

/**
 * Every revision after `from` compared with the one before it: a later update can hide an earlier one, so it is not
 * enough to compare first and last.
 */
export function findChanges(document: PdfDocument, from: number): FoundChanges {
  const out: ChangeFact[] = [];
  const marks: MarkFact[] = [];
  const last = document.revisions.at(-1)!;
  if (from < last.index) {
    const references = new ReferenceIndex(document);
    const fieldsOf = rememberFields();
    const allowance = { treeNodes: maxTreeNodesOfAllRevisions, maskSamples: maxMaskSamplesOfAllMarks };
    for (let index = from + 1; index <= last.index; index++) {
      const step = new Step(document, document.view(index - 1), document.view(index), references, fieldsOf, allowance);
      for (const explain of explainers) explain(step);
      const facts = step.facts();
      for (const fact of facts) out.push(fact);
      if (out.length > maxChanges) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many changes over all revisions', 0);
      const mark = readMark(step, facts);
      if (mark) marks.push(mark);
    }
  }
  if (oddEnd(document))
    out.push({ revision: last.index, object: 0, rule: 'unexplained', field: undefined, detail: 'bytes after the end' });
  return { changes: out, marks };
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
