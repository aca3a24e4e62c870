/** One paragraph of the body; a plain string is an upright, justified one with first-line indent. */
export type Paragraph =
  | string
  | { readonly text: string; readonly bold?: boolean; readonly italic?: boolean; readonly centred?: boolean };

/** What a body is made of, in order. Plain data. */
export type BodyItem = Paragraph | Division | Table;

/**
 * Divisions of Annex I part I, II.6: phần, chương, mục, tiểu mục, điều, khoản, điểm; or phần, mục (`roman`), khoản, điểm.
 * From the widest to the narrowest.
 */
export const divisionLevels = [
  { level: 'part', nameVi: 'Phần' },
  { level: 'chapter', nameVi: 'Chương' },
  { level: 'section', nameVi: 'Mục' },
  { level: 'subsection', nameVi: 'Tiểu mục' },
  { level: 'article', nameVi: 'Điều' },
  { level: 'roman', nameVi: 'Mục (số La Mã)' },
  { level: 'clause', nameVi: 'Khoản' },
  { level: 'point', nameVi: 'Điểm' },
] as const;

export type DivisionLevel = (typeof divisionLevels)[number]['level'];

/**
 * A division; its number is set by the layout: `Chương I`, `Điều 1.`, `I.`, `1.`, `a)` in the Vietnamese alphabet.
 * Chapters and articles count through the document, all others anew in the division above.
 */
export interface Division {
  readonly level: DivisionLevel;
  /** Bold, in capitals where Annex I writes capitals (part, chapter, section, subsection, roman). A point's is upright. */
  readonly title?: string | null;
  /** Upright, behind the number on the same line: `1. Các cơ quan …`; below the title where there is one. */
  readonly text?: string | null;
}

export interface TableColumn {
  readonly heading: string;
  /** Share of the width, relative to the other columns. Default: by content. */
  readonly width?: number;
  /** Of the cells; headings are centred. Default: left. */
  readonly align?: 'left' | 'centre' | 'right';
}

/** A ruled table over the whole width. Its heading is repeated on every page. */
export interface Table {
  readonly columns: readonly [TableColumn, ...TableColumn[]];
  /** One string per column. Missing cells are empty; surplus ones are refused. */
  readonly rows: readonly TableRow[];
}

export type TableRow = readonly string[] | { readonly cells: readonly string[]; readonly bold?: boolean };

export const isTable = (item: BodyItem): item is Table => typeof item === 'object' && 'columns' in item;
export const isDivision = (item: BodyItem): item is Division => typeof item === 'object' && 'level' in item;
