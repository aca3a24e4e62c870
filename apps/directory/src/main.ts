import { loadServiceConfig, runService } from '@vanthu/messaging';
import { directoryService } from './index.js';

await runService(directoryService, loadServiceConfig(process.env, 'directory'));
