import { type RuleRefusal, refuse } from '../refusal.js';
import type { CopyFormCode } from '../vocabulary/kinds.js';

/** On paper or as an electronic document. */
export type Medium = 'paper' | 'electronic';

/** What is copied: bản gốc, bản chính giấy, bản sao y. Art. 3.8-3.11. */
export type CopySource = 'original' | 'main-copy' | 'certified-copy';

export interface CopyPlan {
  readonly form: CopyFormCode;
  readonly source: CopySource;
  readonly from: Medium;
  readonly to: Medium;
}

/** Art. 25.1 to 25.3: which way each form of copy may go. */
const directions: Readonly<Record<CopyFormCode, readonly string[]>> = {
  'sao-y': ['paper to paper', 'electronic to paper', 'paper to electronic'],
  'sao-luc': ['paper to paper', 'paper to electronic', 'electronic to paper'],
  'trich-sao': ['paper to paper', 'paper to electronic', 'electronic to electronic', 'electronic to paper'],
};

const namesVi: Readonly<Record<CopyFormCode, string>> = {
  'sao-y': 'Sao y',
  'sao-luc': 'Sao lục',
  'trich-sao': 'Trích sao',
};
const mediaVi: Readonly<Record<Medium, string>> = { paper: 'giấy', electronic: 'điện tử' };

/**
 * Why a copy cannot be made so; null when it can. A sao lục is made of a sao y and of nothing else, the others of the
 * original or the main copy (Art. 3.9-3.11, 25; R-CPY-01, R-CPY-02).
 */
export function checkCopy({ form, source, from, to }: CopyPlan): RuleRefusal | null {
  if ((form === 'sao-luc') !== (source === 'certified-copy')) {
    const of = form === 'sao-luc' ? 'bản sao y' : 'bản gốc hoặc bản chính';
    return refuse('COPY.SOURCE', 'R-CPY-02', 'NĐ 30/2020, Điều 3, Điều 25', `${namesVi[form]} chỉ thực hiện từ ${of}.`);
  }
  if (directions[form].includes(`${from} to ${to}`)) return null;
  return refuse(
    'COPY.DIRECTION',
    'R-CPY-01',
    'NĐ 30/2020, Điều 25',
    `${namesVi[form]} không làm từ văn bản ${mediaVi[from]} sang văn bản ${mediaVi[to]}.`,
  );
}
