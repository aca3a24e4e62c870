import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { openPkcs12, parseCertificate } from '@vanthu/pki';
import { z } from 'zod';
import { Trust } from '../../config/trust.js';
import type { KeyRow } from '../key.store.js';
import type { CscServer } from './csc-client.js';
import { openCsc } from './csc-key.js';
import { chainOf, type KeyProblem, keyProblem, type OpenedKey } from './opened-key.js';
import { openPkcs11 } from './pkcs11-key.js';

const Variables = z.object({
  /** Shared library of the token's or HSM's manufacturer. */
  VANTHU_PKCS11_MODULE: z.string().min(1).optional(),
  /** JSON: name → { url, token } of remote signing services. */
  VANTHU_CSC_FILE: z.string().min(1).optional(),
});
const Servers = z.record(z.string(), z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().min(1) }));

/** Every way to a key behind one question: opened for so many signatures, or why not. */
@Injectable()
export class KeyWays {
  private readonly module: string | undefined;
  private readonly servers: Readonly<Record<string, CscServer>>;

  constructor(
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
    private readonly trust: Trust,
  ) {
    const { VANTHU_PKCS11_MODULE: module, VANTHU_CSC_FILE: file } = Variables.parse(config.extra);
    this.module = module;
    this.servers = file === undefined ? {} : Servers.parse(JSON.parse(readFileSync(file, 'utf8')));
  }

  /** Why this installation cannot reach a key there; null when it is configured to. */
  lacks(way: KeyRow['way']): string | null {
    if (way.kind === 'pkcs11' && this.module === undefined) return 'thiếu VANTHU_PKCS11_MODULE';
    if (way.kind === 'csc' && !this.servers[way.server])
      return `không có dịch vụ ký “${way.server}” trong VANTHU_CSC_FILE`;
    return null;
  }

  /** The PIN is tried once. */
  async open(row: KeyRow, pin: string, signatures: number): Promise<OpenedKey | KeyProblem> {
    const { way } = row;
    const lacks = this.lacks(way);
    if (lacks !== null) return keyProblem('not-configured', lacks);
    if (way.kind === 'pkcs12') return openContainer(way.container, pin);
    const chain = chainOf(parseCertificate(row.certificate_der), this.trust.intermediates);
    if (way.kind === 'pkcs11') {
      const { token, keyId } = way;
      return openPkcs11({ module: this.module ?? '', token, keyId }, pin, chain);
    }
    return openCsc(this.servers[way.server] as CscServer, way.credentialId, pin, chain, signatures);
  }
}

function openContainer(container: Uint8Array, pin: string): OpenedKey | KeyProblem {
  const key = openPkcs12(container, pin);
  if (key.kind === 'key-provider') return { kind: 'opened-key', key, pinProven: true, close: async () => {} };
  return key.code === 'WrongPin'
    ? keyProblem('wrong-pin', 'sai mã PIN')
    : keyProblem('unfit', 'kho khóa không dùng được');
}
