import { createPrivateKey } from 'node:crypto';
import { type EncodedImage, encodePng } from '@vanthu/pades';
import { type Certificate, type KeyProvider, parseCertificate, privateKeyProvider } from '@vanthu/pki';
import { sealPng, signaturePng } from '../../seed/images.js';
import type { AgencySeed } from '../district/agencies.js';

/** A key with its certificates, as it travels to another thread. */
export interface KeyMaterial {
  readonly privateKeyPem: string;
  /** DER: leaf, issuing CA, root. */
  readonly chain: readonly Uint8Array[];
  readonly keyType: 'ec' | 'rsa';
  /** The same in a container, for signers that want one. */
  readonly pkcs12: { readonly bytes: Uint8Array; readonly pin: string };
}

/** What an agency outside signs with. */
export interface SenderKeys {
  readonly person: KeyMaterial;
  readonly organisation: KeyMaterial;
  /** Under a root that nobody trusts. */
  readonly stranger: KeyMaterial;
}

export interface Holder {
  readonly key: KeyProvider;
  readonly chain: readonly Certificate[];
  readonly privateKeyPem: string;
  readonly keyType: 'ec' | 'rsa';
}

export function holderOf({ privateKeyPem, chain, keyType }: KeyMaterial): Holder {
  const certificates = chain.map((der) => parseCertificate(der));
  return {
    key: privateKeyProvider(createPrivateKey(privateKeyPem), certificates),
    chain: certificates,
    privateKeyPem,
    keyType,
  };
}

/** Pictures are drawn once for each agency and person. */
export class Pictures {
  private readonly drawn = new Map<string, EncodedImage>();

  seal(agency: AgencySeed): EncodedImage {
    return this.once(`seal ${agency.key}`, () => sealPng(agency.name, 'Tỉnh Tiền Giang', agency.sealMm));
  }

  signature(name: string): EncodedImage {
    return this.once(`signature ${name}`, () => signaturePng(name));
  }

  private once(key: string, draw: () => Uint8Array): EncodedImage {
    const found = this.drawn.get(key) ?? encodePng(draw());
    this.drawn.set(key, found);
    return found;
  }
}
