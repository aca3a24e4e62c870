import { type PdfObject, PdfStream } from '../../pdf/objects.js';
import { hidesAnObject } from './plain-update.js';
import { readable } from './reference-index.js';
import type { Step } from './step.js';

const maxBytes = 4 * 1024 * 1024;

/**
 * Metadata that may be exchanged after signing are an XMP packet (ISO 32000-1 14.3.2): XML without document type or
 * entities, all elements closed, an rdf:RDF inside. Not a full XML parser: it only keeps other things out.
 */
export function looksLikeXmp(step: Step, value: PdfObject): boolean {
  // A reader that looks for objects itself would find one in a comment of the packet.
  if (!(value instanceof PdfStream) || hidesAnObject(value.raw)) return false;
  // Behind encryption it cannot be looked at; metadata are not shown on a page.
  if (step.after.isEncrypted) return true;
  const data = readable(() => step.after.decode(value));
  if (data === null || data.length > maxBytes) return false;
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('utf8').trim();
  if (!text.startsWith('<') && !text.startsWith('\ufeff<')) return false;
  return !/<!(DOCTYPE|ENTITY)/i.test(text) && /<[\w-]+:RDF[\s>]/.test(text) && isBalanced(text);
}

/* One pass, so that no text can make it slow. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = [
      ['<!--', '-->'],
      ['<?', '?>'],
      ['<![CDATA[', ']]>'],
    ].find(([start]) => text.startsWith(start!, at));
    const end = skipped ? text.indexOf(skipped[1]!, at) : text.indexOf('>', at);
    if (end < 0) return false;
    if (!skipped) {
      const tag = text.slice(at + 1, end);
      const name = /^\/?([\w:.-]{1,200})/.exec(tag)?.[1];
      if (name === undefined || tag.includes('<')) return false;
      if (tag.startsWith('/')) {
        if (open.pop() !== name) return false;
      } else if (!tag.endsWith('/')) open.push(name);
    }
    at = end + 1;
  }
  return open.length === 0;
}
