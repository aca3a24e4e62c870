import { acroForm, type FormField, isDocumentTimestamp } from '../../form/fields.js';
import type { PdfDocument, RevisionView } from '../../pdf/document.js';
import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { PdfError } from '../../pdf/pdf-error.js';
import type { ChangeFact } from '../facts.js';
import { type Reference, type ReferenceIndex, readable } from './reference-index.js';
import type { RuleName } from './rules.js';
import { sameObject } from './semantic-equality.js';

const maxChanged = 50_000;

/** What all steps of one document may cost together. */
export interface Allowance {
  /** Nodes and numbers of structure trees that may still be read. */
  treeNodes: number;
  /** Samples of the soft masks of marks that may still be looked at. */
  maskSamples: number;
}

/** The passage from one revision to the next, while its changes are being explained. */
export class Step {
  /** Objects whose meaning changed, with both values; null: absent. */
  readonly changed = new Map<number, { before: PdfObject; after: PdfObject }>();
  readonly fieldsBefore: readonly FormField[];
  readonly fieldsAfter: readonly FormField[];
  readonly formBefore: PdfDict | undefined;
  readonly formAfter: PdfDict | undefined;

  private readonly explained = new Map<number, ChangeFact>();
  private readonly notes: ChangeFact[] = [];
  private readonly pointers = new Map<number, readonly Reference[]>();
  private signedFields: ReadonlySet<string> | undefined;

  constructor(
    readonly document: PdfDocument,
    readonly before: RevisionView,
    readonly after: RevisionView,
    readonly references: ReferenceIndex,
    private readonly fieldsOf: (view: RevisionView) => readonly FormField[],
    readonly allowance: Allowance,
  ) {
    for (const section of document.revisions[after.revision]!.sections)
      for (const num of section.entries.keys()) this.compare(num);
    this.fieldsBefore = fieldsOf(before);
    this.fieldsAfter = fieldsOf(after);
    this.formBefore = acroForm(before);
    this.formAfter = acroForm(after);
  }

  private compare(num: number): void {
    const was = this.before.entry(num);
    const is = this.after.entry(num);
    if (was === is || this.changed.has(num)) return;
    if (this.changed.size >= maxChanged)
      throw new PdfError('PDF.TOO_MANY_OBJECTS', `a revision changes more than ${maxChanged} objects`, 0);
    const before = readable(() => this.before.object(num)) ?? null;
    const read = readable(() => ({ value: this.after.object(num) }));
    // What cannot be read here may be read by others.
    if (read === null) this.note(num, 'unexplained', undefined, 'object added that cannot be read');
    const after = read?.value ?? null;
    const generation = (entry: typeof was) => (entry?.kind === 'offset' ? entry.gen : 0);
    const sameGeneration = before === null || after === null || generation(was) === generation(is);
    if (!sameGeneration || !sameObject(before, after)) this.changed.set(num, { before, after });
    else if (after !== null) this.note(num, 'rewritten');
  }

  /** Names of the fields that somebody signed, as the file stands now. */
  get signedAtEnd(): ReadonlySet<string> {
    this.signedFields ??= new Set(
      this.fieldsOf(this.document.last)
        .filter(({ type, value }) => type === 'Sig' && value instanceof PdfDict)
        .filter(({ value }) => !isDocumentTimestamp(this.document.last, value))
        .map(({ name }) => name),
    );
    return this.signedFields;
  }

  /** An object that the revision before did not have, and to which nothing pointed in anticipation. */
  isNew(num: number): boolean {
    const change = this.changed.get(num);
    return change !== undefined && change.before === null && this.pointersBefore(num).length === 0;
  }

  pointersBefore(num: number): readonly Reference[] {
    const known = this.pointers.get(num) ?? this.references.upTo(this.before.revision, num);
    this.pointers.set(num, known);
    return known;
  }

  explain(num: number, rule: RuleName, field?: string): void {
    if (this.changed.has(num) && !this.explained.has(num)) this.explained.set(num, this.fact(num, rule, field));
  }

  /** A finding that is not bound to one object of the changed ones. */
  note(object: number, rule: RuleName, field?: string, detail?: string): void {
    this.notes.push(this.fact(object, rule, field, detail));
  }

  /** Explains all new objects that `value` brings along. Objects that were there before are not touched. */
  introduce(value: PdfObject | undefined, rule: RuleName, field?: string): void {
    const open: (PdfObject | undefined)[] = [value];
    while (open.length > 0) {
      const next = open.pop();
      if (next instanceof PdfRef) {
        if (!this.isNew(next.num) || this.explained.has(next.num)) continue;
        this.explain(next.num, rule, field);
        open.push(this.changed.get(next.num)!.after);
      } else if (next instanceof PdfArray) for (const item of next.items) open.push(item);
      else if (next instanceof PdfDict) next.forEach((item) => void open.push(item));
      else if (next instanceof PdfStream) next.dict.forEach((item) => void open.push(item));
    }
  }

  isExplained(num: number): boolean {
    return this.explained.has(num);
  }

  facts(): ChangeFact[] {
    const rest = [...this.changed.keys()].filter((num) => !this.explained.has(num));
    const unexplained = rest.map((num) => this.fact(num, 'unexplained', undefined, this.describe(num)));
    return [...this.notes, ...this.explained.values(), ...unexplained].sort((a, b) => a.object - b.object);
  }

  private describe(num: number): string {
    const { before, after } = this.changed.get(num)!;
    const value = after ?? before;
    const dict = value instanceof PdfStream ? value.dict : value instanceof PdfDict ? value : undefined;
    const type = dict?.get('Type') ?? dict?.get('Subtype');
    const word = typeof type === 'object' && type !== null && 'name' in type ? type.name : 'object';
    return `${word} ${before === null ? 'added' : after === null ? 'removed' : 'changed'}`;
  }

  private fact(object: number, rule: RuleName, field?: string, detail?: string): ChangeFact {
    return { revision: this.after.revision, object, rule, field, detail };
  }
}
