import { hex, isTagged, onlyChild, readOid } from '../der/der-values.js';
import type { DerNode } from '../der/read-der.js';
import { type Name, readName } from './name.js';

/** GeneralName (RFC 5280 4.2.1.6), as far as it can be compared. */
export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  /** `type` tells the forms apart that are not looked into. */
  | { readonly kind: 'other'; readonly type: string; readonly key: string };

const textKinds = { 1: 'email', 2: 'dns', 6: 'uri' } as const;

export function readGeneralName(node: DerNode): GeneralName {
  switch (node.tag) {
    case 1:
    case 2:
    case 6:
      return Object.freeze({ kind: textKinds[node.tag], text: Buffer.from(node.content).toString('latin1') });
    case 4:
      return Object.freeze({ kind: 'directory', name: readName(onlyChild(node, 'directory name')) });
    case 7:
      return Object.freeze({ kind: 'ip', bytes: node.content });
    default: {
      const [first] = node.children;
      const type = node.tag === 0 && isTagged(first, 6, 'universal') ? readOid(first) : `[${node.tag}]`;
      return Object.freeze({ kind: 'other', type, key: hex(node.bytes) });
    }
  }
}

/** One string a name; equal strings mean equal names. Used to compare distribution points. */
export function generalNameKey(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return `directory ${name.name.key}`;
    case 'ip':
      return `ip ${hex(name.bytes)}`;
    case 'other':
      return `other ${name.key}`;
    default:
      return `${name.kind} ${name.text}`;
  }
}
