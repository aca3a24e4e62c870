import { Injectable } from '@nestjs/common';
import type { Tx } from '@vanthu/persistence';
import { startOf } from './counted-periods.js';

/** The reporting year in which a day lies, which began in December of the year before. */
const reportingYearOf = (day: string): number => Number(startOf('year', day).slice(0, 4)) + 1;

/** The tables of a generation and a reporting year, made when the first document of them is told of. */
@Injectable()
export class FactTables {
  /** Found there by a transaction that had not made them itself: what it makes may still be rolled back. */
  private readonly seen = new Set<string>();
  private readonly made = new WeakMap<Tx, Set<string>>();

  async hold(tx: Tx, generation: number, days: Iterable<string> = []): Promise<void> {
    const years = new Set([...days].map(reportingYearOf));
    await this.ask(tx, `covered_document_g${generation}`, 'SELECT hold_facts($1)', [generation]);
    for (const year of years) {
      await this.ask(tx, `covered_document_g${generation}_y${year}`, 'SELECT hold_facts($1, $2)', [generation, year]);
    }
  }

  private async ask(tx: Tx, table: string, text: string, parameters: number[]): Promise<void> {
    const made = this.made.get(tx) ?? new Set();
    if (this.seen.has(table) || made.has(table)) return;
    const [found] = (await tx.query('SELECT to_regclass($1) IS NOT NULL AS there', [table])) as { there: boolean }[];
    if (found?.there) {
      this.seen.add(table);
      return;
    }
    await tx.query(text, parameters);
    this.made.set(tx, made.add(table));
    if (parameters.length > 1) made.add(`covered_document_g${parameters[0]}`);
  }
}
