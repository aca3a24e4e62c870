export * from './refusals.js';
export * from './signing.js';
