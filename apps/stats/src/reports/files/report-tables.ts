import { writeCsv, writeXlsx } from '@vanthu/spreadsheets';
import { inputColumns } from '../domain/read-inputs-table.js';
import type { Inputs, Report } from '../store/report-reader.js';

const origins = { system: 'Hệ thống đếm', entered: 'Nhập', computed: 'Tính từ các số trên' } as const;
const headings = ['Nhóm', 'Chỉ tiêu', 'Giá trị', 'Đơn vị tính', 'Nguồn số', 'Căn cứ'];

const rowsOf = (report: Report): string[][] =>
  report.figures.map(({ groupVi, nameVi, value, unitVi, origin, basisVi }) => [
    groupVi,
    nameVi,
    value ?? '',
    unitVi,
    origins[origin],
    basisVi,
  ]);

/** Every figure with where it comes from. */
export const reportXlsx = (report: Report): Promise<Uint8Array> =>
  writeXlsx([
    {
      name: report.period.nameVi,
      title: [report.abstract, report.agencyName],
      columns: headings.map((heading, index) => ({ heading, ...(index === 2 ? { align: 'right' as const } : {}) })),
      rows: rowsOf(report),
      landscape: true,
    },
  ]);

export const reportCsv = (report: Report): string => writeCsv([headings, ...rowsOf(report)]);

/** The table that figures are imported from, with what is given already. */
export function templateRows({ groups, period }: Inputs): string[][] {
  return groups.flatMap(({ inputs }) =>
    inputs.map(({ code, nameVi, unitVi, value, source, providedBy }) => [
      code,
      nameVi,
      unitVi,
      value ?? '',
      source ?? '',
      providedBy ?? '',
      period.code,
    ]),
  );
}

export const templateXlsx = (inputs: Inputs): Promise<Uint8Array> =>
  writeXlsx([
    {
      name: inputs.period.nameVi,
      title: [`Số liệu báo cáo cải cách hành chính ${inputs.period.nameVi}`, inputs.agencyName],
      columns: Object.values(inputColumns).map((heading) => ({ heading })),
      rows: templateRows(inputs),
      landscape: true,
    },
  ]);

export const templateCsv = (inputs: Inputs): string => writeCsv([Object.values(inputColumns), ...templateRows(inputs)]);
