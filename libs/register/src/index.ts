export { NumberQueue, type NumberQueueOptions } from './number-queue.js';
export { enterRegister, type RegisterEntry, voidEntry } from './register-entries.js';
export { registerMigration } from './register-tables.js';
export {
  type Allotted,
  allotNumber,
  allotNumbers,
  closeSeries,
  type Direction,
  findSeries,
  lockSeries,
  type NotAllotted,
  openSeries,
  resumeSeries,
  type Series,
  type SeriesKey,
} from './series.js';
