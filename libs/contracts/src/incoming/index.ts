export * from './incoming.js';
export * from './reading.js';
export * from './refusals.js';
export * from './register-file.js';
