/** Longest head of a part, in bytes: names and types, nothing else. */
const MOST_HEAD = 8_192;
const CRLF2 = Buffer.from('\r\n\r\n');

/**
 * The file in a form that a desktop program posts (`multipart/form-data`, RFC 7578): the content of the first part that has a file
 * name, as a stream. A body without such a part is empty; what follows the part is read and forgotten.
 *
 * @param contentType  of the request; null when it is no form, and its body is the file itself
 */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType ?? '');
  return found?.[1] ?? found?.[2] ?? null;
}

export async function* fileOfForm(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Uint8Array> {
  // The first delimiter stands without a line break before it (RFC 2046 5.1.1).
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let held: Buffer = Buffer.from('\r\n');
  let part: 'before' | 'head' | 'file' | 'other' = 'before';
  let isDone = false;
  for await (const chunk of body) {
    if (isDone) continue;
    held = Buffer.concat([held, chunk]);
    for (let isMoving = true; isMoving && !isDone; ) {
      isMoving = false;
      if (part === 'head') {
        const end = held.indexOf(CRLF2);
        if (end < 0) {
          if (held.length > MOST_HEAD) return;
          break;
        }
        const isFile = /^content-disposition:[^\r\n]*\bfilename\*?=/im.test(held.subarray(0, end).toString('latin1'));
        held = held.subarray(end + CRLF2.length);
        part = isFile ? 'file' : 'other';
        isMoving = true;
        continue;
      }
      const at = held.indexOf(delimiter);
      // What may be the beginning of a delimiter is held back.
      const sure = at < 0 ? Math.max(0, held.length - delimiter.length) : at;
      if (part === 'file' && sure > 0) yield held.subarray(0, sure);
      held = held.subarray(sure);
      if (at >= 0) {
        isDone = part === 'file';
        held = held.subarray(delimiter.length);
        part = 'head';
        isMoving = true;
      }
    }
  }
}
