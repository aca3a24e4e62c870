export {
  ContentDamaged,
  ContentMissing,
  ContentStore,
  type ContentStoreOptions,
  type StoredContent,
  stagingLifeMs,
} from './content-store.js';
export { FileTicket, FileTickets } from './file-tickets.js';
export { type PassingFile, PassingFiles } from './passing-files.js';
