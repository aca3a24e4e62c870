import { mkdirSync } from 'node:fs';
import { provisionSchemas } from '@vanthu/persistence';
import type { Layout } from '../installation/layout.js';
import { loadSecrets, type Secrets } from '../installation/secrets.js';
import { ensureServiceKeys } from '../installation/service-keys.js';
import { appNames } from './services.js';

/** The folders of an installation. The first may be passed through, as PostgreSQL's user must, but not listed. */
export function makeFolders(layout: Layout): void {
  mkdirSync(layout.directory, { recursive: true, mode: 0o711 });
  for (const folder of [layout.keys, layout.pki, layout.files, layout.logs]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
}

/** Passwords and keys, made at the first start and kept. */
export async function prepareSecrets(layout: Layout): Promise<Secrets> {
  const secrets = loadSecrets(layout.secrets);
  await ensureServiceKeys(layout.keys);
  return secrets;
}

/** A schema and a role for every service. */
export const provision = (adminUrl: string, secrets: Secrets): Promise<void> =>
  provisionSchemas(
    adminUrl,
    appNames.map((schema) => ({ schema, password: secrets.databaseRoles[schema] ?? '' })),
  );
