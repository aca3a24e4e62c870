export * from './authorisations.js';
export * from './evidence.js';
export * from './handouts.js';
export * from './keys.js';
export * from './refusals.js';
export * from './signing.js';
export * from './verification.js';
