import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { gateway, type Refusal, signing } from '@vanthu/contracts';
import { GatewaySettings } from '../settings.js';

const windowMs = 600_000;
/** At once from one address, and from all. */
const mostOfOne = 4;
const mostOfAll = 24;
/** Addresses remembered; the ones longest ago are forgotten first. */
const mostAddresses = 50_000;

interface Visits {
  since: number;
  count: number;
  now: number;
}

/**
 * How often strangers may have files judged. Counted in memory, by each copy of the gateway for itself: nothing is written down
 * about who asked, and nobody is kept out who signs in.
 */
@Injectable()
export class VerificationLimit {
  private readonly visits = new Map<string, Visits>();
  private inside = 0;

  constructor(private readonly settings: GatewaySettings) {}

  /** @returns what ends the visit, or why there is none */
  enter(address: string): (() => void) | Refusal {
    const key = networkOf(address);
    const visits = this.of(key);
    if (visits.count >= this.settings.options.verificationsPerAddress) {
      const seconds = Math.max(1, Math.ceil((visits.since + windowMs - performance.now()) / 1000));
      return gateway.refuseGateway('GATEWAY.RATE_LIMITED', { seconds });
    }
    if (visits.now >= mostOfOne || this.inside >= mostOfAll) return signing.refuseVerification('VERIFICATION.BUSY');
    visits.count++;
    visits.now++;
    this.inside++;
    return () => {
      visits.now--;
      this.inside--;
    };
  }

  private of(key: string): Visits {
    const known = this.visits.get(key);
    const isOld = known !== undefined && performance.now() - known.since > windowMs;
    if (known && !isOld) return known;
    const fresh = { since: performance.now(), count: 0, now: known?.now ?? 0 };
    // What is inside still counts down on the record it was counted on.
    if (known && known.now > 0) return Object.assign(known, fresh);
    this.visits.delete(key);
    if (this.visits.size >= mostAddresses) this.visits.delete(this.visits.keys().next().value as string);
    this.visits.set(key, fresh);
    return fresh;
  }
}

/** One subscriber has 2^64 addresses of IPv6 (RFC 6177): his network is counted. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const front = head.split(':').filter(Boolean);
  const back = tail?.split(':').filter(Boolean) ?? [];
  const whole = tail === undefined ? front : [...front, ...Array(8 - front.length - back.length).fill('0'), ...back];
  return whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}
