import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientWorld } from '@vanthu/pki';
import { type NodeFetchOptions, nodeFetch } from './node-fetch.js';

/** What the clients of `@vanthu/pki` need, from Node. `now` is for simulated time. */
export function nodeWorld(options: NodeFetchOptions & { readonly now?: () => Date } = {}): ClientWorld {
  const { now = () => new Date(), ...rest } = options;
  return {
    fetch: nodeFetch(rest),
    now,
    random: (bytes) => randomBytes(bytes),
    sleep: async (ms) => {
      await sleep(ms);
    },
  };
}
