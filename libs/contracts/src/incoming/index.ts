export * from './closed-register.js';
export * from './incoming.js';
export * from './meetings.js';
export * from './paper.js';
export * from './paper-check.js';
export * from './reading.js';
export * from './refusals.js';
export * from './register-file.js';
