export { createDataSource, type DatabaseConfig, type SchemaOptions } from './data-source.js';
export { DatabaseFault, type DatabaseFaultKind, faultOf, violatesUnique } from './faults.js';
export { isShortPeriod, keysetPage, type ListOrder } from './keyset-page.js';
export { type Migration, type MigrationClass, migrate } from './migrations.js';
export { provisionSchemas, roleSetupSql, type SchemaOwner } from './provision.js';
export { changed, prepared, rowsOf } from './rows.js';
export { type TransactionOptions, Transactions, type Tx } from './transactions.js';
export { wordsOf, wordsQuery } from './word-search.js';
