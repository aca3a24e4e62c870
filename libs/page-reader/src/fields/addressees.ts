import { segmentsOf } from '../lines.js';
import { fold } from '../words-of-the-field.js';
import { type DocumentFields, readField } from './document-fields.js';
import type { Head } from './head.js';

/** Box 9a: one behind `Kính gửi:`, or one a line with dashes (Annex I part I, II.9.a). */
export function readAddressees(head: Head): DocumentFields['addressees'] {
  const lines = head.rows.flatMap((row) => segmentsOf(row, 6));
  const at = lines.findIndex((line) => /^kinh gui\b/.test(fold(line.text)));
  const label = lines[at];
  if (!label) return null;
  const behind = label.text.replace(/^\s*kính gửi\s*:?\s*/iu, '').trim();
  const items = behind === '' || behind === '-' ? [] : [behind.replace(/^[-–]\s*/, '')];
  const taken = [label];
  for (const line of lines.slice(at + 1)) {
    const last = taken.at(-1) ?? label;
    const written = line.text.trim();
    const isItem = /^[-–]\s*/.test(written);
    // What goes on under an address is moved in; the text begins at the margin.
    const goesOn = items.length > 0 && line.rect.x > label.rect.x + 5 && !/[;.]$/.test(last.text);
    if (line.baseline - last.baseline > 12 || !(isItem || goesOn)) break;
    if (isItem) items.push(written.replace(/^[-–]\s*/, ''));
    else items[items.length - 1] = `${items.at(-1)} ${written}`;
    taken.push(line);
  }
  const clean = items.map((item) => item.replace(/[;.]+$/, '').trim()).filter((item) => item !== '');
  return clean.length > 0 ? readField(clean, 0.85, taken) : null;
}
