import type { DocumentFields } from '../fields/document-fields.js';
import type { TextLine } from '../lines.js';
import { around, type RectMm } from '../text.js';
import { type CatalogueEntry, catalogue, type ViolationCode } from './catalogue.js';

/** One thing that is not as Annex I has it. */
export interface Violation extends CatalogueEntry {
  readonly code: ViolationCode;
  /** From 1; of a DOCX without pages always 1. */
  readonly page: number;
  /** Where; null: it concerns the page, or something that is not there. */
  readonly rect: RectMm | null;
  /** What was found: `15 pt`, `27,4 mm`, the words themselves. */
  readonly found: string | null;
}

/** A component of Art. 8 and whether it is there. */
export interface Component {
  readonly name: ComponentName;
  readonly nameVi: string;
  readonly isPresent: boolean;
  readonly page: number | null;
  readonly rect: RectMm | null;
}

export type ComponentName =
  | 'nation'
  | 'agency'
  | 'number'
  | 'date'
  | 'kind'
  | 'abstract'
  | 'body'
  | 'signer'
  | 'recipients';

export interface LayoutReport {
  readonly source: 'pdf' | 'docx';
  /** `assumed`: a DOCX that was not converted; distances and pages were not checked. */
  readonly positions: 'measured' | 'assumed';
  readonly pages: number;
  readonly fields: DocumentFields;
  readonly components: readonly Component[];
  /** By page, from the top. */
  readonly violations: readonly Violation[];
}

interface Place {
  readonly page: number;
  readonly rect: RectMm | null;
}

export const onPage = (page: number): Place => ({ page, rect: null });
export const at = (lines: readonly TextLine[]): Place => {
  const page = lines[0]?.page ?? 1;
  return {
    page,
    rect: lines.length > 0 ? around(lines.filter((one) => one.page === page).map((one) => one.rect)) : null,
  };
};

export function violation(code: ViolationCode, { page, rect }: Place, found: string | null = null): Violation {
  return { code, ...catalogue[code], page, rect, found };
}

const decimal = (value: number): string => String(Math.round(value * 10) / 10).replace('.', ',');
export const inMm = (value: number): string => `${decimal(value)} mm`;
export const inPt = (value: number): string => `${decimal(value)} pt`;
