import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Switchable {
  readonly url: string;
  /** Answers 503 while it is down. */
  isDown: boolean;
  /** Requests that it was asked. */
  asked: number;
  close(): Promise<void>;
}

/** A server in front of another that can be taken down and brought back. */
export async function switchable(target: string): Promise<Switchable> {
  const state: Switchable = { url: '', isDown: false, asked: 0, close: async () => {} };
  const server = createServer(async (request, response) => {
    state.asked += 1;
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    if (state.isDown) return void response.writeHead(503).end();
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    // The simulated time is in the query.
    const { search } = new URL(request.url ?? '', target);
    const answer = await fetch(`${target}${search}`, { method: 'POST', headers, body: Buffer.concat(parts) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
}
