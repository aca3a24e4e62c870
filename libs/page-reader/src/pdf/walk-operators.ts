import { mmPerPoint, type Stroke, type Word } from '../text.js';
import { apply, identity, type Matrix, matrixOf, multiply, numbersOf } from './matrix.js';
import { WordMaker } from './word-maker.js';

/** Numbers of the operators, as the reader names them. */
export type OperatorCodes = Readonly<Record<string, number>>;

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface FontOf {
  readonly name: string;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** Glyph units to sizes; 0.001 for all but Type 3. */
  readonly scale: number;
}

interface State {
  matrix: Matrix;
  fill: string;
  stroke: string;
  font: FontOf | null;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  hScale: number;
  rise: number;
  leading: number;
  rendering: number;
}

const black = '#000000';
const fresh = (matrix: Matrix): State => ({
  ...{ matrix, fill: black, stroke: black, font: null, size: 0, charSpacing: 0, wordSpacing: 0 },
  ...{ hScale: 1, rise: 0, leading: 0, rendering: 0 },
});

const painting = new Set(['stroke', 'closeStroke', 'fill', 'eoFill', 'fillStroke', 'eoFillStroke', 'closeFillStroke']);

/**
 * Follows the operators of a page (ISO 32000-1 §8, §9) and notes words and strokes; forms and the appearances of annotations
 * are part of the page. `base` takes user space to points from the top left corner of the page as shown.
 */
export function walkOperators(
  list: OperatorList,
  codes: OperatorCodes,
  base: Matrix,
  fonts: ReadonlyMap<string, FontOf>,
): { words: Word[]; strokes: Stroke[] } {
  const names = new Map(Object.entries(codes).map(([name, code]) => [code, name]));
  const walker = new Walker(base, fonts, names);
  list.fnArray.forEach((code, index) => {
    walker.take(names.get(code) ?? '', argumentsOf(list.argsArray[index]));
  });
  return walker.done();
}

const argumentsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

class Walker {
  private state: State;
  private readonly stack: State[] = [];
  private readonly strokes: Stroke[] = [];
  private readonly words = new WordMaker();
  private annotations = 0;
  private textMatrix: Matrix = identity;
  private x = 0;
  private y = 0;
  private lineX = 0;
  private lineY = 0;

  constructor(
    private readonly base: Matrix,
    private readonly fonts: ReadonlyMap<string, FontOf>,
    private readonly names: ReadonlyMap<number, string>,
  ) {
    this.state = fresh(base);
  }

  done(): { words: Word[]; strokes: Stroke[] } {
    return { words: this.words.all(), strokes: this.strokes };
  }

  take(name: string, args: readonly unknown[]): void {
    const { state } = this;
    switch (name) {
      case 'save':
        this.stack.push({ ...state });
        return;
      case 'restore':
      case 'paintFormXObjectEnd':
        this.state = this.stack.pop() ?? state;
        return;
      case 'transform':
        this.transform(args);
        return;
      case 'paintFormXObjectBegin':
        this.stack.push({ ...state });
        this.transform(args[0]);
        return;
      case 'beginAnnotation':
        this.annotations += 1;
        this.stack.push({ ...state });
        this.state = fresh(this.base);
        this.transform(args[2]);
        this.transform(args[3]);
        return;
      case 'endAnnotation':
        this.annotations = Math.max(0, this.annotations - 1);
        this.state = this.stack.pop() ?? state;
        return;
      case 'setFillRGBColor':
        state.fill = String(args[0] ?? black);
        return;
      case 'setStrokeRGBColor':
        state.stroke = String(args[0] ?? black);
        return;
      case 'constructPath':
        this.path(args);
        return;
      default:
        this.takeText(name, args);
    }
  }

  private takeText(name: string, args: readonly unknown[]): void {
    const { state } = this;
    switch (name) {
      case 'beginText':
        this.setTextMatrix(identity);
        return;
      case 'setFont':
        state.font = this.fonts.get(String(args[0])) ?? null;
        state.size = numberOf(args[1]);
        return;
      case 'setTextMatrix':
        this.setTextMatrix(matrixOf(args[0]) ?? identity);
        return;
      case 'moveText':
        this.move(numberOf(args[0]), numberOf(args[1]));
        return;
      case 'setLeading':
        state.leading = -numberOf(args[0]);
        return;
      case 'setLeadingMoveText':
        state.leading = numberOf(args[1]);
        this.move(numberOf(args[0]), numberOf(args[1]));
        return;
      case 'nextLine':
        this.move(0, state.leading);
        return;
      case 'setCharSpacing':
        state.charSpacing = numberOf(args[0]);
        return;
      case 'setWordSpacing':
        state.wordSpacing = numberOf(args[0]);
        return;
      case 'setHScale':
        state.hScale = numberOf(args[0]) / 100;
        return;
      case 'setTextRise':
        state.rise = numberOf(args[0]);
        return;
      case 'setTextRenderingMode':
        state.rendering = numberOf(args[0]);
        return;
      case 'showText':
        this.show(argumentsOf(args[0]));
        return;
      default:
    }
  }

  private transform(value: unknown): void {
    const inner = matrixOf(value);
    if (inner) this.state.matrix = multiply(this.state.matrix, inner);
  }

  private setTextMatrix(matrix: Matrix): void {
    this.textMatrix = matrix;
    this.x = this.lineX = 0;
    this.y = this.lineY = 0;
  }

  private move(x: number, y: number): void {
    this.x = this.lineX += x;
    this.y = this.lineY += y;
  }

  private show(glyphs: readonly unknown[]): void {
    const { state } = this;
    if (!state.font) return;
    const whole = multiply(state.matrix, this.textMatrix);
    const sizePt = Math.abs(state.size) * Math.hypot(whole[2], whole[3]);
    // Slanted upright letters stand for italics where a program has no italic font at hand.
    const slant = whole[3] === 0 ? 0 : Math.abs(whole[2] / whole[3]);
    const look = {
      sizePt,
      font: state.font.name,
      isBold: state.font.isBold || state.rendering === 2,
      isItalic: state.font.isItalic || (slant > 0.1 && slant < 0.5),
      color: state.fill,
      isAnnotation: this.annotations > 0,
      isHidden: state.rendering === 3 || state.rendering === 7,
    };
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.x -= (glyph * state.size * state.hScale) / 1000;
        continue;
      }
      if (typeof glyph !== 'object' || glyph === null) continue;
      const { unicode, width, isSpace } = glyph as { unicode?: unknown; width?: unknown; isSpace?: unknown };
      const from = apply(whole, this.x, this.y + state.rise);
      const spacing = state.charSpacing + (isSpace === true ? state.wordSpacing : 0);
      const drawn = numberOf(width) * state.font.scale * state.size * state.hScale;
      const to = apply(whole, this.x + drawn, this.y + state.rise);
      this.words.add(String(unicode ?? ''), from, to, look);
      this.x += drawn + spacing * state.hScale;
    }
  }

  private path([operator, , bounds]: readonly unknown[]): void {
    const name = this.names.get(numberOf(operator)) ?? '';
    const [x0, y0, x1, y1] = numbersOf(bounds);
    if (!painting.has(name) || x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return;
    const [ax, ay] = apply(this.state.matrix, x0, y0);
    const [bx, by] = apply(this.state.matrix, x1, y1);
    const isFilled = name.toLowerCase().includes('fill');
    this.strokes.push({
      rect: {
        x: Math.min(ax, bx) * mmPerPoint,
        y: Math.min(ay, by) * mmPerPoint,
        width: Math.abs(bx - ax) * mmPerPoint,
        height: Math.abs(by - ay) * mmPerPoint,
      },
      color: isFilled ? this.state.fill : this.state.stroke,
      isFilled,
    });
  }
}
