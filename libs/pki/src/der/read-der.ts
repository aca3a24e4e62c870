import { DerError } from './der-error.js';

export type TagClass = 'universal' | 'application' | 'context' | 'private';

/** One TLV. All byte fields are views into the input; nothing is copied. */
export interface DerNode {
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly constructed: boolean;
  /** Offset of the tag in the bytes handed to the reader. */
  readonly offset: number;
  /** The whole TLV. */
  readonly bytes: Uint8Array;
  /** The value; for an indefinite length without its end-of-contents octets. */
  readonly content: Uint8Array;
  readonly children: readonly DerNode[];
  readonly indefinite: boolean;
}

export interface ReadDerOptions {
  /** Also accept BER: indefinite and non-minimal lengths, constructed strings (CMS of older programs). Default false. */
  lenient?: boolean;
  /** Nesting allowed. Default 64. */
  maxDepth?: number;
  /** Nodes allowed in one reading, so that a small hostile file cannot fill the memory. Default 250,000. */
  maxNodes?: number;
  /** Bytes allowed. Default 64 MiB. */
  maxBytes?: number;
  /** Values this deep keep no children; read them again from `bytes`. For long lists. Default: all are read. */
  childrenTo?: number;
  /** Leave bytes after the first TLV alone, e.g. the padding of /Contents. Default false. */
  allowTrailing?: boolean;
}

interface Reading {
  readonly bytes: Uint8Array;
  readonly lenient: boolean;
  readonly maxDepth: number;
  readonly childrenTo: number;
  nodesLeft: number;
}

export interface Header {
  tagClass: TagClass;
  tag: number;
  constructed: boolean;
  contentStart: number;
  /** undefined for the indefinite form (X.690 8.1.3.6) */
  length: number | undefined;
}

const classes: readonly TagClass[] = ['universal', 'application', 'context', 'private'];

/** Reads exactly one TLV with everything below it. Strict DER lengths and tags unless `lenient`. */
export function readDer(bytes: Uint8Array, options: ReadDerOptions = {}): DerNode {
  const maxBytes = options.maxBytes ?? 64 * 1024 * 1024;
  if (bytes.length > maxBytes) {
    throw new DerError('too-large', `${bytes.length} bytes, more than the ${maxBytes} allowed`, 0);
  }
  const reading: Reading = {
    bytes,
    lenient: options.lenient ?? false,
    maxDepth: options.maxDepth ?? 64,
    childrenTo: options.childrenTo ?? Number.POSITIVE_INFINITY,
    nodesLeft: options.maxNodes ?? 250_000,
  };
  const [node, end] = readNode(reading, 0, bytes.length, 0);
  if (end !== bytes.length && !options.allowTrailing) {
    throw new DerError('trailing-bytes', `${bytes.length - end} bytes after the value`, end);
  }
  return node;
}

/** Total length of the first TLV: cuts the zero padding behind a signature in /Contents. Understands indefinite lengths. */
export function derLength(bytes: Uint8Array): number {
  const header = readHeader(bytes, 0, bytes.length, true);
  if (header.length !== undefined) {
    const end = header.contentStart + header.length;
    if (end > bytes.length) throw new DerError('truncated', 'the value ends after the bytes do', 0);
    return end;
  }
  return readDer(bytes, { lenient: true, allowTrailing: true }).bytes.length;
}

function readNode(reading: Reading, start: number, limit: number, depth: number): [DerNode, number] {
  if (depth > reading.maxDepth) throw new DerError('too-deep', `nested deeper than ${reading.maxDepth}`, start);
  if (reading.nodesLeft-- <= 0) throw new DerError('too-large', 'more values than allowed', start);
  const header = readHeader(reading.bytes, start, limit, reading.lenient);
  const children: DerNode[] = [];
  let position = header.contentStart;
  let contentEnd: number;
  let end: number;
  if (header.length === undefined) {
    for (;;) {
      if (position + 2 > limit) throw new DerError('truncated', 'no end-of-contents octets', start);
      if (reading.bytes[position] === 0 && reading.bytes[position + 1] === 0) break;
      const [child, next] = readNode(reading, position, limit, depth + 1);
      children.push(child);
      position = next;
    }
    contentEnd = position;
    end = position + 2;
  } else {
    contentEnd = header.contentStart + header.length;
    end = contentEnd;
    if (contentEnd > limit) throw new DerError('truncated', 'the value ends after its container does', start);
    while (header.constructed && depth < reading.childrenTo && position < contentEnd) {
      const [child, next] = readNode(reading, position, contentEnd, depth + 1);
      children.push(child);
      position = next;
    }
  }
  const node: DerNode = {
    tagClass: header.tagClass,
    tag: header.tag,
    constructed: header.constructed,
    offset: start,
    bytes: reading.bytes.subarray(start, end),
    content: reading.bytes.subarray(header.contentStart, contentEnd),
    children,
    indefinite: header.length === undefined,
  };
  return [node, end];
}

/** Identifier and length octets at `start`; nothing is copied. */
export function readHeader(bytes: Uint8Array, start: number, limit: number, lenient: boolean): Header {
  const byteAt = (index: number): number => {
    const byte = index < limit ? bytes[index] : undefined;
    if (byte === undefined) throw new DerError('truncated', 'the header is cut off', start);
    return byte;
  };
  let position = start;
  const identifier = byteAt(position++);
  const constructed = (identifier & 0x20) !== 0;
  let tag = identifier & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (;;) {
      const byte = byteAt(position++);
      if (tag === 0 && byte === 0x80) throw new DerError('malformed', 'tag with leading zeros', start);
      tag = tag * 128 + (byte & 0x7f);
      if (tag > 0xffffff) throw new DerError('malformed', 'tag number too large', start);
      if ((byte & 0x80) === 0) break;
    }
    if (tag < 0x1f && !lenient) throw new DerError('malformed', 'long form for a short tag', start);
  }
  const tagClass = classes[identifier >> 6] ?? 'universal';
  const first = byteAt(position++);
  if (first < 0x80) return { tagClass, tag, constructed, contentStart: position, length: first };
  if (first === 0x80) {
    if (!lenient) throw new DerError('malformed', 'indefinite length is not DER', start);
    if (!constructed) throw new DerError('malformed', 'indefinite length of a primitive value', start);
    return { tagClass, tag, constructed, contentStart: position, length: undefined };
  }
  const count = first & 0x7f;
  if (count > 6) throw new DerError('malformed', `length of ${count} octets`, start);
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + byteAt(position++);
  if (!lenient && (length < 0x80 || length < 256 ** (count - 1))) {
    throw new DerError('malformed', 'length is not minimal', start);
  }
  return { tagClass, tag, constructed, contentStart: position, length };
}
