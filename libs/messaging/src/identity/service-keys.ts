import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Service } from '@vanthu/contracts';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { TokenSigner, TokenVerifier } from './tokens.js';

const KeySet = z.object({
  keys: z.array(z.looseObject({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519') })),
});

const asKey = async (jwk: JWK): Promise<CryptoKey> => {
  const key = await importJWK(jwk, 'EdDSA');
  if (key instanceof Uint8Array) throw new Error('A service key must be an Ed25519 key.');
  return key;
};

/** A service's own key and the public keys of all. */
export class ServiceKeys {
  readonly signer: TokenSigner;
  readonly verifier: TokenVerifier;

  constructor(
    readonly service: Service,
    readonly privateKey: CryptoKey,
    private readonly publicKeys: ReadonlyMap<Service, CryptoKey>,
    /** Known to this service alone; for keyed hashes. */
    readonly secret: Buffer,
  ) {
    this.signer = new TokenSigner(service, privateKey);
    this.verifier = new TokenVerifier(publicKeys);
  }

  publicKeyOf(service: Service): CryptoKey {
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
  const own = JSON.parse(await readFile(files.privateJwkFile, 'utf8')) as JWK;
  if (own.d === undefined) throw new Error(`${files.privateJwkFile} holds no private key.`);
  const set = KeySet.parse(JSON.parse(await readFile(files.jwksFile, 'utf8')));
  const publicKeys = new Map<Service, CryptoKey>();
  for (const jwk of set.keys) {
    const name = Service.safeParse(jwk.kid);
    if (name.success) publicKeys.set(name.data, await asKey(jwk as JWK));
  }
  return new ServiceKeys(service, await asKey(own), publicKeys, Buffer.from(own.d, 'base64url'));
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
  const keys: JWK[] = [];
  const paths: Record<string, { privateJwkFile: string; jwksFile: string }> = {};
  for (const service of services) {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const privateJwkFile = join(directory, `${service}.jwk`);
    const common = { kid: service, alg: 'EdDSA', use: 'sig' };
    await writeFile(privateJwkFile, JSON.stringify({ ...(await exportJWK(pair.privateKey)), ...common }), {
      mode: 0o600,
    });
    keys.push({ ...(await exportJWK(pair.publicKey)), ...common });
    paths[service] = { privateJwkFile, jwksFile };
  }
  await writeFile(jwksFile, JSON.stringify({ keys }, null, 2));
  return paths;
}
