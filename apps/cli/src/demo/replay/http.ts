import { Agent, request } from 'node:http';

/** Connections are kept: the people of a district ask some twenty thousand times. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Longest that an answer is waited for. Real time. */
const patienceMs = 30_000;

export interface HttpAnswer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** @throws Error when nobody answers */
export function http(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: Uint8Array | string,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent, timeout: patienceMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          cookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer for ${patienceMs} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });
}
