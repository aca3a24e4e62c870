export * from './directory.js';
export * from './machine-accounts.js';
export * from './recipients.js';
export * from './refusals.js';
export * from './saved-searches.js';
export * from './seal-devices.js';
