import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServiceConfig } from '@vanthu/messaging';
import type { RevocationSource, ValidationSources } from '@vanthu/pades';
import { IssuerClient, isCrlFrom, RevocationClient, TimestampClient } from '@vanthu/pki';
import { nodeFetch, nodeWorld, simulatedFetch } from '@vanthu/pki-fetch';
import { z } from 'zod';
import type { Trust } from './trust.js';

const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []));

const Variables = z.object({
  /** Addresses of timestamp servers, in the order in which they are asked. */
  VANTHU_TSA_SERVERS: list,
  /** `host` or `host:port` in private networks that certificates may name. */
  VANTHU_PKI_PRIVATE_HOSTS: list,
  /**
   * `on`: signatures get their timestamp when they are made, issued files their evidence soon after. `later`: neither in this
   * process; what was issued meanwhile is raised by the next one that runs with `on`.
   */
  VANTHU_PRESERVATION: z.enum(['on', 'later']).default('on'),
});

/** So long one server is waited for while somebody waits for a signature; it then rests (`ServerHealth`). */
const TIMEOUT_MS = 4_000;

/** Timestamps and revocation answers from outside: what raises a signature above B-B. */
export abstract class ValidationServers {
  /** False where no timestamp server is named, or all that was put off. */
  abstract readonly isOn: boolean;
  /** Servers and anchors as of an instant. In real time the machine's clock counts. */
  abstract asOf<T>(at: Date, work: (sources: ValidationSources) => Promise<T>): Promise<T>;
}

/** @throws Error when an address is none */
export function validationServers(config: Pick<ServiceConfig, 'clock' | 'extra'>, trust: Trust): ValidationServers {
  const {
    VANTHU_TSA_SERVERS: tsa,
    VANTHU_PKI_PRIVATE_HOSTS: hosts,
    VANTHU_PRESERVATION: mode,
  } = Variables.parse(config.extra);
  const privateHosts = [...hosts, ...tsa.map((url) => new URL(url).host)];
  const civil = new AsyncLocalStorage<Date>();
  const now = () => civil.getStore() ?? new Date();
  const isSimulated = config.clock === 'simulated';
  const world = {
    ...nodeWorld({ privateHosts, now }),
    // A test PKI is asked as of the day that is simulated; nobody else can be.
    ...(isSimulated ? { fetch: simulatedFetch(nodeFetch({ privateHosts }), privateHosts, now) } : {}),
  };
  const patience = { timeoutMs: TIMEOUT_MS };
  const clients = {
    timestamps: new TimestampClient(world, { ...patience, servers: tsa.map((url) => ({ url })), rounds: 1 }),
    revocation: withListsAtHand(new RevocationClient(world, patience), trust),
    issuers: new IssuerClient(world, patience),
  };
  return {
    isOn: mode === 'on' && tsa.length > 0,
    asOf: (at, work) => {
      const sources = { ...clients, at, anchors: trust.anchors, certificates: trust.intermediates };
      return isSimulated ? civil.run(at, () => work(sources)) : work(sources);
    },
  };
}

/** Servers know best and answer small; where none does (a closed network), the administrator's lists stand in. */
const withListsAtHand = (client: RevocationClient, trust: Trust): RevocationSource => ({
  collect: async (question) => {
    const found = await client.collect(question);
    if (found.ocsp || found.crl) return found;
    return { crl: trust.crls().find((crl) => isCrlFrom(crl, question.issuer)) };
  },
});
