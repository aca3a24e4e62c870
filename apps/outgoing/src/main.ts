import { loadServiceConfig, runService } from '@vanthu/messaging';
import { outgoingService } from './index.js';

await runService(outgoingService, loadServiceConfig(process.env, 'outgoing'));
