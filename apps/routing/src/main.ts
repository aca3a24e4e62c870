import { loadServiceConfig, runService } from '@vanthu/messaging';
import { routingService } from './index.js';

await runService(routingService, loadServiceConfig(process.env, 'routing'));
