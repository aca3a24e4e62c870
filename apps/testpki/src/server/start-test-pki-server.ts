import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestPki } from '../test-pki.js';
import { type Answer, type Asked, plain } from './answer.js';
import { answerIssuer, answerList } from './list.js';
import { type Route, routeOf } from './route.js';
import { stamp } from './stamp.js';
import { type StandIns, standInsOf } from './stand-ins.js';
import { answerStatus } from './status.js';

export interface TestPkiServerOptions {
  readonly pki: TestPki;
  /** On 127.0.0.1. Default any free one. */
  readonly port?: number;
  /** `production` is refused. */
  readonly environment: string | undefined;
  /** Where a request names no time. Default the clock of the machine. */
  readonly now?: () => Date;
}

export interface TestPkiServer {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

const maxBodyBytes = 64 * 1024;

/**
 * TSA, OCSP responders, lists and certificates of the test PKI on one port of this machine. Whoever asks may say the time
 * and have the server fail (`routeOf`).
 *
 * @throws Error in production; when the port is taken
 */
export async function startTestPkiServer(options: TestPkiServerOptions): Promise<TestPkiServer> {
  const { pki, port = 0, environment, now = () => new Date() } = options;
  if (environment === 'production') throw new Error('The test PKI serves nobody in production');
  const standIns = standInsOf(pki);
  const server = createServer((request, response) => {
    serve(request, response, pki, standIns, now).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    close: async () => {
      server.close();
      // those that `slow` keeps waiting would wait for ever
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  pki: TestPki,
  standIns: StandIns,
  now: () => Date,
): Promise<void> {
  const route = URL.canParse(request.url ?? '/', 'http://test.invalid') ? routeOf(request.url ?? '/') : undefined;
  const body = await readBody(request);
  if (route === undefined) return send(response, plain(404, 'Không có địa chỉ này'));
  if (body === undefined) return send(response, plain(413, 'Quá dài'));
  const wantsBody = route.service.kind === 'tsa' || route.service.kind === 'ocsp';
  if (wantsBody !== (request.method === 'POST')) return send(response, plain(405, 'Sai phương thức'));
  const asked: Asked = { pki, standIns, body, at: route.at ?? now(), fault: route.fault };
  switch (route.fault) {
    case 'slow':
      return;
    case '500':
      return send(response, plain(500, 'Lỗi máy chủ thử'));
    case '404':
      return send(response, plain(404, 'Không tìm thấy'));
    case 'garbage':
      return send(response, { ...plain(200, '<html><body>Đăng nhập mạng</body></html>'), contentType: 'text/html' });
    case 'empty':
      return send(response, plain(200, ''));
    case 'redirect':
      response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      return;
    case 'huge':
      return sendForEver(response);
    default: {
      const answer = await answerTo(route.service, asked);
      const half = answer.body.subarray(0, answer.body.length >> 1);
      return send(response, route.fault === 'cut' ? { ...answer, body: half } : answer);
    }
  }
}

function answerTo(service: Route['service'], asked: Asked): Answer | Promise<Answer> {
  switch (service.kind) {
    case 'tsa':
      return stamp(asked);
    case 'ocsp':
      return answerStatus(asked, service.authority);
    case 'crl':
      return answerList(asked, service.authority);
    case 'ca':
      return answerIssuer(asked, service.authority);
  }
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length }).end(body);
}

/** As much as the other side takes. */
function sendForEver(response: ServerResponse): void {
  const zeros = Buffer.alloc(64 * 1024);
  const more = (): void => {
    while (!response.destroyed && response.write(zeros));
  };
  response.on('drain', more);
  more();
}

/** undefined when there is more than anybody asks with. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
