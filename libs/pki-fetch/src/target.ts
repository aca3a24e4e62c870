import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.js';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Addresses of a name, as the system resolves it. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Where a connection goes: the very addresses that were checked, so that a second answer of the DNS changes nothing. */
export interface Target {
  readonly url: URL;
  readonly addresses: readonly Address[];
}

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

export interface Guard {
  /** `host` or `host:port` that may have private addresses, because an administrator said so. */
  readonly privateHosts: ReadonlySet<string>;
  readonly resolve: Resolve;
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();

export function isNamedPrivate(url: URL, { privateHosts }: Pick<Guard, 'privateHosts'>): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return privateHosts.has(hostOf(url)) || privateHosts.has(`${hostOf(url)}:${port}`);
}

/** What can be said of an address before its name is resolved. */
export function checkUrl(url: URL): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new ForbiddenAddress(`scheme ${url.protocol}`);
  if (url.username !== '' || url.password !== '') throw new ForbiddenAddress('credentials in the address');
}

/**
 * Resolves the name once and refuses it when any of its addresses is not public, unless the host is named as private.
 *
 * @throws ForbiddenAddress; whatever `resolve` throws
 */
export async function targetOf(url: URL, guard: Guard): Promise<Target> {
  checkUrl(url);
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family === 0 ? await guard.resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new Error(`no address for ${host}`);
  if (!isNamedPrivate(url, guard) && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new ForbiddenAddress(`${host} is not a public address`);
  }
  return { url, addresses };
}
