import { walkXml } from './walk-xml.js';

/** The texts that cells point to (18.4 shared string table); pieces of one text are put together, phonetic hints left out. */
export function sharedStringsOf(part: Uint8Array | undefined): readonly string[] {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let text = '';
  let inText = false;
  let phonetic = false;
  walkXml(part, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') texts.push(text);
    },
  });
  return texts.map(unescaped);
}

/** `_x000D_` stands for a character that XML cannot hold (22.9.2.19 ST_Xstring). */
export const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
