export * from './incoming.js';
export * from './refusals.js';
