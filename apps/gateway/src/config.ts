import type { ServiceConfig } from '@vanthu/messaging';
import { z } from 'zod';
import { SimulatedClock } from './http/simulated-clock.js';

const list = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value),
  z.array(z.url()),
);
const flag = z.preprocess(
  (value) => (typeof value === 'string' ? value === 'true' || value === '1' : value),
  z.boolean(),
);
const count = z.coerce.number().positive();

/** What only the gateway is told; from the environment as `VANTHU_…`, from tests directly. */
const Extra = z.object({
  /** Largest upload in megabytes. Default 100. */
  maxFileMegabytes: count.default(100),
  /** Minutes without a request after which a session ends. Default 120. */
  sessionIdleMinutes: count.default(120),
  /** Hours after which a session ends in any case. Default 12. */
  sessionHours: count.default(12),
  /** Wrong passwords for one user name in `signInWindowMinutes`. Default 10. */
  signInFailuresPerName: count.default(10),
  /** Wrong passwords from one address in `signInWindowMinutes`. Default 50: an office shares one. */
  signInFailuresPerAddress: count.default(50),
  signInWindowMinutes: count.default(15),
  /** Largest file that anybody may have verified, in megabytes. Default 50. */
  verificationMegabytes: count.default(50),
  /** Files that one address may have verified in ten minutes. Default 60: an office shares one. */
  verificationsPerAddress: count.default(60),
  /** Directory of sample files for the page of public verification. Default: none. */
  samplesDirectory: z.string().optional(),
  /** On the simulated clock: the instant at the start for requests that name none. Default: the machine's. */
  clockNow: z.iso.datetime().optional(),
  /** Origins whose pages may ask. Default: the host that was asked. */
  publicOrigins: list.optional(),
  /** A reverse proxy in front sets `X-Forwarded-For`. Default false: nobody's word is taken for an address. */
  trustProxy: flag.default(false),
  /** Directory of the built web. Default: beside this package. */
  webDirectory: z.string().optional(),
  /** Address to listen on. Default: all in production, else this machine only. */
  listenHost: z.string().optional(),
});

export type GatewayOptions = z.infer<typeof Extra> & {
  secureCookies: boolean;
  port: number;
  simulated: SimulatedClock | null;
};

const environmentName = (option: string): string =>
  `VANTHU_${option.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** @throws Error that names every problem */
export function gatewayOptions(config: ServiceConfig): GatewayOptions {
  const given = Object.fromEntries(
    Object.keys(Extra.shape).map((name) => [name, config.extra[name] ?? config.extra[environmentName(name)]]),
  );
  const parsed = Extra.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${environmentName(String(issue.path[0]))}: ${issue.message}`);
    throw new Error(`The configuration of the gateway cannot be used:\n  ${problems.join('\n  ')}`);
  }
  return {
    ...parsed.data,
    secureCookies: config.environment === 'production',
    // Test files run side by side: each takes a port that is free.
    port: config.httpPort ?? (config.environment === 'test' ? 0 : 8080),
    simulated: config.clock === 'simulated' ? new SimulatedClock(parsed.data.clockNow) : null,
  };
}
