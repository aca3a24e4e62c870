import type { Widget } from '../form/fields.js';
import { acroForm } from '../form/fields.js';
import type { RevisionView } from '../pdf/document.js';
import { PdfArray, type PdfDict, PdfRef } from '../pdf/objects.js';
import { sourceText } from '../pdf/source-text.js';
import { type PdfUpdate, rewriteDict } from '../pdf/update.js';
import { stop } from './signing-refusal.js';

type Values = Record<string, string>;

/** What one increment writes; entries of one object are gathered before it is rewritten. */
export class Increment {
  readonly form: PdfDict | undefined;
  private readonly changes = new Map<number, { gen: number; dict: PdfDict; values: Values }>();
  private readonly formValues: Values = {};

  constructor(
    readonly view: RevisionView,
    readonly update: PdfUpdate,
  ) {
    this.form = acroForm(view);
  }

  change(target: Widget, values: Values): void {
    const { ref, dict } = target;
    if (!ref) stop('PADES.DAMAGED', 'a field, widget or page is not an indirect object');
    const known = this.changes.get(ref.num);
    if (known) Object.assign(known.values, values);
    else this.changes.set(ref.num, { gen: ref.gen, dict, values: { ...values } });
  }

  changeForm(values: Values): void {
    Object.assign(this.formValues, values);
  }

  changeCatalog(values: Values): void {
    const root = this.view.trailer.get('Root');
    if (!(root instanceof PdfRef)) stop('PADES.DAMAGED', 'the catalog is not an indirect object');
    this.change({ ref: root, dict: this.view.catalog }, values);
  }

  /** Puts a reference at the end of the array under `key` of `holder`; `change` writes the key where it stands inline. */
  grow(holder: PdfDict | undefined, key: string, added: string, change: (values: Values) => void): void {
    const place = holder?.get(key);
    const array = this.view.resolve(place);
    const kept = array instanceof PdfArray ? `${sourceText(array, array.span.start + 1, array.span.end - 1)} ` : '';
    const text = `[${kept}${added}]`;
    if (place instanceof PdfRef && array instanceof PdfArray) this.update.replace(place.num, place.gen, text);
    else change({ [key]: text });
  }

  /** Writes all of it into the update. Once. */
  flush(): void {
    this.flushForm();
    for (const [num, { gen, dict, values }] of this.changes) this.update.replace(num, gen, rewriteDict(dict, values));
  }

  private flushForm(): void {
    const { form, formValues, view } = this;
    if (Object.keys(formValues).length === 0) return;
    const place = view.catalog.get('AcroForm');
    if (!form) {
      const entries = Object.entries(formValues).map(([key, value]) => `/${key} ${value}`);
      this.changeCatalog({ AcroForm: `${this.update.add(`<< ${entries.join(' ')} >>`)} 0 R` });
    } else if (place instanceof PdfRef) this.update.replace(place.num, place.gen, rewriteDict(form, formValues));
    else this.changeCatalog({ AcroForm: rewriteDict(form, formValues) });
  }
}
