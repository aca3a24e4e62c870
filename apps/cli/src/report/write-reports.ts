import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  directory,
  type InputOf,
  isRefusal,
  type OutputOf,
  type Refusal,
  type RequestContract,
  stats,
} from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { ServerProblem } from '@vanthu/servers';
import type { Asker } from '../launch/asker.js';

export interface ReportOrder {
  readonly period: string;
  readonly out: string;
  /** Code of the agency. Absent: the one that stands above all others of the installation. */
  readonly agency?: string | undefined;
  readonly kind: stats.ReportKind;
  readonly at: 'today' | 'cut-off';
  /** XLSX or CSV with the figures that no document tells. */
  readonly inputs?: string | undefined;
  /** Where the services keep their files. */
  readonly files: string;
}

export interface WrittenReports {
  readonly agency: string;
  readonly files: readonly string[];
  readonly figures: number;
  /** Figures that nobody has given. */
  readonly lacking: readonly string[];
}

const formats = ['pdf', 'docx', 'xlsx', 'csv'] as const;

/**
 * Enters the figures, if a file brings some, and writes the report of the period in every format.
 *
 * @throws ServerProblem with what a service refuses, for the person
 */
export async function writeReports(
  asker: Asker,
  order: ReportOrder,
  say: (line: string) => void,
): Promise<WrittenReports> {
  const agency = await agencyOf(asker, order.agency);
  const place = { period: order.period, agencyId: agency.id };
  if (order.inputs !== undefined) await enter(asker, place, order.inputs, say);
  const report = await answered(asker, stats.GetReformReport, { ...place, kind: order.kind, at: order.at });
  mkdirSync(order.out, { recursive: true });
  const passing = new PassingFiles({ directory: order.files });
  const files: string[] = [];
  for (const format of formats) {
    const written = await answered(asker, stats.WriteReport, {
      ...place,
      kind: order.kind,
      at: order.at,
      what: 'report',
      format,
    });
    const file = join(order.out, written.name);
    copyFileSync(passing.pathOf(written.passingId), file);
    rmSync(passing.pathOf(written.passingId));
    files.push(file);
  }
  return { agency: agency.name, files, figures: report.figures.length, lacking: report.lackingVi };
}

async function enter(
  asker: Asker,
  place: { period: string; agencyId: string },
  path: string,
  say: (line: string) => void,
) {
  const file = readFileSync(path).toString('base64');
  const { applied, changed, rows } = await answered(asker, stats.ImportReportInputs, { ...place, file, apply: true });
  if (!applied) {
    const wrong = rows.filter(({ outcome }) => outcome === 'refused');
    throw new ServerProblem(wrong.map(({ row, code, messageVi }) => `dòng ${row} (${code}): ${messageVi}`).join('\n'));
  }
  say(`Nhập ${changed} số liệu từ ${path}`);
}

async function agencyOf(asker: Asker, code: string | undefined) {
  const { agencies } = await answered(asker, directory.FindAgencies, { text: '', limit: 500 });
  const hosted = agencies.filter((one) => one.hosted);
  const ids = new Set(hosted.map(({ id }) => id));
  const found = hosted.filter((one) =>
    code === undefined ? one.superiorId === null || !ids.has(one.superiorId) : one.code === code,
  );
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const list = hosted.map((one) => `${one.code} ${one.name}`).join('\n  ');
  throw new ServerProblem(`Hãy chọn một cơ quan bằng --agency:\n  ${list}`);
}

async function answered<C extends RequestContract>(asker: Asker, contract: C, input: InputOf<C>): Promise<OutputOf<C>> {
  const answer: OutputOf<C> | Refusal = await asker.ask(contract, input);
  if (isRefusal(answer)) throw new ServerProblem(answer.message);
  return answer;
}
