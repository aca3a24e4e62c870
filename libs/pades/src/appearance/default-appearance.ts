import { Lexer } from '../pdf/lexer.js';
import { defaultLimits } from '../pdf/limits.js';
import { PdfName, type PdfObject } from '../pdf/objects.js';

export interface DefaultAppearance {
  readonly fontName: string;
  /** 0: as large as fits (12.7.3.3). */
  readonly fontSize: number;
  /** Everything but Tf, e.g. the colour; content stream text. */
  readonly rest: string;
}

/** Reads a /DA string: operators of a content stream, one of them Tf (ISO 32000-1 12.7.3.3). */
export function readDefaultAppearance(text: string): DefaultAppearance | undefined {
  const bytes = Buffer.from(text, 'latin1');
  const lexer = new Lexer(bytes, 0, defaultLimits);
  let operands: PdfObject[] = [];
  let statementStart = 0;
  let rest = '';
  let font: { name: string; size: number } | undefined;
  for (;;) {
    lexer.skipWhite();
    if (lexer.position >= bytes.length) break;
    const start = lexer.position;
    const word = lexer.keyword();
    if (!/^[A-Za-z'"]/.test(word)) {
      lexer.position = start;
      operands.push(lexer.object());
      continue;
    }
    const [name, size] = operands;
    if (word === 'Tf' && name instanceof PdfName && typeof size === 'number') font = { name: name.name, size };
    // Text state and colour only: a /DA cannot smuggle drawing operators into what is signed.
    else if (/^(g|G|rg|RG|k|K|Tc|Tw|Tz|TL|Tr|Ts)$/.test(word))
      rest += `${text.slice(statementStart, lexer.position).trim()} `;
    operands = [];
    statementStart = lexer.position;
  }
  return font && { fontName: font.name, fontSize: font.size, rest: rest.trim() };
}
