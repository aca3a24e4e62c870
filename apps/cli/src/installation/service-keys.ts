import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Service } from '@vanthu/contracts';
import { generateServiceKeys } from '@vanthu/messaging';

/** The keys that services sign their tokens with, made once. All or none: the key set names them together. */
export async function ensureServiceKeys(directory: string): Promise<void> {
  const files = ['jwks.json', ...Service.options.map((service) => `${service}.jwk`)];
  if (files.every((file) => existsSync(join(directory, file)))) return;
  await generateServiceKeys(directory);
}
