import { type ServiceConfig, startService } from '../../src/index.js';
import { recordsService, steering } from '../sample-service.js';

/** The sample service as a process of its own, to be killed. */
const { config, failing } = JSON.parse(process.env.TEST_CONFIG ?? '{}') as {
  config: ServiceConfig;
  failing?: string[];
};
for (const content of failing ?? []) steering.failing.add(content);
if (process.env.DIE_AT_CONTENT !== undefined) steering.deadly.add(process.env.DIE_AT_CONTENT);
await startService(recordsService, config, {
  consumer: { sweepMs: 100, holeMs: 300, compareMs: 5_000, pullMs: 2_000 },
  retries: { delaysMs: [20, 40, 80], leaseMs: 300 },
});
process.stdout.write('running\n');
