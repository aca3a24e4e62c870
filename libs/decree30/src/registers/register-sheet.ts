import { printShortDate } from '../dates/civil-date.js';
import type { RegisterContent } from '../layout/lay-out-register.js';

/** A book as a sheet of a workbook: the lines of its cover above, its columns with the widths of the printed book. */
interface RegisterSheet {
  readonly name: string;
  readonly title: readonly string[];
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly string[])[];
  readonly landscape: true;
}

/** Characters for each share of the printed width. */
const charactersPerShare = 1.4;

export function registerSheet<Key extends string>(name: string, content: RegisterContent<Key>): RegisterSheet {
  const { book, agencyName, from, to, volume, year, rows } = content;
  const period = `Từ ngày ${printShortDate(from)} đến ngày ${printShortDate(to)}`;
  return {
    name,
    title: [agencyName, book.titleVi, `Năm ${year}. ${period}. Quyển số ${volume}`],
    columns: book.columns.map(({ headingVi, width }) => ({ heading: headingVi, width: width * charactersPerShare })),
    rows: rows.map((row) => book.columns.map(({ key }) => row[key])),
    landscape: true,
  };
}
