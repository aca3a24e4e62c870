export * from './draft-body.js';
export * from './events.js';
export * from './outgoing.js';
export * from './refusals.js';
