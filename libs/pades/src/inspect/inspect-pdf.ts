import { readLock } from '../form/field-lock.js';
import { acroForm, type FormField, formFields, rectangle } from '../form/fields.js';
import { findPage } from '../form/page-tree.js';
import { isBlank, PdfDocument, type RevisionView } from '../pdf/document.js';
import type { PdfLimits } from '../pdf/limits.js';
import { isName, nameOf, numberOf, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../pdf/objects.js';
import { PdfError } from '../pdf/pdf-error.js';
import { textOf } from '../pdf/text-string.js';
import type { FieldLock } from '../sign/signing-options.js';

export interface FieldPlace {
  /** From 1; undefined when no page lists the widget. */
  readonly page: number | undefined;
  /** Points: left, bottom, right, top. */
  readonly rect: readonly [number, number, number, number] | undefined;
}

export interface SignatureFieldSummary extends FieldPlace {
  readonly name: string;
  readonly isSigned: boolean;
  readonly lock: FieldLock | undefined;
}

export interface TextFieldSummary extends FieldPlace {
  readonly name: string;
  readonly value: string | undefined;
  readonly isReadOnly: boolean;
}

export interface PdfInspection {
  /** False: nothing below is known but `reasons`. */
  readonly isReadable: boolean;
  /** Codes of `PdfError`, and words for what was found irregular. */
  readonly reasons: readonly string[];
  readonly version: string | undefined;
  readonly pages: number;
  /** Visible part of page 1, in points: left, bottom, right, top. */
  readonly firstPage: readonly [number, number, number, number] | undefined;
  readonly revisions: number;
  readonly encrypted: boolean;
  readonly truncated: boolean;
  readonly damaged: boolean;
  /** JavaScript in any action, name tree, or additional action (ISO 32000-1 12.6.4.16, 12.6.3). */
  readonly hasScripts: boolean;
  /** Launch, remote go-to, import and submit actions: they reach outside the document. */
  readonly hasLaunchActions: boolean;
  readonly hasXfa: boolean;
  readonly hasEmbeddedFiles: boolean;
  readonly signatureFields: readonly SignatureFieldSummary[];
  readonly textFields: readonly TextFieldSummary[];
  /** Buttons, choices and fields of no type. */
  readonly otherFields: number;
}

const nothing: PdfInspection = {
  ...{
    isReadable: false,
    reasons: [],
    version: undefined,
    pages: 0,
    firstPage: undefined,
    revisions: 0,
    encrypted: false,
    truncated: false,
  },
  ...{ damaged: true, hasScripts: false, hasLaunchActions: false, hasXfa: false, hasEmbeddedFiles: false },
  ...{ signatureFields: [], textFields: [], otherFields: 0 },
};

/** What an upload is, so that it can be refused with a reason. Does not throw on any input. */
export function inspectPdf(pdf: Uint8Array, limits?: PdfLimits, password?: string): PdfInspection {
  try {
    return inspect(new PdfDocument(pdf, limits, password));
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return { ...nothing, reasons: [error.code], truncated: error.code === 'PDF.TRUNCATED' };
  }
}

function inspect(document: PdfDocument): PdfInspection {
  const view = document.last;
  const last = document.revisions.at(-1)!;
  const reasons = new Set<string>();
  if (!isBlank(document.bytes, last.length, document.bytes.length)) reasons.add('bytes-after-end');
  const encrypted = view.isEncrypted;
  const common = { isReadable: true, revisions: document.revisions.length, encrypted };
  if (encrypted && !document.encryption?.isOpen)
    return { ...nothing, ...common, version: document.headerVersion, damaged: false, reasons: ['PDF.ENCRYPTED'] };
  const fields = formFields(view);
  const pages = pageNumbers(view, reasons);
  const found = search(document, view, reasons);
  for (const word of document.irregular) reasons.add(word);
  return {
    ...common,
    version: versionOf(view),
    pages: pages.count,
    firstPage: pages.count > 0 ? findPage(view, 1)?.box : undefined,
    truncated: reasons.has('no-eof-marker'),
    damaged: [...reasons].some((word) => word !== 'entry-not-20-bytes'),
    ...found,
    hasXfa: acroForm(view)?.get('XFA') != null,
    signatureFields: fields.filter(({ type }) => type === 'Sig').map((field) => signatureSummary(view, field, pages)),
    textFields: fields.filter(({ type }) => type === 'Tx').map((field) => textSummary(view, field, pages)),
    otherFields: fields.filter(({ type }) => type !== 'Sig' && type !== 'Tx').length,
    reasons: [...reasons],
  };
}

function versionOf(view: RevisionView): string {
  const own = nameOf(view.resolve(view.catalog.get('Version')));
  const { headerVersion } = view.document;
  return own && /^\d\.\d$/.test(own) && own > headerVersion ? own : headerVersion;
}

const outward = new Set(['Launch', 'GoToR', 'GoToE', 'ImportData', 'SubmitForm', 'Rendition', 'Movie', 'Sound']);

/** Looks at every object once, used or not: what is hidden today may be linked tomorrow. */
function search(document: PdfDocument, view: RevisionView, reasons: Set<string>) {
  const found = { hasScripts: false, hasLaunchActions: false, hasEmbeddedFiles: false };
  const look = (value: PdfObject): void => {
    if (value instanceof PdfArray) value.items.forEach(look);
    else if (value instanceof PdfStream) look(value.dict);
    else if (value instanceof PdfDict) {
      value.forEach((item, key) => {
        if (item === null) return;
        if (key === 'JS' || key === 'AA' || key === 'JavaScript') found.hasScripts = true;
        else if (key === 'EF' || key === 'EmbeddedFiles') found.hasEmbeddedFiles = true;
        else if (key === 'Type' && isName(item, 'EmbeddedFile')) found.hasEmbeddedFiles = true;
        else if (key === 'S') {
          const action = nameOf(view.resolve(item));
          if (action === 'JavaScript') found.hasScripts = true;
          if (action !== undefined && outward.has(action)) found.hasLaunchActions = true;
        }
        look(item);
      });
    }
  };
  document.forEachObject(look, (error) => reasons.add(error.code), view.revision);
  return found;
}

interface Pages {
  readonly count: number;
  readonly ofWidget: ReadonlyMap<number, number>;
}

const maxPages = 100_000;
const maxAnnotations = 1_000_000;

function pageNumbers(view: RevisionView, reasons: Set<string>): Pages {
  const ofWidget = new Map<number, number>();
  const seen = new Set<number>();
  let count = 0;
  let left = maxAnnotations;
  const visit = (value: PdfObject | undefined, depth: number): void => {
    if (value instanceof PdfRef) {
      if (seen.has(value.num)) return void reasons.add('page-tree-loop');
      seen.add(value.num);
    }
    if (depth > 64) throw new PdfError('PDF.TOO_DEEP', 'page tree too deep', 0);
    if (count > maxPages) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many pages', 0);
    const node = view.resolve(value);
    if (!(node instanceof PdfDict)) return void reasons.add('page-tree-broken');
    const kids = view.resolve(node.get('Kids'));
    if (kids instanceof PdfArray) {
      for (const kid of kids.items) visit(kid, depth + 1);
      return;
    }
    count++;
    const annotations = view.resolve(node.get('Annots'));
    if (!(annotations instanceof PdfArray)) return;
    left -= annotations.items.length;
    if (left < 0) throw new PdfError('PDF.TOO_MANY_OBJECTS', 'too many annotations', 0);
    for (const item of annotations.items) if (item instanceof PdfRef) ofWidget.set(item.num, count);
  };
  visit(view.catalog.get('Pages'), 0);
  return { count, ofWidget };
}

function placeOf(view: RevisionView, field: FormField, pages: Pages): FieldPlace {
  const widget = field.widgets[0];
  return {
    page: widget?.ref && pages.ofWidget.get(widget.ref.num),
    rect: widget && rectangle(view, widget.dict),
  };
}

const signatureSummary = (view: RevisionView, field: FormField, pages: Pages): SignatureFieldSummary => ({
  name: field.name,
  isSigned: field.value != null,
  lock: readLock(view, field.dict.get('Lock')),
  ...placeOf(view, field, pages),
});

const textSummary = (view: RevisionView, field: FormField, pages: Pages): TextFieldSummary => ({
  name: field.name,
  value: textOf(field.value),
  isReadOnly: ((numberOf(field.flags) ?? 0) & 1) !== 0,
  ...placeOf(view, field, pages),
});
