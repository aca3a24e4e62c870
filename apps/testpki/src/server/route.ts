import { type AuthorityName, authorityOfAddress } from '../test-pki-state.js';

/** Ways to fail, each as the first part of a path. */
export const faults = [
  'slow',
  '500',
  '404',
  'reject',
  'garbage',
  'empty',
  'cut',
  'huge',
  'redirect',
  'stale',
  'future',
  'unknown',
  'revoked',
  'wrong-signer',
  'wrong-nonce',
] as const;
export type Fault = (typeof faults)[number];

export interface Route {
  readonly fault: Fault | undefined;
  /** The time the server shall believe it is. */
  readonly at: Date | undefined;
  readonly service:
    | { readonly kind: 'tsa' }
    | { readonly kind: 'ocsp' | 'crl' | 'ca'; readonly authority: AuthorityName };
}

const isFault = (word: string | undefined): word is Fault => faults.some((fault) => fault === word);

/**
 * `[/FAULT][/at/INSTANT]/(tsa | ocsp/CA | crl/CA.crl | ca/CA.cer)`, in either order; the instant may stand in the query as
 * `at` too. Anything else is undefined.
 */
export function routeOf(address: string): Route | undefined {
  const url = new URL(address, 'http://test.invalid');
  const parts = decodeURIComponent(url.pathname).split('/').filter(Boolean);
  let fault: Fault | undefined;
  let instant = url.searchParams.get('at') ?? undefined;
  for (;;) {
    const [first, second] = parts;
    if (isFault(first)) {
      fault = first;
      parts.shift();
    } else if (first === 'at' && second !== undefined) {
      instant = second;
      parts.splice(0, 2);
    } else break;
  }
  const at = instant === undefined ? undefined : new Date(instant);
  const service = serviceOf(parts);
  if (service === undefined || (at !== undefined && Number.isNaN(at.getTime()))) return undefined;
  return { fault, at, service };
}

function serviceOf([kind, file, ...more]: readonly string[]): Route['service'] | undefined {
  if (more.length > 0) return undefined;
  if (kind === 'tsa') return file === undefined ? { kind } : undefined;
  if (kind !== 'ocsp' && kind !== 'crl' && kind !== 'ca') return undefined;
  const ending = { ocsp: '', crl: '.crl', ca: '.cer' }[kind];
  const isNamed = file?.endsWith(ending) === true && file.length > ending.length;
  const authority = isNamed ? authorityOfAddress(file.slice(0, file.length - ending.length)) : undefined;
  return authority && { kind, authority };
}
