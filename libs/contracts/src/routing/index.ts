export * from './acts.js';
export * from './follow-up.js';
export * from './notices.js';
export * from './refusals.js';
export * from './routing.js';
