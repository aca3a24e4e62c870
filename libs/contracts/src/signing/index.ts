export * from './refusals.js';
export * from './signing.js';
export * from './verification.js';
