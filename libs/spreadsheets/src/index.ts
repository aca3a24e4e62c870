export { writeCsv } from './csv/write-csv.js';
export { readTable } from './read-table.js';
export type { ReadOptions, ReadTable, TableCell, TableLimits, TableRefusal, TableRefusalCode } from './table.js';
export { isTableRefusal } from './table.js';
export { type Sheet, type SheetColumn, type SheetRow, writeXlsx } from './xlsx/write-xlsx.js';
