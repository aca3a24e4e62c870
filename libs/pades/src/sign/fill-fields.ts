import { formFields } from '../form/fields.js';
import { PdfDocument } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';
import { PdfUpdate } from '../pdf/update.js';
import { onlyField } from './choose-field.js';
import { fillField } from './draw-field.js';
import { Increment } from './increment.js';
import { permissions, stopIfForbidden } from './permissions.js';
import { refusable } from './prepare-signature.js';
import type { FieldFill } from './signing-options.js';
import type { SigningRefusal } from './signing-refusal.js';
import { stopIfNotPermitted, stopIfUnfit } from './unfit.js';

/**
 * Appends the values of text fields in an increment of their own, for a program elsewhere that signs whole files: it finds number
 * and date in their place. Where we sign ourselves, `prepareSignature` fills and signs in one increment. Deterministic.
 *
 * @see ISO 32000-1 12.7.3.3, 7.5.6
 */
export function fillFields(pdf: Uint8Array, fills: readonly FieldFill[]): Uint8Array | SigningRefusal {
  return refusable(() => {
    const document = new PdfDocument(pdf, defaultLimits);
    stopIfUnfit(document);
    stopIfNotPermitted(document, false);
    const view = document.last;
    const fields = formFields(view);
    const found = fills.map((fill) => ({ fill, field: onlyField(fields, fill.field) }));
    const allowed = permissions(view, fields);
    for (const { fill } of found) {
      stopIfForbidden(allowed, { signature: fill.field, filled: [], addsVisible: false });
    }
    const update = new PdfUpdate(document);
    const increment = new Increment(view, update);
    for (const { fill, field } of found) fillField(increment, fill, field);
    increment.flush();
    return update.append().bytes;
  });
}
