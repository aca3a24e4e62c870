import { createHash } from 'node:crypto';
import { type DerNode, readDer } from '../src/index.js';

/** Numbers that look random and are the same in every run. */
export function seeded(seed: string): (below: number) => number {
  let state = createHash('sha256').update(seed).digest();
  let place = 0;
  return (below) => {
    if (place + 4 > state.length) {
      state = createHash('sha256').update(state).digest();
      place = 0;
    }
    const value = state.readUInt32BE(place);
    place += 4;
    return value % below;
  };
}

/** Every octet with one bit changed, a different one from octet to octet. */
export function* octetChanges(bytes: Uint8Array): Generator<Uint8Array> {
  for (let index = 0; index < bytes.length; index++) {
    const changed = Uint8Array.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ (1 << (index % 8));
    yield changed;
  }
}

/** Cut at every length. */
export function* cuts(bytes: Uint8Array): Generator<Uint8Array> {
  for (let length = 0; length < bytes.length; length++) yield bytes.subarray(0, length);
}

const allNodes = (node: DerNode): DerNode[] => [node, ...node.children.flatMap(allNodes)];

/** Values taken out, doubled, exchanged for others of the same file, or filled with noise; lengths are not mended. */
export function* shapeChanges(bytes: Uint8Array, count: number, seed: string): Generator<Uint8Array> {
  const next = seeded(seed);
  const nodes = allNodes(readDer(bytes));
  const pick = (): DerNode => nodes[next(nodes.length)] as DerNode;
  const splice = (node: DerNode, replacement: Uint8Array): Uint8Array =>
    Buffer.concat([bytes.subarray(0, node.offset), replacement, bytes.subarray(node.offset + node.bytes.length)]);
  for (let index = 0; index < count; index++) {
    const node = pick();
    switch (next(5)) {
      case 0:
        yield splice(node, new Uint8Array());
        break;
      case 1:
        yield splice(node, Buffer.concat([node.bytes, node.bytes]));
        break;
      case 2:
        yield splice(node, pick().bytes);
        break;
      case 3: {
        const noise = Uint8Array.from(node.bytes, (octet, at) => (at < 2 ? octet : next(256)));
        yield splice(node, noise);
        break;
      }
      default: {
        const changed = Uint8Array.from(bytes);
        for (let change = 1 + next(8); change > 0; change--) changed[next(changed.length)] = next(256);
        yield changed;
      }
    }
  }
}

/** The same with lengths mended all the way up, so that the result is well-formed and the reader goes on. */
export function* wellFormedChanges(bytes: Uint8Array, count: number, seed: string): Generator<Uint8Array> {
  const next = seeded(seed);
  const root = readDer(bytes);
  const nodes = allNodes(root);
  for (let index = 0; index < count; index++) {
    const target = nodes[next(nodes.length)] as DerNode;
    const other = nodes[next(nodes.length)] as DerNode;
    const kind = next(4);
    const replacement = [[], [target.bytes, target.bytes], [other.bytes], [noise(target, next)]][kind] as Uint8Array[];
    yield rebuild(root, target, Buffer.concat(replacement));
  }
}

const noise = (node: DerNode, next: (below: number) => number): Uint8Array =>
  encode(
    node.bytes[0] ?? 0,
    Uint8Array.from(node.content, () => next(256)),
  );

function rebuild(node: DerNode, target: DerNode, replacement: Uint8Array): Uint8Array {
  if (node === target) return replacement;
  const inside = target.offset >= node.offset && target.offset < node.offset + node.bytes.length;
  if (!inside || node.children.length === 0) return node.bytes;
  const content = Buffer.concat(node.children.map((child) => rebuild(child, target, replacement)));
  return encode(node.bytes[0] ?? 0, content);
}

function encode(identifier: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const octets = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(identifier, ...octets), content]);
}
