export { type Simulated, simulateDocuments } from './simulation/simulate-documents.js';
export { statsService } from './stats.module.js';
