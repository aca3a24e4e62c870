import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { openPkcs12, parseCertificate } from '@vanthu/pki';
import { z } from 'zod';
import { Trust } from '../../config/trust.js';
import type { KeyRow } from '../key.store.js';
import { type Desk, PageConsent, PinConsent } from './csc-consent.js';
import { openCsc } from './csc-key.js';
import { type CscServer, readServers } from './csc-servers.js';
import { chainOf, type KeyProblem, keyProblem, type OpenedKey } from './opened-key.js';
import { openPkcs11 } from './pkcs11-key.js';

const Variables = z.object({
  /** Shared library of the token's or HSM's manufacturer. */
  VANTHU_PKCS11_MODULE: z.string().min(1).optional(),
  /** JSON: name → { url, token } or { url, oauth2 } of remote signing services. */
  VANTHU_CSC_FILE: z.string().min(1).optional(),
});

/** Every way to a key behind one question: opened for so many signatures, or why not. */
@Injectable()
export class KeyWays implements OnApplicationShutdown {
  private readonly module: string | undefined;
  private readonly servers: ReadonlyMap<string, CscServer>;

  constructor(
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
    private readonly trust: Trust,
  ) {
    const { VANTHU_PKCS11_MODULE: module, VANTHU_CSC_FILE: file } = Variables.parse(config.extra);
    this.module = module;
    this.servers = file === undefined ? new Map() : readServers(file, config.environment === 'production');
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.servers.values()].map(({ oauth }) => oauth?.close()));
  }

  /** Why this installation cannot reach a key there; null when it is configured to. */
  lacks(way: KeyRow['way']): string | null {
    if (way.kind === 'pkcs11' && this.module === undefined) return 'thiếu VANTHU_PKCS11_MODULE';
    if (way.kind !== 'csc') return null;
    const server = this.servers.get(way.server);
    if (!server) return `không có dịch vụ ký “${way.server}” trong VANTHU_CSC_FILE`;
    const lacksPage = way.authorisation === 'oauth2code' && server.oauth === null;
    return lacksPage ? `dịch vụ ký “${way.server}” chưa có mục oauth2 trong VANTHU_CSC_FILE` : null;
  }

  /** The PIN is tried once. */
  async open(row: KeyRow, pin: string, signatures: number): Promise<OpenedKey | KeyProblem> {
    const { way } = row;
    const lacks = this.lacks(way);
    if (lacks !== null) return keyProblem('not-configured', lacks);
    if (way.kind === 'pkcs12') return openContainer(way.container, pin);
    const chain = this.chainOf(row);
    if (way.kind === 'pkcs11') {
      const { token, keyId } = way;
      return openPkcs11({ module: this.module ?? '', token, keyId }, pin, chain);
    }
    const { credentialId } = way;
    const { client } = this.servers.get(way.server) as CscServer;
    const consent = new PinConsent(client, credentialId, pin);
    return openCsc({ client, credentialId, consent, mode: 'explicit' }, chain, signatures);
  }

  /** Opens a key whose owner confirms in the page of its service, as soon as the desk shows what is asked there. */
  async openInPage(row: KeyRow, desk: Desk, signatures: number): Promise<OpenedKey | KeyProblem> {
    const { way } = row;
    const lacks = this.lacks(way);
    if (lacks !== null) return keyProblem('not-configured', lacks);
    if (way.kind !== 'csc' || way.authorisation !== 'oauth2code') throw new Error('a key that asks for a PIN');
    const { credentialId } = way;
    const { client, oauth } = this.servers.get(way.server) as CscServer;
    if (!oauth) throw new Error('a service without authorization server');
    const consent = new PageConsent(oauth, credentialId, desk);
    return openCsc({ client, credentialId, consent, mode: 'oauth2code' }, this.chainOf(row), signatures);
  }

  private chainOf(row: KeyRow) {
    return chainOf(parseCertificate(row.certificate_der), this.trust.intermediates);
  }
}

/** What the owner of a key there is asked for. */
export const asksFor = (way: KeyRow['way']): 'pin' | 'confirmation' =>
  way.kind === 'csc' && way.authorisation === 'oauth2code' ? 'confirmation' : 'pin';

function openContainer(container: Uint8Array, pin: string): OpenedKey | KeyProblem {
  const key = openPkcs12(container, pin);
  if (key.kind === 'key-provider') return { kind: 'opened-key', key, pinProven: true, close: async () => {} };
  return key.code === 'WrongPin'
    ? keyProblem('wrong-pin', 'sai mã PIN')
    : keyProblem('unfit', 'kho khóa không dùng được');
}
