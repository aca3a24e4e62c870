export { incomingService } from './incoming.module.js';
