import { writeName, writeNumber } from '../pdf/update.js';
import type { FieldFont } from './field-font.js';

/** Content and dictionary of a form XObject (ISO 32000-1 8.10). */
export interface Appearance {
  readonly dict: string;
  readonly content: Uint8Array;
}

/** A part of an appearance: content operators and entries of /Resources. */
export interface Drawing {
  readonly resources: string;
  readonly content: string;
}

export const formXObject = (width: number, height: number, resources: string, content: string): Appearance => ({
  dict: `/Type /XObject /Subtype /Form /BBox [0 0 ${writeNumber(width)} ${writeNumber(height)}] /Resources << ${resources} >>`,
  content: Buffer.from(content, 'latin1'),
});

export interface LineOfText {
  readonly width: number;
  readonly height: number;
  readonly font: FieldFont;
  readonly fontName: string;
  readonly fontSize: number;
  /** 0 left, 1 centre, 2 right (table 222). */
  readonly quadding: number;
  /** Colour and text state operators. */
  readonly style: string;
}

const sideGap = 2;

/** The value of a text field on one line, its letters midway between top and bottom (12.7.3.3). */
export function fieldTextAppearance(line: LineOfText, encoded: { operand: string; width: number }): Appearance {
  const { font } = line;
  const { size, x } = fittedLine(line, encoded.width);
  const y = (line.height - ((font.ascent + font.descent) * size) / 1_000) / 2;
  const content =
    `/Tx BMC\nq\n0 0 ${writeNumber(line.width)} ${writeNumber(line.height)} re W n\nBT\n${line.style} ` +
    `${writeName(line.fontName)} ${writeNumber(size)} Tf ${writeNumber(x)} ${writeNumber(y)} Td ${encoded.operand} Tj\nET\nQ\nEMC`;
  return formXObject(line.width, line.height, fontResource(line), content);
}

/** Size of the letters, and how far from the left edge of the field a value of that width (thousandths) begins. */
export function fittedLine(
  line: Pick<LineOfText, 'width' | 'height' | 'font' | 'fontSize' | 'quadding'>,
  width: number,
): { readonly size: number; readonly x: number } {
  const fitting = Math.min(12, (line.height * 1_000) / (line.font.ascent - line.font.descent));
  const size = line.fontSize > 0 ? line.fontSize : fitting;
  return { size, x: startOfLine(line, (width * size) / 1_000) };
}

/** Several lines from the top down, 1.2 times the font size apart. */
export function linesDrawing(line: LineOfText, encoded: readonly { operand: string; width: number }[]): Drawing {
  const { font, fontSize: size } = line;
  let content = `q\nBT\n${line.style} ${writeName(line.fontName)} ${writeNumber(size)} Tf\n`;
  encoded.forEach((text, i) => {
    const x = startOfLine(line, (text.width * size) / 1_000);
    const y = line.height - (font.ascent * size) / 1_000 - i * size * 1.2;
    content += `1 0 0 1 ${writeNumber(x)} ${writeNumber(y)} Tm ${text.operand} Tj\n`;
  });
  return { resources: fontResource(line), content: `${content}ET\nQ` };
}

const fontResource = (line: LineOfText): string => `/Font << ${writeName(line.fontName)} ${line.font.reference} >>`;

function startOfLine(line: Pick<LineOfText, 'width' | 'quadding'>, textWidth: number): number {
  if (line.quadding === 1) return (line.width - textWidth) / 2;
  return line.quadding === 2
    ? line.width - textWidth - sideGap
    : Math.min(sideGap, Math.max(0, line.width - textWidth));
}
