import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, stats } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { isTableRefusal, readTable } from '@vanthu/spreadsheets';
import { changesOf, type GivenInput, valuesOf } from '../domain/change-inputs.js';
import type { Unprintable } from '../domain/check-inputs.js';
import { indicators } from '../domain/indicators.js';
import { periodOfCode } from '../domain/period-of-code.js';
import { readInputsTable, type TableEntry } from '../domain/read-inputs-table.js';
import { PrintFonts } from '../files/print-fonts.js';
import { ReportInputsStore } from '../store/report-inputs.store.js';

const limits = { maxRows: 2_000, maxColumns: 30, maxUnpackedBytes: 8 * 1024 * 1024 };

/** A table of figures: what each row would do, and, when it is wanted and no row is refused, that done. */
@Injectable()
export class ImportReportInputsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly inputs: ReportInputsStore,
    private readonly fonts: PrintFonts,
  ) {}

  @Handles(stats.ImportReportInputs)
  async handle(
    input: InputOf<typeof stats.ImportReportInputs>,
    ctx: RequestContext,
  ): Promise<Answer<typeof stats.ImportReportInputs>> {
    const unprintable = await this.fonts.unprintable();
    return this.commands.run(stats.ImportReportInputs, input, ctx, async (tx) => {
      // A person enters figures of the own agency; whoever runs the installation says of which.
      const agencyId = ctx.actor?.agencyId ?? input.agencyId;
      if (agencyId === undefined) return stats.refuseStats('STATS.UNKNOWN_AGENCY');
      const period = periodOfCode(input.period, ctx.today());
      if (isRefusal(period)) return period;
      const entries = entriesOf(input.file, period.code, unprintable);
      if (isRefusal(entries)) return entries;
      const place = { agencyId, period: period.code };
      const given = await this.inputs.hold(tx, place);
      const readable = entries.filter(
        ({ problem, value, code }) => problem === null && (value !== '' || given.has(code)),
      );
      const changes = changesOf(given, readable, unprintable);
      const outcomes = [...entries.map((entry) => outcomeOf(entry, given, changes)), ...elsewhere(entries, changes)];
      const rows = outcomes.map(storable);
      const applied = input.apply && rows.every(({ outcome }) => outcome !== 'refused');
      if (applied) await this.inputs.add(tx, place, changes.inputs, ctx);
      return { applied, changed: applied ? changes.inputs.length : 0, rows };
    });
  }
}

function entriesOf(file: string, period: string, unprintable: Unprintable): TableEntry[] | Refusal {
  const table = readTable(Buffer.from(file, 'base64'), { limits });
  if (isTableRefusal(table)) return stats.refuseStats('STATS.UNREADABLE_TABLE', { problem: table.message });
  const entries = readInputsTable(table.rows, period, unprintable);
  if (entries !== null && entries.length > 0) return entries;
  const problem = 'Không thấy các cột Mã, Giá trị, Nguồn, Người cung cấp, hoặc không có dòng nào.';
  return stats.refuseStats('STATS.UNREADABLE_TABLE', { problem });
}

/** What is wrong with figures that the table does not name: a whole below the parts that it gives. */
const elsewhere = (entries: readonly TableEntry[], { problems }: ReturnType<typeof changesOf>): stats.ImportedRow[] =>
  problems
    .filter(({ code }) => !entries.some((entry) => entry.code === code))
    .map(({ code, messageVi }) => {
      const nameVi = indicators.get(code)?.nameVi ?? '';
      return { row: 0, code, nameVi, value: '', outcome: 'refused', messageVi };
    });

/** The answer is kept with the command, and JSON in the database takes neither U+0000 nor half a surrogate pair. */
function storable(row: stats.ImportedRow): stats.ImportedRow {
  const text = (words: string) => words.replaceAll('\0', '□').replace(/\p{Cs}/gu, '□');
  return { ...row, code: text(row.code), value: text(row.value), messageVi: text(row.messageVi) };
}

function outcomeOf(
  { row, code, value, problem }: TableEntry,
  given: ReadonlyMap<string, GivenInput>,
  { inputs, problems }: ReturnType<typeof changesOf>,
): stats.ImportedRow {
  const line = { row, code, value, nameVi: indicators.get(code)?.nameVi ?? '' };
  const wrong = problem ?? problems.find((one) => one.code === code);
  if (wrong !== undefined) return { ...line, outcome: 'refused', messageVi: wrong.messageVi };
  if (!inputs.some((one) => one.code === code)) return { ...line, outcome: 'same', messageVi: '' };
  const before = valuesOf(given).get(code);
  return before === undefined
    ? { ...line, outcome: 'new', messageVi: '' }
    : { ...line, outcome: 'changed', messageVi: `Trước đây: ${before}` };
}
