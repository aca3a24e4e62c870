export { closedRegisterMigration } from './closed-register-tables.js';
export { ClosedRegisters, type Period } from './closed-registers.js';
export { NumberQueue, type NumberQueueOptions } from './number-queue.js';
export { RegisterClosing } from './register-closing.js';
export { enterRegister, type RegisterEntry, voidEntry } from './register-entries.js';
export { registerMigration } from './register-tables.js';
export {
  allotNumber,
  closeSeries,
  type Direction,
  findSeries,
  lockSeries,
  type NotAllotted,
  numberLines,
  openSeries,
  resumeSeries,
  type Series,
  type SeriesKey,
} from './series.js';
