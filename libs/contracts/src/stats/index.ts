export * from './refusals.js';
export * from './stats.js';
