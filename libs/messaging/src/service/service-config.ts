import { readFileSync } from 'node:fs';
import { Service } from '@vanthu/contracts';
import type { LogLevel } from '@vanthu/observability';
import { z } from 'zod';

/** Everything a service is told from outside. Tests build it directly; `loadServiceConfig` reads it from the environment. */
export interface ServiceConfig {
  service: Service;
  environment: 'development' | 'production' | 'test';
  database: {
    /** With the service's own role. */
    url: string;
    /** Connections of this service in this process. Default 10. */
    poolSize: number;
    /** Default: the service's name. */
    schema?: string;
  };
  nats: {
    url: string;
    user: string;
    password: string;
  };
  keys: { privateJwkFile: string; jwksFile: string };
  files: { directory: string };
  clock: 'real' | 'simulated';
  logLevel: LogLevel;
  httpPort?: number;
  /** Limits of the event stream; applied by whoever creates it. */
  stream?: { maxAgeDays?: number; maxBytes?: number; replicas?: number };
  /** What only this service knows. From the environment: every other `VANTHU_…` variable. */
  extra: Readonly<Record<string, unknown>>;
}

const Environment = z.object({
  VANTHU_ENV: z.enum(['development', 'production', 'test']).default('development'),
  VANTHU_SERVICE: Service.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  NATS_URL: z.string().min(1),
  NATS_USER: z.string().min(1),
  NATS_PASSWORD: z.string(),
  VANTHU_KEY_FILE: z.string().min(1),
  VANTHU_JWKS_FILE: z.string().min(1),
  VANTHU_FILES_DIR: z.string().min(1),
  VANTHU_CLOCK: z.enum(['real', 'simulated']).default('real'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  EVENTS_MAX_AGE_DAYS: z.coerce.number().positive().optional(),
  EVENTS_MAX_BYTES: z.coerce.number().int().positive().optional(),
  EVENTS_REPLICAS: z.coerce.number().int().min(1).max(5).optional(),
});

/** `NAME_FILE` may hold what `NAME` would: secrets of containers lie in files. */
function withFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const filled = { ...env };
  for (const name of ['NATS_PASSWORD', 'DATABASE_URL']) {
    const file = env[`${name}_FILE`];
    if (filled[name] === undefined && file !== undefined) filled[name] = readFileSync(file, 'utf8').trim();
  }
  return filled;
}

const known = new Set(Object.keys(Environment.shape));

/**
 * Reads the configuration of one service. The service is `VANTHU_SERVICE`, else the NATS user, who bears its name.
 *
 * @throws Error naming every problem at once
 */
export function loadServiceConfig(env: NodeJS.ProcessEnv, service?: Service): ServiceConfig {
  const filled = withFiles(env);
  const parsed = Environment.safeParse(filled);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const name = Service.safeParse(service ?? filled.VANTHU_SERVICE ?? filled.NATS_USER);
  if (!name.success) problems.push('VANTHU_SERVICE: must be the name of a service');
  if (parsed.data?.VANTHU_ENV === 'production' && parsed.data.VANTHU_CLOCK === 'simulated') {
    problems.push('VANTHU_CLOCK: production refuses the simulated clock');
  }
  if (!parsed.success || !name.success || problems.length > 0) {
    throw new Error(`The configuration cannot be used:\n  ${problems.join('\n  ')}`);
  }
  const e = parsed.data;
  return {
    service: name.data,
    environment: e.VANTHU_ENV,
    database: { url: e.DATABASE_URL, poolSize: e.DATABASE_POOL },
    nats: {
      url: e.NATS_URL,
      user: e.NATS_USER,
      password: e.NATS_PASSWORD,
    },
    keys: { privateJwkFile: e.VANTHU_KEY_FILE, jwksFile: e.VANTHU_JWKS_FILE },
    files: { directory: e.VANTHU_FILES_DIR },
    clock: e.VANTHU_CLOCK,
    logLevel: e.LOG_LEVEL,
    ...(e.HTTP_PORT === undefined ? {} : { httpPort: e.HTTP_PORT }),
    stream: {
      ...(e.EVENTS_MAX_AGE_DAYS === undefined ? {} : { maxAgeDays: e.EVENTS_MAX_AGE_DAYS }),
      ...(e.EVENTS_MAX_BYTES === undefined ? {} : { maxBytes: e.EVENTS_MAX_BYTES }),
      ...(e.EVENTS_REPLICAS === undefined ? {} : { replicas: e.EVENTS_REPLICAS }),
    },
    extra: Object.fromEntries(Object.entries(filled).filter(([key]) => key.startsWith('VANTHU_') && !known.has(key))),
  };
}
