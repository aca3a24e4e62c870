import { deflateSync, inflateSync } from 'node:zlib';
import type { Random } from './random.js';

/** Changes a copy of `bytes` here and there; `others` lend pieces. */
export function mutate(bytes: Uint8Array, random: Random, others: readonly Uint8Array[]): Uint8Array {
  let out: Buffer = Buffer.from(bytes);
  // Few changes find what is behind the first check, many what a reader does when nothing fits.
  const times = random.pick([1, 1, 1, 2, 3, 8, 30]);
  for (let i = 0; i < times; i++) out = random.pick(mutations)(out, random, others);
  return new Uint8Array(out);
}

type Mutation = (bytes: Buffer, random: Random, others: readonly Uint8Array[]) => Buffer;

const replaced = (bytes: Buffer, at: number, length: number, by: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);

const setByte: Mutation = (bytes, random) => {
  if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

const flipBit: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  if (bytes.length > 0) bytes[at] = bytes[at]! ^ (1 << random.below(8));
  return bytes;
};

const cutOut: Mutation = (bytes, random) =>
  replaced(bytes, random.below(bytes.length), random.below(random.pick([4, 64, 4096])), Buffer.alloc(0));

const truncate: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const repeat: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  const piece = bytes.subarray(at, at + random.below(random.pick([8, 256, 4096])));
  const count = piece.length > 512 ? 1 : random.pick([1, 2, 100]);
  return replaced(bytes, at, 0, Buffer.concat(new Array<Buffer>(count).fill(piece)));
};

const borrow: Mutation = (bytes, random, others) => {
  const other = random.pick(others);
  const from = random.below(other.length);
  const piece = other.subarray(from, from + random.below(random.pick([16, 512, 8192])));
  const at = random.below(bytes.length);
  return replaced(bytes, at, random.pick([0, piece.length]), piece);
};

const swap: Mutation = (bytes, random) => {
  const length = random.below(64);
  const [a, b] = [random.below(bytes.length - length), random.below(bytes.length - length)];
  const piece = Buffer.from(bytes.subarray(a, a + length));
  bytes.copyWithin(a, b, b + length);
  piece.copy(bytes, b);
  return bytes;
};

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

const numbers = ['0', '1', '-1', '2', '3', '65535', '65536', '2147483647', '4294967296', '9999999999', '1e9', '0.1'];

/* A number somewhere behind a random place becomes another one, mostly of a size that matters. */
const otherNumber: Mutation = (bytes, random) => {
  let at = random.below(bytes.length);
  while (at < bytes.length && !isDigit(bytes[at])) at++;
  let end = at;
  while (isDigit(bytes[end])) end++;
  if (at === end) return bytes;
  const value = Number(bytes.toString('latin1', at, end));
  const near = [value + 1, value - 1, value * 2, random.below(bytes.length)].map(String);
  return replaced(bytes, at, end - at, Buffer.from(random.pick([...numbers, ...near])));
};

const tokens = [
  ...['<<', '>>', '[', ']', '(', ')', '<', '>', '%', '/', '\\', 'null', 'true', ' obj\n', '\nendobj\n', 'stream\n'],
  ...[
    'endstream',
    'xref\n',
    'trailer',
    'startxref',
    '%%EOF',
    ' R',
    '1 0 R',
    '/Prev ',
    '/Kids',
    '/Parent',
    '/Length 1 0 R',
  ],
  ...[
    '/Filter/FlateDecode',
    '/Filter[/ASCII85Decode/LZWDecode]',
    '/DecodeParms<</Predictor 12/Columns 4>>',
    '/W[1 2 1]',
  ],
  ...['/Type/ObjStm', '/Type/XRef', '/XRefStm 9', '/Encrypt 1 0 R', '/Index[0 9]', '/Fields', '/FT/Sig', '/V 1 0 R'],
  ...['/ByteRange[0 1 2 3]', '/Contents<30>', '/AcroForm', '/Root 1 0 R', '/First 0', '/N 1', '/#00', '\0', '\r'],
].map((token) => Buffer.from(token, 'latin1'));

const insertToken: Mutation = (bytes, random) => {
  const token = random.pick(tokens);
  return replaced(bytes, random.below(bytes.length), random.pick([0, 0, token.length]), token);
};

/*
 * Inside a deflated stream, which keeps its place and its length: object streams and cross-reference streams are where
 * a reader believes what it reads.
 */
const insideStream: Mutation = (bytes, random, others) => {
  const start = bytes.indexOf('stream', random.below(bytes.length), 'latin1');
  const from = start + (bytes[start + 6] === 13 ? 8 : 7);
  const end = start < 0 ? -1 : bytes.indexOf('endstream', from, 'latin1');
  if (end < 0 || bytes[from] !== 0x78) return bytes;
  try {
    let plain: Buffer = inflateSync(bytes.subarray(from, end), { finishFlush: 2, maxOutputLength: 1 << 20 });
    for (let i = random.below(3); i >= 0; i--) plain = random.pick(plainMutations)(plain, random, others);
    const stored = deflateSync(plain, { level: 9 });
    if (stored.length > end - from) return bytes;
    return replaced(bytes, from, end - from, Buffer.concat([stored, Buffer.alloc(end - from - stored.length)]));
  } catch {
    return bytes;
  }
};

const plainMutations: readonly Mutation[] = [setByte, flipBit, cutOut, repeat, swap, otherNumber, insertToken];

const mutations: readonly Mutation[] = [
  ...[setByte, flipBit, cutOut, truncate, repeat, borrow, swap],
  ...[otherNumber, otherNumber, otherNumber, insertToken, insertToken, insertToken, insideStream, insideStream],
];
