import { SaxesParser } from 'saxes';

/** An element of an XML part. Text of an element is in `text`; that is all WordprocessingML needs. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

/** A part with more elements is no document that a person wrote. */
const maxNodes = 600_000;
const maxDepth = 200;

/** @returns the root, or null when the text is no XML or larger than a document can be. Entities are not expanded. */
export function parseXml(text: string): XmlNode | null {
  const parser = new SaxesParser();
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [root];
  let count = 0;
  let isBroken = false;
  parser.on('error', () => {
    isBroken = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    count += 1;
    if (count > maxNodes || open.length > maxDepth) {
      isBroken = true;
      return;
    }
    const node: XmlNode = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    if (open.length > 1) open.pop();
  });
  parser.on('text', (piece) => {
    const node = open.at(-1);
    if (node) node.text += piece;
  });
  for (let at = 0; at < text.length && !isBroken; at += 65_536) parser.write(text.slice(at, at + 65_536));
  if (!isBroken) parser.close();
  return isBroken ? null : (root.children[0] ?? null);
}

export const child = (node: XmlNode | undefined, name: string): XmlNode | undefined =>
  node?.children.find((one) => one.name === name);

export const value = (node: XmlNode | undefined, name: string): string | undefined =>
  child(node, name)?.attributes['w:val'];

export function numberIn(node: XmlNode | undefined, attribute: string): number | undefined {
  const found = Number(node?.attributes[attribute]);
  return node?.attributes[attribute] !== undefined && Number.isFinite(found) ? found : undefined;
}
