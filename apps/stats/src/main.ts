import { loadServiceConfig, runService } from '@vanthu/messaging';
import { statsService } from './index.js';

await runService(statsService, loadServiceConfig(process.env, 'stats'));
