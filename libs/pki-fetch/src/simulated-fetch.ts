import type { Fetch } from '@vanthu/pki';

/**
 * For simulated time: servers of a test PKI are told the time of the caller (`?at=`), so that they answer as of then. Every
 * other address is asked as it is, and answers as of today.
 *
 * @param servers  hosts of test servers, `host:port`
 */
export function simulatedFetch(fetch: Fetch, servers: readonly string[], now: () => Date): Fetch {
  const hosts = new Set(servers);
  return (request) => {
    if (!URL.canParse(request.url)) return fetch(request);
    const url = new URL(request.url);
    if (!hosts.has(url.host)) return fetch(request);
    url.searchParams.set('at', now().toISOString());
    return fetch({ ...request, url: url.href });
  };
}
