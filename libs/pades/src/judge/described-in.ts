import type { RevisionView } from '../pdf/document.js';
import { PdfStream } from '../pdf/objects.js';
import { textOf } from '../pdf/text-string.js';
import { readable } from './changes/reference-index.js';

const entries = ['Title', 'Author', 'Subject', 'Keywords'] as const;

/**
 * What a file says it is, to be compared: the entries of the information dictionary and of the metadata that people read (ISO 32000-1
 * 14.3.2, 14.3.3). Programs write their own name and the time of saving; those are not among them.
 */
export function describedIn(view: RevisionView): string {
  const information = view.dict(view.trailer.get('Info'));
  const told = entries.map((key) => textOf(view.resolve(information?.get(key)))?.normalize('NFC') ?? '');
  return JSON.stringify([...told, metadataOf(view)]);
}

const skipped = [
  ['<!--', '-->'],
  ['<?', '?>'],
] as const;
const cdata = '<![CDATA[';
const told = /^\/?dc:(title|creator|description|subject)\b/;
/* The same under another prefix, as attributes, or spelled in references: our own files have none of these. */
const odd = /xmlns(?!:dc\s*=)(:[\w.-]+)?\s*=\s*["']http:\/\/purl\.org\/dc\/elements|\sdc:\w+\s*=|&/;

/** The words of the elements of Dublin Core, in their order; one pass, so that no text can make it slow. */
function metadataOf(view: RevisionView): string[] {
  const stream = view.resolve(view.catalog.get('Metadata'));
  const bytes = stream instanceof PdfStream ? readable(() => view.decode(stream)) : null;
  const text = bytes ? Buffer.from(bytes).toString('utf8') : '';
  const out: string[] = text.includes('\0') || text.includes('\ufffd') ? ['another encoding'] : [];
  let words: string | null = null;
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
    if (words !== null) words += text.slice(from, at);
    const skip = skipped.find(([start]) => text.startsWith(start, at));
    const isText = text.startsWith(cdata, at);
    const closing = skip?.[1] ?? (isText ? ']]>' : '>');
    const end = text.indexOf(closing, at);
    if (end < 0) return [...out, 'broken'];
    from = end + closing.length;
    if (isText && words !== null) words += text.slice(at + cdata.length, end);
    if (skip || isText) continue;
    const tag = text.slice(at + 1, end);
    if (odd.test(tag)) out.push(tag);
    if (!told.test(tag)) continue;
    if (words !== null) out.push(words.replace(/\s+/g, ' ').trim());
    out.push(told.exec(tag)?.[0] ?? '');
    words = tag.startsWith('/') || tag.endsWith('/') ? null : '';
  }
  return out;
}
