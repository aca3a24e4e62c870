export * from './directory.js';
export * from './refusals.js';
export * from './seal-devices.js';
