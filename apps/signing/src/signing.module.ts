import { Module } from '@nestjs/common';
import { ContentStore } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Activations } from './activation/activations.js';
import { OpenActivationHandler } from './activation/open-activation.handler.js';
import { SealedPinOpener } from './activation/sealed-pin.js';
import { loadTrust, Trust, trustFilesOf } from './config/trust.js';
import { JobStore } from './jobs/job.store.js';
import { JobBell } from './jobs/job-bell.js';
import { JobRunner } from './jobs/job-runner.js';
import { SignJob } from './jobs/sign-job.js';
import { SignRevision } from './jobs/sign-revision.js';
import { SignatureRequestedListener } from './jobs/signature-requested.listener.js';
import { EvidenceStore } from './judging/evidence.store.js';
import { IssuedListener } from './judging/issued.listener.js';
import { JudgeDocument } from './judging/judge-document.js';
import { JudgingHandler } from './judging/judging.handler.js';
import { KeyStore } from './keys/key.store.js';
import { StoreKeyHandler } from './keys/store-key.handler.js';
import { CertificateOwners } from './verification/certificate-owners.js';
import { TravellingTrust } from './verification/travelling-trust.js';
import { VerifyPassingFileHandler } from './verification/verify-passing-file.handler.js';

@Module({
  providers: [
    {
      provide: Trust,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => loadTrust(trustFilesOf(config.extra), config.environment),
    },
    {
      provide: ContentStore,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new ContentStore(config.files),
    },
    { provide: Activations, useFactory: () => new Activations() },
    { provide: SealedPinOpener, useFactory: () => new SealedPinOpener() },
    KeyStore,
    StoreKeyHandler,
    OpenActivationHandler,
    JobStore,
    SignRevision,
    SignJob,
    JobBell,
    JobRunner,
    SignatureRequestedListener,
    EvidenceStore,
    JudgeDocument,
    JudgingHandler,
    IssuedListener,
    TravellingTrust,
    CertificateOwners,
    VerifyPassingFileHandler,
  ],
})
export class SigningModule {}
