import { loadServiceConfig, runService } from '@vanthu/messaging';
import { isAppName, loadApp } from './launch/services.js';

/** `node run-service.js NAME`: one service in a process of its own, configured by its environment. */
const name = process.argv[2] ?? '';
if (!isAppName(name)) throw new Error(`There is no service "${name}".`);
await runService(await loadApp(name), loadServiceConfig(process.env, name));
