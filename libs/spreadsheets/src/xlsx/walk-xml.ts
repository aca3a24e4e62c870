import { SaxesParser } from 'saxes';
import { Refused } from '../table.js';

export interface XmlWalk {
  /** Names are without prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Walks a part of a workbook. No entities but the five of XML are known, so nothing expands.
 *
 * @throws Refused when it is not well-formed or brings a DTD
 */
export function walkXml(part: Uint8Array, walk: XmlWalk): void {
  const parser = new SaxesParser();
  const broken = (): never => {
    throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'xml' });
  };
  parser.on('error', broken);
  parser.on('doctype', broken);
  parser.on('opentag', ({ name, attributes }) => walk.open?.(local(name), attributes));
  parser.on('text', (text) => walk.text?.(text));
  parser.on('cdata', (text) => walk.text?.(text));
  parser.on('closetag', ({ name }) => walk.close?.(local(name)));
  parser.write(new TextDecoder().decode(part)).close();
}
