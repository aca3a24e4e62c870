import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '@vanthu/contracts';
import type { Layout } from '../installation/layout.js';
import type { Secrets } from '../installation/secrets.js';

export interface Installation {
  readonly layout: Layout;
  readonly secrets: Secrets;
  /** Of a role that may create roles, to the shared database. */
  readonly adminUrl: string;
  /** Without user, unless one user shall serve all (a broker of somebody else). */
  readonly natsUrl: string;
  readonly httpPort: number;
  /** Variables of the launcher that services are given too: trust, and what the administrator has set. */
  readonly more: Readonly<Record<string, string>>;
}

/** The address of the shared database for the role of one service. */
export function databaseUrlOf(adminUrl: string, service: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = service;
  url.password = password;
  return url.href;
}

/** Everything that one service is told, under the names of docs/mechanisms.md, "A service". */
export function serviceEnvironment(installation: Installation, service: Service): NodeJS.ProcessEnv {
  const { layout, secrets, more } = installation;
  const nats = new URL(installation.natsUrl);
  const user = decodeURIComponent(nats.username) || service;
  const password = decodeURIComponent(nats.password) || (secrets.nats[service] ?? '');
  nats.username = '';
  nats.password = '';
  return {
    VANTHU_SERVICE: service,
    DATABASE_URL: databaseUrlOf(installation.adminUrl, service, secrets.databaseRoles[service] ?? ''),
    NATS_URL: nats.href.replace(/\/$/, ''),
    NATS_USER: user,
    NATS_PASSWORD: password,
    VANTHU_KEY_FILE: join(layout.keys, `${service}.jwk`),
    VANTHU_JWKS_FILE: join(layout.keys, 'jwks.json'),
    VANTHU_FILES_DIR: layout.files,
    ...more,
    ...(service === 'gateway' ? { HTTP_PORT: String(installation.httpPort) } : {}),
  };
}

const passedOn = /^(VANTHU_(?!DATA$|SERVICE$|KEY_FILE$|JWKS_FILE$|FILES_DIR$)|DATABASE_POOL$|EVENTS_|LOG_LEVEL$)/;

/** What the administrator has set in the launcher's environment and services understand. */
export const administratorsVariables = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => passedOn.test(entry[0]) && entry[1] !== undefined),
  );

/** The built screens, when they have been built. */
export const webBuilt = (root: string): boolean => existsSync(join(root, 'apps/web/dist/index.html'));
