import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { commonRefusals, type InputOf, type OutputOf, type Refusal, refuser, signing } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { Handles, type RequestContext, SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import { businessEvent, type Logger } from '@vanthu/observability';
import { describeVerified, type Verification, VerificationPool, type Verified } from '@vanthu/verification';
import { CertificateOwners } from './certificate-owners.js';
import { TravellingTrust } from './travelling-trust.js';

const refuse = refuser(commonRefusals);
const { refuseVerification } = signing;

/** Threads for files of strangers; the rest of the machine signs. */
const threads = 2;
/** Files of strangers that may wait for them. */
const mostWaiting = 16;
/** Seconds on the clock, so that the door hears of it before it gives up. */
const clockSeconds = 20;

/**
 * Judges what anybody shows at the door, in threads of their own: a hostile file costs a thread, never the service. Nothing is
 * kept of the file or of the answer.
 */
@Injectable()
export class VerifyPassingFileHandler implements OnModuleDestroy {
  private readonly pool = new VerificationPool({ threads, mostWaiting, clockSeconds });
  private readonly files: PassingFiles;

  constructor(
    @Inject(SERVICE_CONFIG) config: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
    private readonly trust: TravellingTrust,
    private readonly owners: CertificateOwners,
  ) {
    this.files = new PassingFiles(config.files);
  }

  @Handles(signing.VerifyPassingFile)
  async verify(
    { passingId }: InputOf<typeof signing.VerifyPassingFile>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.VerifyPassingFile> | Refusal> {
    const at = ctx.now();
    const asked = { at: at.toISOString(), policy: 'cong-vu' } as const;
    const verification = await this.pool.verify(this.files.pathOf(passingId), this.trust.now(), asked);
    const refusal = this.refusalOf(verification);
    businessEvent('verify-passing-file', { outcome: refusal ? refusal.code : 'done' });
    if (refusal || verification.kind === 'problem') return refusal ?? refuseVerification('VERIFICATION.DAMAGED');
    const owners = await this.owners.of(fingerprintsOf(verification), at);
    return describeVerified(verification, { judgedFor: asked.at, policy: asked.policy, owners });
  }

  private refusalOf(verification: Verification): Refusal | null {
    if (verification.kind === 'verified') {
      return verification.report.problem ? refuseVerification('VERIFICATION.DAMAGED') : null;
    }
    switch (verification.code) {
      case 'BUSY':
        return refuseVerification('VERIFICATION.BUSY');
      case 'LOCKED':
        return refuse('FILE.ENCRYPTED');
      case 'UNREADABLE':
        return refuse('FILE.LOST');
      case 'TOO_LARGE':
      case 'TOO_LONG':
      case 'TOO_MUCH_MEMORY':
        return refuseVerification('VERIFICATION.TOO_COMPLEX');
      case 'FAULT':
        this.log.error({ detail: verification.detail }, 'a file of a stranger made a verification thread fail');
        return refuseVerification('VERIFICATION.TOO_COMPLEX');
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }
}

const fingerprintsOf = ({ report }: Verified): string[] => [
  ...new Set(report.signatures.flatMap(({ signerCertificate }) => signerCertificate?.fingerprintSha256 ?? [])),
];
