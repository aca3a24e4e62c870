export { statsService } from './stats.module.js';
