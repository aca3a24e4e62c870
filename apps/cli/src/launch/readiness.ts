import { setTimeout as pause } from 'node:timers/promises';
import { ServerProblem } from '@vanthu/servers';
import { z } from 'zod';

const Health = z.object({ ready: z.boolean(), parts: z.record(z.string(), z.string()).default({}) });

/** Waits until the gateway says that its database, the broker and every service answer. */
export async function waitUntilReady(url: string, timeoutMs: number, logs: string): Promise<void> {
  const end = Date.now() + timeoutMs;
  let missing = 'cổng vào chưa trả lời';
  while (Date.now() < end) {
    try {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      const health = Health.parse(await answer.json());
      if (health.ready) return;
      missing = Object.entries(health.parts)
        .filter(([, state]) => state !== 'up')
        .map(([name]) => name)
        .join(', ');
    } catch {
      // Not yet listening.
    }
    await pause(100);
  }
  throw new ServerProblem(`Hệ thống chưa sẵn sàng sau ${timeoutMs / 1000} giây (${missing}). Xem nhật ký: ${logs}`);
}
