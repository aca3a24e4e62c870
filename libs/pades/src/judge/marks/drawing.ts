import type { RevisionView } from '../../pdf/document.js';
import { Lexer } from '../../pdf/lexer.js';
import {
  isName,
  nameOf,
  numberOf,
  PdfArray,
  PdfDict,
  type PdfObject,
  PdfStream,
  PdfString,
} from '../../pdf/objects.js';
import { readable } from '../changes/reference-index.js';
import { fontText, type ReadCodes } from './font-text.js';
import { appearanceMatrix, type Box, identity, type Matrix, multiply, sides } from './matrix.js';

/** An image of an appearance, in points on the page. */
export interface DrawnImage {
  readonly image: PdfStream;
  readonly width: number;
  readonly height: number;
}

export interface DrawnText {
  readonly text: string;
  /** Height of the font on the page, in points. */
  readonly size: number;
}

/** All that an appearance puts on the page, or why that cannot be said. */
export interface Drawing {
  readonly texts: readonly DrawnText[];
  readonly images: readonly DrawnImage[];
  readonly problem: string | undefined;
  /** Resources give the device colours another meaning (8.6.5.6). */
  readonly hasOwnColours: boolean;
}

const maxOperators = 5_000;
const maxDepth = 8;
const maxForms = 24;
const maxContentBytes = 256 * 1024;

/*
 * How many operands each known operator takes (annex A): with more, readers take the first or the last ones and see
 * different things. Painting of paths, shadings and inline images is not among them: marks have none.
 */
const numeric: Readonly<Record<string, number>> = {
  ...{ q: 0, Q: 0, cm: 6, BT: 0, ET: 0, Tm: 6, Tr: 1, Td: 2, TD: 2, 'T*': 0, Tc: 1, Tw: 1, Tz: 1, TL: 1, Ts: 1 },
  ...{ g: 1, G: 1, rg: 3, RG: 3, k: 4, K: 4, w: 1, J: 1, j: 1, M: 1, i: 1 },
  ...{ n: 0, W: 0, 'W*': 0, re: 4, m: 2, l: 2, c: 6, h: 0, EMC: 0, BX: 0, EX: 0 },
};
const others: Readonly<Record<string, number>> = { d: 2, ri: 1, Tf: 2, Tj: 1, TJ: 1, Do: 1, gs: 1, BMC: 1, BDC: 2 };

function operandProblem(operator: string, operands: readonly PdfObject[]): string | undefined {
  const count = numeric[operator] ?? others[operator];
  if (count === undefined) return `operator ${operator}`;
  const isNumeric = operator in numeric;
  const fits = operands.length === count && (!isNumeric || operands.every((value) => typeof value === 'number'));
  return fits ? undefined : `operands of ${operator}`;
}

const harmlessStateKeys = new Set(['Type', 'ca', 'CA', 'AIS', 'SA', 'TK']);

/*
 * Table 89, without what shows something else than samples under a soft mask: stencils, alternates, layers, masks inside
 * the data (/SMaskInData), replacements (/OPI) and data outside the file.
 */
const imageKeys = new Set([
  ...['Type', 'Subtype', 'Width', 'Height', 'ColorSpace', 'BitsPerComponent', 'Filter', 'DecodeParms', 'Length'],
  ...['SMask', 'Mask', 'Decode', 'Interpolate', 'Intent', 'Name', 'Metadata', 'StructParent', 'ID'],
]);

interface State {
  readonly matrix: Matrix;
  readonly font: ReadCodes | undefined;
  readonly fontSize: number;
  /** Of what is filled: letters among it. */
  readonly isDark: boolean;
}

/** Letters as light as the paper hide what is printed below them. */
const darkest = 0.6;
const grey = (share: number): boolean => share <= darkest;
const inks: Readonly<Record<string, (n: readonly number[]) => boolean>> = {
  g: ([value]) => grey(value!),
  rg: ([red, green, blue]) => grey(0.3 * red! + 0.59 * green! + 0.11 * blue!),
  k: ([cyan, magenta, yellow, black]) => grey((1 - 0.3 * cyan! - 0.59 * magenta! - 0.11 * yellow!) * (1 - black!)),
};

/** Reads the normal appearance of a widget (ISO 32000-1 12.5.5) as a small, strict content interpreter. */
export function readDrawing(view: RevisionView, appearance: PdfStream, rect: Box): Drawing {
  const reader = new DrawingReader(view);
  const matrix = formMatrix(view, appearance.dict);
  const bbox = numbers(view, appearance.dict.get('BBox'), 4);
  const placed = matrix && bbox && appearanceMatrix(normal(bbox), matrix, rect);
  if (!placed) return { texts: [], images: [], problem: 'appearance without a box', hasOwnColours: false };
  const problem = readable(() => reader.form(appearance, placed, 0) ?? '') ?? 'appearance not readable';
  const { texts, images, hasOwnColours } = reader;
  return { texts, images, hasOwnColours, problem: problem === '' ? undefined : problem };
}

class DrawingReader {
  readonly texts: DrawnText[] = [];
  readonly images: DrawnImage[] = [];
  hasOwnColours = false;
  private operators = maxOperators;
  private forms = maxForms;

  constructor(private readonly view: RevisionView) {}

  /** The word for what is not allowed, or undefined. `matrix` has the form's own matrix in it. */
  form(form: PdfStream, matrix: Matrix, depth: number, isDark = true): string | undefined {
    if (depth > maxDepth || --this.forms < 0) return 'too many forms';
    if (form.dict.get('OC') != null || form.dict.get('Ref') != null) return 'optional or outside content';
    const resources = this.view.resolve(form.dict.get('Resources'));
    // Without its own a form would use those of whoever shows it (7.8.3).
    if (!(resources instanceof PdfDict)) return 'form without resources';
    const spaces = this.view.dict(resources.get('ColorSpace'));
    if ([...(spaces?.entries.keys() ?? [])].some((key) => key.startsWith('Default'))) this.hasOwnColours = true;
    const data = this.view.decode(form);
    if (data.length > maxContentBytes) return 'content too long';
    return this.run(data, resources, matrix, depth, isDark);
  }

  private run(
    data: Uint8Array,
    resources: PdfDict,
    matrix: Matrix,
    depth: number,
    isDark: boolean,
  ): string | undefined {
    const lexer = new Lexer(data, 0, this.view.document.limits);
    const stack: State[] = [];
    let state: State = { matrix, font: undefined, fontSize: 0, isDark };
    let operands: PdfObject[] = [];
    let textScale = 1;
    for (;;) {
      lexer.skipWhite();
      if (lexer.position >= data.length) return undefined;
      const start = lexer.position;
      const operator = /^[A-Za-z'"*]/.test(String.fromCharCode(data[start]!)) ? lexer.keyword() : '';
      if (operator === '' || operator === 'true' || operator === 'false' || operator === 'null') {
        lexer.position = start;
        operands.push(lexer.object());
        if (operands.length > 64) return 'too many operands';
        continue;
      }
      if (--this.operators < 0) return 'too many operators';
      const odd = operandProblem(operator, operands);
      if (odd) return odd;
      const n = operands.map((value) => (typeof value === 'number' ? value : 0));
      if (operator === 'q') stack.push(state);
      else if (operator === 'Q') state = stack.pop() ?? state;
      else if (operator === 'cm') state = { ...state, matrix: multiply(n as unknown as Matrix, state.matrix) };
      else if (operator in inks) state = { ...state, isDark: inks[operator]!(n) };
      else if (operator === 'Tm') textScale = sides(n as unknown as Matrix).height;
      else if (operator === 'Tf') state = { ...state, ...this.font(resources, operands) };
      else if (operator === 'BT' || operator === 'ET') textScale = 1;
      else if (operator === 'Tj' || operator === 'TJ') {
        const problem = this.show(operands, state, textScale);
        if (problem) return problem;
      } else if (operator === 'Do') {
        const problem = this.paint(resources, operands, state, depth);
        if (problem) return problem;
      } else if (operator === 'gs') {
        if (!this.isHarmlessState(resources, operands)) return 'graphics state';
      } else if (operator === 'Tr') {
        if (n[0] !== 0) return 'text rendering mode';
      } else if (operator === 'BDC') {
        if (isName(operands[0], 'OC') || !isPlainContent(operands[1])) return 'marked content';
      }
      operands = [];
    }
  }

  private font(resources: PdfDict, operands: readonly PdfObject[]): Pick<State, 'font' | 'fontSize'> {
    const fonts = this.view.dict(resources.get('Font'));
    const font = fontText(this.view, fonts?.get(nameOf(operands[0]) ?? ''));
    return { font, fontSize: numberOf(operands[1]) ?? 0 };
  }

  private show(operands: readonly PdfObject[], state: State, textScale: number): string | undefined {
    const [value] = operands;
    const parts = value instanceof PdfArray ? value.items : [value];
    let text = '';
    for (const part of parts) {
      if (!(part instanceof PdfString) || part.bytes.length === 0) continue;
      const shown = state.font?.(part.bytes);
      if (shown === undefined) return 'text without meaning';
      text += shown;
    }
    const size = Math.abs(state.fontSize) * textScale * sides(state.matrix).height;
    if (text.trim() !== '') {
      if (!state.isDark) return 'text as light as paper';
      this.texts.push({ text, size });
    }
    return undefined;
  }

  private paint(resources: PdfDict, operands: readonly PdfObject[], state: State, depth: number): string | undefined {
    const { matrix, isDark } = state;
    const { view } = this;
    const object = view.resolve(view.dict(resources.get('XObject'))?.get(nameOf(operands[0]) ?? ''));
    if (!(object instanceof PdfStream)) return 'unknown object';
    if (isName(view.resolve(object.dict.get('Subtype')), 'Image')) {
      if (![...object.dict.entries.keys()].every((key) => imageKeys.has(key))) return 'image with other entries';
      this.images.push({ image: object, ...sides(matrix) });
      return undefined;
    }
    const own = formMatrix(view, object.dict);
    if (!own) return 'form matrix';
    return this.form(object, multiply(own, matrix), depth + 1, isDark);
  }

  private isHarmlessState(resources: PdfDict, operands: readonly PdfObject[]): boolean {
    const state = this.view.dict(this.view.dict(resources.get('ExtGState'))?.get(nameOf(operands[0]) ?? ''));
    const keys = [...(state?.entries.keys() ?? ['?'])];
    const plain = (key: string) =>
      key === 'BM' && ['Normal', 'Compatible', 'Multiply'].includes(nameOf(state?.get(key)) ?? '');
    const none = (key: string) => key === 'SMask' && isName(state?.get(key), 'None');
    return keys.every((key) => harmlessStateKeys.has(key) || plain(key) || none(key));
  }
}

/* Nothing that is read in place of what is drawn: /ActualText, /Alt, /E (14.9). */
const isPlainContent = (properties: PdfObject | undefined): boolean =>
  properties instanceof PdfDict && [...properties.entries.keys()].every((key) => ['MCID', 'Type'].includes(key));

const normal = ([a, b, c, d]: readonly number[]): Box => [
  Math.min(a!, c!),
  Math.min(b!, d!),
  Math.max(a!, c!),
  Math.max(b!, d!),
];

function formMatrix(view: RevisionView, form: PdfDict): Matrix | undefined {
  if (form.get('Matrix') == null) return identity;
  return numbers(view, form.get('Matrix'), 6) as Matrix | undefined;
}

function numbers(view: RevisionView, value: PdfObject | undefined, count: number): readonly number[] | undefined {
  const list = view.resolve(value);
  const items = list instanceof PdfArray ? list.items.map((item) => view.resolve(item)) : [];
  return items.length === count && items.every((item) => typeof item === 'number' && Number.isFinite(item))
    ? (items as number[])
    : undefined;
}
