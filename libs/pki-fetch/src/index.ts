export { type NodeFetchOptions, nodeFetch } from './node-fetch.js';
export { nodeWorld } from './node-world.js';
export { simulatedFetch } from './simulated-fetch.js';
