export * from './acts.js';
export * from './flows.js';
export * from './follow-up.js';
export * from './notices.js';
export * from './plan-tasks.js';
export * from './readers.js';
export * from './refusals.js';
export * from './routing.js';
