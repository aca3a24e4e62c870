import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { certificateToPem } from '@vanthu/pki';
import type { VerificationTrust } from '@vanthu/verification';
import { Trust } from '../config/trust.js';

/** What this installation trusts, as it is sent to threads: the same value until a list of revoked certificates is replaced. */
@Injectable()
export class TravellingTrust {
  private last: { readonly mark: string; readonly trust: VerificationTrust } | undefined;

  constructor(private readonly trust: Trust) {}

  now(): VerificationTrust {
    const crls = this.trust.crls().map(({ der }) => der);
    const mark = crls.map((der) => createHash('sha256').update(der).digest('hex')).join();
    if (this.last?.mark !== mark) {
      const anchors = this.trust.anchors.map(({ certificate, family }) => ({
        pem: certificateToPem(certificate),
        family,
      }));
      this.last = { mark, trust: { anchors, intermediates: this.trust.intermediates.map(certificateToPem), crls } };
    }
    return this.last.trust;
  }
}
