import { loadServiceConfig, runService } from '@vanthu/messaging';
import { signingService } from './index.js';

await runService(signingService, loadServiceConfig(process.env, 'signing'));
