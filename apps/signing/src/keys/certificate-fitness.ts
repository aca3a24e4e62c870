import { Injectable } from '@nestjs/common';
import { type Refusal, signing } from '@vanthu/contracts';
import { type Certificate, defaultAlgorithmPolicy, maySignDocuments, validatePath, weakKey } from '@vanthu/pki';
import { Trust } from '../config/trust.js';

/** R-SIG-09, Decree 23/2025 Art. 15: valid now, of a trusted family, not revoked, for signing, or the key is not touched. */
@Injectable()
export class CertificateFitness {
  constructor(private readonly trust: Trust) {}

  problemOf(certificate: Certificate, at: Date): Refusal | null {
    if (at < certificate.notBefore || at > certificate.notAfter)
      return signing.refuseSigning('SIGNING.CERTIFICATE_EXPIRED');
    if (!maySignDocuments(certificate))
      return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'mục đích sử dụng khóa không phải để ký' });
    if (weakKey(certificate, defaultAlgorithmPolicy))
      return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'khóa ngắn hơn mức cho phép (R-VER-06)' });
    const path = validatePath({
      leaf: certificate,
      intermediates: this.trust.intermediates,
      anchors: this.trust.anchors,
      crls: this.trust.crls(),
      at,
    });
    if (path.subIndication === 'REVOKED') return signing.refuseSigning('SIGNING.CERTIFICATE_REVOKED');
    if (path.indication !== 'PASSED') return signing.refuseSigning('SIGNING.CERTIFICATE_UNTRUSTED');
    return null;
  }
}
