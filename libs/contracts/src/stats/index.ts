export * from './closings.js';
export * from './events.js';
export * from './punctuality.js';
export * from './refusals.js';
export * from './reports.js';
export * from './stats.js';
export * from './use.js';
