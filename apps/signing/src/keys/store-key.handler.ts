import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { CertificateError, parseCertificate } from '@vanthu/pki';
import { type KeyRow, KeyStore } from './key.store.js';
import { KeyWays } from './providers/key-ways.js';

type Stored = OutputOf<typeof signing.StoreKey> | Refusal;
type Given = Pick<InputOf<typeof signing.StoreKey>, 'owner' | 'certificateDer' | 'imagePng' | 'label'>;

/** Ways to keys. A PKCS#12 stays sealed by its own PIN, which nobody here ever sees (R-SIG-09); other keys stay where they are. */
@Injectable()
export class StoreKeyHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly keys: KeyStore,
    private readonly ways: KeyWays,
  ) {}

  @Handles(signing.StoreKey)
  handle(input: InputOf<typeof signing.StoreKey>, ctx: RequestContext): Promise<Stored> {
    const container = Buffer.from(input.pkcs12, 'base64');
    return this.commands.run(signing.StoreKey, input, ctx, (tx) =>
      this.store(tx, input, { kind: 'pkcs12', container }),
    );
  }

  @Handles(signing.ConnectKey)
  connect(input: InputOf<typeof signing.ConnectKey>, ctx: RequestContext): Promise<Stored> {
    return this.commands.run(signing.ConnectKey, input, ctx, async (tx) => {
      const why = this.ways.lacks(input.way);
      return why === null ? this.store(tx, input, input.way) : signing.refuseSigning('SIGNING.NO_WAY', { why });
    });
  }

  private async store(tx: Tx, { owner, certificateDer, imagePng, label }: Given, way: KeyRow['way']): Promise<Stored> {
    const der = Buffer.from(certificateDer, 'base64');
    const fingerprint = fingerprintOf(der);
    if (!fingerprint) return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'không đọc được chứng thư' });
    const keyId = randomUUID();
    await this.keys.store(tx, {
      key_id: keyId,
      owner_kind: owner.kind,
      owner_id: owner.kind === 'person' ? owner.personId : owner.agencyId,
      label,
      way,
      certificate_der: der,
      certificate_sha256: fingerprint,
      image_png: imagePng === null ? null : Buffer.from(imagePng, 'base64'),
    });
    return { keyId, certificateSha256: fingerprint };
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
