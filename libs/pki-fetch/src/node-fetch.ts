import type { Fetch, FetchAnswer, FetchProblemCode, FetchRequest } from '@vanthu/pki';
import { type Exchanged, exchange, TooLarge } from './exchange.js';
import { type Mirror, mirrored } from './mirror.js';
import {
  checkUrl,
  ForbiddenAddress,
  type Guard,
  isNamedPrivate,
  type Resolve,
  systemResolve,
  targetOf,
} from './target.js';

export interface NodeFetchOptions {
  /**
   * Hosts (`host` or `host:port`) that may have private addresses: a TSA of the network of one's own, the test PKI. Any
   * other private address is refused, since addresses come from certificates of strangers. Default none.
   */
  readonly privateHosts?: readonly string[];
  /** `http://host:port` of a forward proxy. It resolves names itself: then only addresses in digits can be refused here. */
  readonly proxy?: string;
  /** Copies of public addresses in a closed network. Default none. */
  readonly mirrors?: readonly Mirror[];
  /** Only these mirrors and private hosts are ever spoken to; for networks without a way out. Default false. */
  readonly closedNetwork?: boolean;
  /** Default 3. */
  readonly maxRedirects?: number;
  /** Default the system's resolver. */
  readonly resolve?: Resolve;
}

/**
 * HTTP/1.1 for the clients of `@vanthu/pki`. A name is resolved once, its addresses are checked, and the connection goes
 * to them and nowhere else; redirections are checked the same way. The time-out covers everything together. Never
 * rejects for what the network does.
 */
export function nodeFetch(options: NodeFetchOptions = {}): Fetch {
  const privateHosts = new Set((options.privateHosts ?? []).map((host) => host.toLowerCase()));
  const guard: Guard = { privateHosts, resolve: options.resolve ?? systemResolve };
  return async (request) => {
    const deadline = AbortSignal.timeout(request.timeoutMs);
    try {
      return await withDeadline(deadline, follow(request, options, guard, deadline));
    } catch (error) {
      return problemOf(error, deadline);
    }
  };
}

/** A resolver cannot be interrupted, so its answer is left behind when the time is over. */
function withDeadline<T>(deadline: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const expire = () => reject(deadline.reason);
    deadline.addEventListener('abort', expire, { once: true });
    work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', expire));
  });
}

async function follow(
  asked: FetchRequest,
  options: NodeFetchOptions,
  guard: Guard,
  deadline: AbortSignal,
): Promise<FetchAnswer> {
  const { maxRedirects = 3 } = options;
  let request = asked;
  for (let count = 0; ; count++) {
    const answer = await one(request, options, guard, deadline);
    const next = redirectOf(answer, request);
    if (next === undefined) {
      return { kind: 'answer', status: answer.status, contentType: answer.contentType, body: answer.body };
    }
    if (count >= maxRedirects) return { kind: 'fetch-problem', code: 'too-many-redirects', message: next };
    request = { ...request, url: next };
  }
}

async function one(
  request: FetchRequest,
  { mirrors = [], proxy, closedNetwork = false }: NodeFetchOptions,
  guard: Guard,
  deadline: AbortSignal,
): Promise<Exchanged> {
  const { url: address, isMirror } = mirrored(request.url, mirrors);
  if (!URL.canParse(address)) throw new ForbiddenAddress('not an address');
  const url = new URL(address);
  checkUrl(url);
  const isOurs = isMirror || isNamedPrivate(url, guard);
  if (closedNetwork && !isOurs) throw new ForbiddenAddress(`${url.host} has no mirror in this closed network`);
  const trusted = (one: URL): Guard => ({ ...guard, privateHosts: new Set([...guard.privateHosts, hostKey(one)]) });
  const direct = async (): Promise<Exchanged> =>
    exchange(await targetOf(url, isMirror ? trusted(url) : guard), request, undefined, deadline);
  if (proxy === undefined || isOurs) return direct();
  const proxyUrl = new URL(proxy);
  const proxyTarget = await targetOf(proxyUrl, trusted(proxyUrl));
  // the name is the proxy's to resolve; an address in digits, or one that means this machine, is refused here
  const unresolved = async () => [{ address: '1.1.1.1', family: 4 }];
  if (/(^|\.)localhost\.?$/i.test(url.hostname)) throw new ForbiddenAddress('localhost');
  await targetOf(url, { ...guard, resolve: unresolved });
  return exchange({ url, addresses: [] }, request, proxyTarget, deadline);
}

const hostKey = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();

/** Only what keeps the method: a POST that became a GET would ask something else (RFC 9110 15.4). */
function redirectOf({ status, location }: Exchanged, { method, url }: FetchRequest): string | undefined {
  const keepsMethod = status === 307 || status === 308;
  const isRedirect = keepsMethod || (method === 'GET' && [301, 302, 303].includes(status));
  if (!isRedirect || location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url).href;
}

function problemOf(error: unknown, deadline: AbortSignal): FetchAnswer {
  const problem = (code: FetchProblemCode, message: string): FetchAnswer => ({ kind: 'fetch-problem', code, message });
  if (error instanceof ForbiddenAddress) return problem('forbidden-address', error.message);
  if (error instanceof TooLarge) return problem('too-large', error.message);
  if (deadline.aborted) return problem('timeout', 'no answer in time');
  return problem('unreachable', error instanceof Error ? error.message : String(error));
}
