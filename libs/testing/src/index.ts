export { type Constellation, type ConstellationOptions, startConstellation } from './constellation/constellation.js';
export type { ConstellationSignIn } from './constellation/launcher-process.js';
export type { AskOptions, Person, Reply } from './constellation/person.js';
export { type FreshDatabase, type FreshDatabaseOptions, freshDatabase } from './fresh-database.js';
export { type OwnNats, ownNats } from './own-nats.js';
export { colleagueOf, sampleActor } from './samples.js';
export { pdfOfPages, scannedPdf } from './scanned-pdf.js';
export { type TestNats, testDatabaseUrl, testNats } from './test-run.js';
export { type WaitOptions, waitUntil } from './wait-until.js';
