import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { CertificateError, parseCertificate } from '@vanthu/pki';
import { KeyStore } from './key.store.js';

/** Takes a PKCS#12 into keeping. It stays sealed by its own PIN, which nobody here ever sees (R-SIG-09). */
@Injectable()
export class StoreKeyHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly keys: KeyStore,
  ) {}

  @Handles(signing.StoreKey)
  handle(
    input: InputOf<typeof signing.StoreKey>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.StoreKey> | Refusal> {
    return this.commands.run(signing.StoreKey, input, ctx, async (tx) => {
      const der = Buffer.from(input.certificateDer, 'base64');
      const fingerprint = fingerprintOf(der);
      if (!fingerprint) return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'không đọc được chứng thư' });
      const keyId = randomUUID();
      await this.keys.store(tx, {
        key_id: keyId,
        owner_kind: input.owner.kind,
        owner_id: input.owner.kind === 'person' ? input.owner.personId : input.owner.agencyId,
        label: input.label,
        pkcs12: Buffer.from(input.pkcs12, 'base64'),
        certificate_der: der,
        certificate_sha256: fingerprint,
        image_png: input.imagePng === null ? null : Buffer.from(input.imagePng, 'base64'),
      });
      return { keyId, certificateSha256: fingerprint };
    });
  }
}

function fingerprintOf(der: Uint8Array): string | null {
  try {
    return parseCertificate(der).fingerprintSha256;
  } catch (error) {
    if (error instanceof CertificateError || (error as Error).name === 'DerError') return null;
    throw error;
  }
}
