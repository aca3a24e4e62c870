import { child, numberIn, parseXml, value, type XmlNode } from './xml.js';

/** Look of a run, as far as the layout of the Decree asks for it. */
export interface RunLook {
  readonly font: string;
  readonly sizePt: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isCapitals: boolean;
  readonly color: string;
}

export interface ParagraphLook {
  readonly align: 'left' | 'centre' | 'right' | 'justify';
  readonly firstIndentMm: number;
  readonly indentMm: number;
}

const twipMm = 25.4 / 1440;

interface Style {
  readonly basedOn: string | undefined;
  readonly run: XmlNode | undefined;
  readonly paragraph: XmlNode | undefined;
}

/** Styles by inheritance: defaults of the document, the chain of the style, then what stands on the run itself (ECMA-376 part 1 §17.7.2). */
export class Styles {
  private readonly byId = new Map<string, Style>();
  private readonly defaultRun: XmlNode | undefined;
  private readonly defaultParagraph: XmlNode | undefined;
  private readonly normal: string | undefined;
  private readonly themeFont: string;

  constructor(parts: ReadonlyMap<string, string>) {
    const root = parseXml(parts.get('word/styles.xml') ?? '') ?? undefined;
    const defaults = child(root, 'w:docDefaults');
    this.defaultRun = child(child(defaults, 'w:rPrDefault'), 'w:rPr');
    this.defaultParagraph = child(child(defaults, 'w:pPrDefault'), 'w:pPr');
    const styles = (root?.children ?? []).filter((one) => one.name === 'w:style');
    for (const style of styles) {
      this.byId.set(style.attributes['w:styleId'] ?? '', {
        basedOn: value(style, 'w:basedOn'),
        run: child(style, 'w:rPr'),
        paragraph: child(style, 'w:pPr'),
      });
    }
    this.normal = styles.find(
      (one) => one.attributes['w:type'] === 'paragraph' && one.attributes['w:default'] === '1',
    )?.attributes['w:styleId'];
    this.themeFont =
      /<a:minorFont>\s*<a:latin[^>]*typeface="([^"]+)"/.exec(parts.get('word/theme/theme1.xml') ?? '')?.[1] ?? '';
  }

  run(properties: XmlNode | undefined, paragraph: XmlNode | undefined): RunLook {
    const sources = [
      this.defaultRun,
      ...this.chain(value(paragraph, 'w:pStyle') ?? this.normal, 'run'),
      ...this.chain(value(properties, 'w:rStyle'), 'run'),
      properties,
    ];
    const last = <T>(read: (node: XmlNode) => T | undefined): T | undefined =>
      sources.reduce<T | undefined>((found, node) => (node ? (read(node) ?? found) : found), undefined);
    const on = (name: string): boolean => last((node) => switched(node, name)) ?? false;
    const halfPoints = last((node) => numberIn(child(node, 'w:sz'), 'w:val'));
    const color = last((node) => value(node, 'w:color'));
    return {
      font: last((node) => this.fontOf(child(node, 'w:rFonts'))) ?? '',
      sizePt: (halfPoints ?? 20) / 2,
      isBold: on('w:b'),
      isItalic: on('w:i'),
      isCapitals: on('w:caps'),
      color: color === undefined || color === 'auto' ? '#000000' : `#${color.toLowerCase()}`,
    };
  }

  paragraph(properties: XmlNode | undefined): ParagraphLook {
    const sources = [
      this.defaultParagraph,
      ...this.chain(value(properties, 'w:pStyle') ?? this.normal, 'paragraph'),
      properties,
    ];
    let align = 'left';
    let [indent, first] = [0, 0];
    for (const node of sources) {
      align = value(node, 'w:jc') ?? align;
      const ind = child(node, 'w:ind');
      indent = numberIn(ind, 'w:left') ?? numberIn(ind, 'w:start') ?? indent;
      first = numberIn(ind, 'w:firstLine') ?? (numberIn(ind, 'w:hanging') ?? -first) * -1;
    }
    const names: Record<string, ParagraphLook['align']> = {
      center: 'centre',
      right: 'right',
      end: 'right',
      both: 'justify',
    };
    return { align: names[align] ?? 'left', firstIndentMm: first * twipMm, indentMm: indent * twipMm };
  }

  private fontOf(fonts: XmlNode | undefined): string | undefined {
    if (!fonts) return undefined;
    if (fonts.attributes['w:asciiTheme'] && this.themeFont !== '') return this.themeFont;
    return fonts.attributes['w:ascii'] ?? fonts.attributes['w:hAnsi'];
  }

  /** From the base to the style itself; a circle ends. */
  private chain(id: string | undefined, part: 'run' | 'paragraph'): (XmlNode | undefined)[] {
    const found: (XmlNode | undefined)[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== undefined && !seen.has(at); at = this.byId.get(at)?.basedOn) {
      seen.add(at);
      found.unshift(this.byId.get(at)?.[part]);
    }
    return found;
  }
}

function switched(node: XmlNode, name: string): boolean | undefined {
  const found = child(node, name);
  if (!found) return undefined;
  return !['0', 'false', 'off', 'none'].includes(found.attributes['w:val'] ?? 'true');
}
