import { withForeignAnnotation } from '../../seed/outside-letter.js';
import type { Fault } from '../plan/plan.js';

/** What happened to a letter on its way. */
export function spoilt(pdf: Uint8Array, fault: Fault | null): Uint8Array {
  if (fault === 'altered') return withForeignAnnotation(pdf);
  if (fault === 'bytes-changed') return withChangedByte(pdf);
  return pdf;
}

/** One byte inside the first compressed stream, which the signatures cover. */
function withChangedByte(pdf: Uint8Array): Uint8Array {
  const changed = Buffer.from(pdf);
  const at = changed.indexOf('/CreationDate');
  const digit = at < 0 ? changed.indexOf('/Producer') + 12 : at + '/CreationDate(D:20'.length;
  changed[digit] = (changed[digit] ?? 0) === 0x31 ? 0x32 : 0x31;
  return changed;
}
