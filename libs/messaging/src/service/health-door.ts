import { createServer } from 'node:http';
import { metricsText } from '@vanthu/observability';
import type { RunningService } from './start-service.js';

/**
 * What an orchestrator asks of a service that has no HTTP of its own: `/health/live` (the process answers), `/health/ready`
 * (its database and the broker do: 200, else 503), `/metrics` (Prometheus text). Nothing here is secret or about documents.
 */
export async function openHealthDoor(running: Pick<RunningService, 'health'>, port: number): Promise<HealthDoor> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
    if (request.method !== 'GET') return answer(405, 'text/plain', '');
    if (request.url === '/health/live') return answer(200, 'application/json', '{"status":"up"}');
    if (request.url === '/metrics') return answer(200, 'text/plain; version=0.0.4', await metricsText());
    if (request.url !== '/health/ready') return answer(404, 'text/plain', '');
    const { status, database, broker } = await running.health();
    return answer(status === 'up' ? 200 : 503, 'application/json', JSON.stringify({ status, database, broker }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface HealthDoor {
  readonly port: number;
  close(): Promise<void>;
}
