import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { FetchRequest } from '@vanthu/pki';
import { hostOf, type Target } from './target.js';

/** Headers and body of an answer; `location` of a redirection. */
export interface Exchanged {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  readonly body: Uint8Array;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Nothing a PKI sends has headers of this size. */
const maxHeaderSize = 16 * 1024;

const pinned =
  ({ addresses }: Target): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(first === undefined ? new Error('no address') : null, first?.address ?? '', first?.family);
  };

/** One request and its answer over a connection of its own, to the addresses that were checked. */
export async function exchange(
  target: Target,
  asked: FetchRequest,
  proxy: Target | undefined,
  signal: AbortSignal,
): Promise<Exchanged> {
  const request = await open(target, asked, proxy, signal);
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      readAnswer(response, asked.maxBytes).then(resolve, (error: unknown) => {
        request.destroy();
        reject(error);
      });
    });
    request.end(asked.body === undefined ? undefined : Buffer.from(asked.body));
  });
}

async function open(
  { url, ...rest }: Target,
  asked: FetchRequest,
  proxy: Target | undefined,
  signal: AbortSignal,
): Promise<ClientRequest> {
  const common: RequestOptions = {
    method: asked.method,
    headers: headersOf(asked),
    agent: false,
    maxHeaderSize,
    signal,
  };
  const isHttps = url.protocol === 'https:';
  if (proxy === undefined) {
    const options = { ...common, lookup: pinned({ url, ...rest }) };
    return isHttps ? httpsRequest(url, options) : httpRequest(url, options);
  }
  if (!isHttps) {
    // RFC 9112 3.2.2: a proxy is asked for the whole address
    const headers = { ...common.headers, host: url.host };
    return httpRequest(proxy.url, { ...common, headers, path: url.href, lookup: pinned(proxy) });
  }
  const socket = await tunnel(url, proxy, signal);
  const createConnection = () => tlsConnect({ socket, servername: hostOf(url) });
  return httpsRequest(url, { ...common, createConnection });
}

function headersOf({ body, contentType, accept }: FetchRequest): Record<string, string> {
  return {
    'accept-encoding': 'identity',
    'user-agent': 'VanThu',
    ...(accept === undefined ? {} : { accept }),
    ...(contentType === undefined ? {} : { 'content-type': contentType }),
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
  };
}

/** CONNECT, RFC 9110 9.3.6 */
function tunnel(url: URL, proxy: Target, signal: AbortSignal) {
  const path = `${url.hostname}:${url.port || '443'}`;
  const options = { method: 'CONNECT', path, headers: { host: path }, agent: false, signal, lookup: pinned(proxy) };
  return new Promise<import('node:net').Socket>((resolve, reject) => {
    const request = httpRequest(proxy.url, { ...options, maxHeaderSize });
    request.on('error', reject);
    request.on('response', (response) => {
      response.destroy();
      reject(new Error(`the proxy answers ${response.statusCode}`));
    });
    request.on('connect', (response, socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy answers ${response.statusCode}`));
    });
    request.end();
  });
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<Exchanged> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error('the answer is cut off');
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'],
    location: response.headers.location,
    body: Buffer.concat(chunks),
  };
}
