import type { FormField } from '../form/fields.js';
import { PdfDict } from '../pdf/objects.js';
import type { NewField, PrepareOptions } from './signing-options.js';
import { stop } from './signing-refusal.js';

/** Where the signature goes: into a field that is there, or into one to be made. */
export type SignaturePlace =
  | { readonly kind: 'field'; readonly name: string; readonly field: FormField }
  | { readonly kind: 'new'; readonly name: string; readonly place: NewField };

export function choosePlace(fields: readonly FormField[], options: PrepareOptions): SignaturePlace {
  for (const name of options.after ?? []) {
    const before = onlyField(fields, name);
    if (!(before.value instanceof PdfDict)) stop('PADES.ORDER', `${name} must be signed before`, { field: name });
  }
  const { fieldName, newField } = options;
  if (fieldName !== undefined && !(newField && fields.every(({ name }) => name !== fieldName))) {
    const field = onlyField(fields, fieldName);
    if (field.type !== 'Sig')
      stop('PADES.FIELD_NOT_A_SIGNATURE', `${fieldName} is no signature field`, { field: fieldName });
    if (field.value != null) stop('PADES.FIELD_ALREADY_SIGNED', `${fieldName} is signed already`, { field: fieldName });
    return { kind: 'field', name: fieldName, field };
  }
  if (newField) return { kind: 'new', name: freeName(fields, fieldName), place: newField };
  const free = fields.filter(({ type, value }) => type === 'Sig' && value == null);
  const names = free.map(({ name }) => name);
  if (free.length > 1) stop('PADES.FIELD_AMBIGUOUS', `${free.length} signature fields are empty`, { fields: names });
  const [name] = names;
  if (name === undefined) return stop('PADES.NO_FREE_FIELD', 'there is no empty signature field');
  return { kind: 'field', name, field: onlyField(fields, name) };
}

export function onlyField(fields: readonly FormField[], name: string): FormField {
  const found = fields.filter((field) => field.name === name);
  if (found.length > 1) stop('PADES.FIELD_AMBIGUOUS', `there is more than one field ${name}`, { field: name });
  const field = found[0];
  if (!field) return stop('PADES.FIELD_MISSING', `there is no field ${name}`, { field: name });
  if (field.dict.hasDuplicateKeys) stop('PADES.DAMAGED', `field ${name} has a key twice`, { field: name });
  return field;
}

/** The name asked for, or the first `stem`1, `stem`2, … that no field has nor starts with. */
export function freeName(fields: readonly FormField[], asked: string | undefined, stem = 'ChuKy'): string {
  if (asked !== undefined) {
    // 12.7.3.2: a partial field name has no period; here a new field is always at the top of the tree
    if (asked === '' || asked.includes('.'))
      stop('PADES.FIELD_NAME', `${asked} is no flat field name`, { field: asked });
    if (fields.some(({ name }) => name.startsWith(`${asked}.`)))
      stop('PADES.FIELD_NAME', `${asked} is a branch of the field tree`, { field: asked });
    return asked;
  }
  const taken = new Set(fields.map(({ name }) => name.split('.')[0]));
  for (let i = 1; ; i++) if (!taken.has(`${stem}${i}`)) return `${stem}${i}`;
}
