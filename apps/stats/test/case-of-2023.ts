import { readFileSync } from 'node:fs';
import { loadTinos, unprintable } from '@vanthu/decree30';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import type { Values } from '../src/reports/domain/check-inputs.js';
import { readInputsTable } from '../src/reports/domain/read-inputs-table.js';

/** Figures of a published report of a district: what was entered beside the figures of its documents. */
export const caseFile = readFileSync(new URL('../samples/reform-2023-q1.csv', import.meta.url));

const fonts = await loadTinos();

function valuesOf(file: Uint8Array): Values {
  const table = readTable(file);
  if (isTableRefusal(table)) throw new Error(table.message);
  const entries = readInputsTable(table.rows, '2023-Q1', (text) => unprintable(text, fonts)) ?? [];
  const wrong = entries.find(({ problem }) => problem !== null);
  if (wrong) throw new Error(`row ${wrong.row}: ${wrong.problem?.messageVi}`);
  return new Map(entries.map(({ code, value }) => [code, value]));
}

export const caseValues = valuesOf(caseFile);
