import { loadServiceConfig, runService } from '@vanthu/messaging';
import { gatewayService } from './index.js';

await runService(gatewayService, loadServiceConfig(process.env, 'gateway'));
