export { routingService } from './routing.module.js';
