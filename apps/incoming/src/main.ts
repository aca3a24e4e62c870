import { loadServiceConfig, runService } from '@vanthu/messaging';
import { incomingService } from './index.js';

await runService(incomingService, loadServiceConfig(process.env, 'incoming'));
