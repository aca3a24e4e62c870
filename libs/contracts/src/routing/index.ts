export * from './refusals.js';
export * from './routing.js';
