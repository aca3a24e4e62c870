import { randomBytes, randomInt } from 'node:crypto';
import { Service } from '@vanthu/contracts';
import { z } from 'zod';
import { readJson, writePrivate } from './private-file.js';

const Secrets = z.object({
  /** Of the superuser of the embedded PostgreSQL. */
  databaseAdmin: z.string(),
  /** Of the database role of each service. */
  databaseRoles: z.record(z.string(), z.string()),
  /** Of the NATS user of each service. */
  nats: z.record(z.string(), z.string()),
  /** Of the people of the demonstration data. */
  demonstration: z.object({ password: z.string(), pin: z.string() }),
});
export type Secrets = z.infer<typeof Secrets>;

const random = (): string => randomBytes(24).toString('base64url');

/** Easy to type for whoever tries the system. */
const demonstration = () => ({
  password: `vanthu-${String(randomInt(1_000_000)).padStart(6, '0')}`,
  pin: String(randomInt(1_000_000)).padStart(6, '0'),
});

/** The passwords of an installation, made at the first start. A service that came with a new release is given its own. */
export function loadSecrets(file: string): Secrets {
  const stored = Secrets.partial().parse(readJson(file) ?? {});
  const each = (old: Record<string, string> = {}) =>
    Object.fromEntries(Service.options.map((service) => [service, old[service] ?? random()]));
  const secrets: Secrets = {
    databaseAdmin: stored.databaseAdmin ?? random(),
    databaseRoles: each(stored.databaseRoles),
    nats: each(stored.nats),
    demonstration: stored.demonstration ?? demonstration(),
  };
  if (JSON.stringify(stored) !== JSON.stringify(secrets)) writePrivate(file, `${JSON.stringify(secrets, null, 2)}\n`);
  return secrets;
}
