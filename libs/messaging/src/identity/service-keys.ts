import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Service } from '@vanthu/contracts';
import { z } from 'zod';
import { TokenSigner, TokenVerifier } from './tokens.js';

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519') })),
});

/** A service's own key and the public keys of all. */
export class ServiceKeys {
  readonly signer: TokenSigner;
  readonly verifier: TokenVerifier;

  constructor(
    readonly service: Service,
    readonly privateKey: KeyObject,
    private readonly publicKeys: ReadonlyMap<Service, KeyObject>,
    /** Known to this service alone; for keyed hashes. */
    readonly secret: Buffer,
  ) {
    this.signer = new TokenSigner(service, privateKey);
    this.verifier = new TokenVerifier(publicKeys);
  }

  publicKeyOf(service: Service): KeyObject {
    const key = this.publicKeys.get(service);
    if (key === undefined) throw new Error(`The key set has no key of ${service}.`);
    return key;
  }
}

/** Reads the files named in the configuration. Keys are read once: a changed key set needs a restart. */
export async function loadServiceKeys(
  service: Service,
  files: { privateJwkFile: string; jwksFile: string },
): Promise<ServiceKeys> {
  const own = JSON.parse(await readFile(files.privateJwkFile, 'utf8')) as JsonWebKey;
  if (own.crv !== 'Ed25519' || own.d === undefined)
    throw new Error(`${files.privateJwkFile} holds no private Ed25519 key.`);
  const set = KeySet.parse(JSON.parse(await readFile(files.jwksFile, 'utf8')));
  const publicKeys = new Map<Service, KeyObject>();
  for (const jwk of set.keys) {
    const name = Service.safeParse(jwk.kid);
    if (name.success) publicKeys.set(name.data, createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  }
  return new ServiceKeys(
    service,
    createPrivateKey({ key: own, format: 'jwk' }),
    publicKeys,
    Buffer.from(own.d, 'base64url'),
  );
}

/**
 * Makes a key for each service: `<directory>/<service>.jwk` (readable by its owner only) and `<directory>/jwks.json`.
 *
 * @returns the paths, as `ServiceConfig.keys` wants them
 */
export async function generateServiceKeys(
  directory: string,
  services: readonly Service[] = Service.options,
): Promise<Record<string, { privateJwkFile: string; jwksFile: string }>> {
  await mkdir(directory, { recursive: true });
  const jwksFile = join(directory, 'jwks.json');
  const keys: JsonWebKey[] = [];
  const paths: Record<string, { privateJwkFile: string; jwksFile: string }> = {};
  for (const service of services) {
    const pair = generateKeyPairSync('ed25519');
    const privateJwkFile = join(directory, `${service}.jwk`);
    const common = { kid: service, alg: 'EdDSA', use: 'sig' };
    await writeFile(privateJwkFile, JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), ...common }), {
      mode: 0o600,
    });
    keys.push({ ...pair.publicKey.export({ format: 'jwk' }), ...common });
    paths[service] = { privateJwkFile, jwksFile };
  }
  await writeFile(jwksFile, JSON.stringify({ keys }, null, 2));
  return paths;
}
