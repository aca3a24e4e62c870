export * from './directory.js';
export * from './refusals.js';
