import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The same DOCX with its text changed, and parts added or put in the place of others. */
export function changedDocx(
  docx: Uint8Array,
  change: (xml: string) => string = (xml) => xml,
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const parts = unzipSync(docx);
  const text = strFromU8(parts['word/document.xml'] as Uint8Array);
  const added = Object.entries(more).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]);
  return zipSync({ ...parts, ...Object.fromEntries(added), 'word/document.xml': strToU8(change(text)) });
}
