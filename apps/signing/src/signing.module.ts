import { Module } from '@nestjs/common';
import { ContentStore } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Activations } from './activation/activations.js';
import { AuthorisationHandler } from './activation/authorisation.handler.js';
import { AuthorisationStore } from './activation/authorisation.store.js';
import { OpenActivationHandler } from './activation/open-activation.handler.js';
import { OpenQuestions } from './activation/open-questions.js';
import { ReadyKeys } from './activation/ready-key.js';
import { SealInHand } from './activation/seal-in-hand.js';
import { SealedPinOpener } from './activation/sealed-pin.js';
import { loadTrust, Trust, trustFilesOf } from './config/trust.js';
import { ValidationServers, validationServers } from './config/validation-servers.js';
import { DesktopRoad } from './handouts/desktop-road.js';
import { HandInHandler } from './handouts/hand-in.handler.js';
import { HandOutJob } from './handouts/hand-out-job.js';
import { HandoutStore } from './handouts/handout.store.js';
import { HandoutAddresses } from './handouts/handout-address.js';
import { HandoutSweep } from './handouts/handout-sweep.js';
import { HandoutsHandler } from './handouts/handouts.handler.js';
import { JudgeHandedIn } from './handouts/judge-handed-in.js';
import { OpenHandoutHandler } from './handouts/open-handout.handler.js';
import { AnnounceOutcome } from './jobs/announce-outcome.js';
import { BroughtSignatures } from './jobs/brought-signatures.js';
import { JobStore } from './jobs/job.store.js';
import { JobBell } from './jobs/job-bell.js';
import { JobRunner } from './jobs/job-runner.js';
import { RegisterSealRequestedListener } from './jobs/register-seal-requested.listener.js';
import { SignJob } from './jobs/sign-job.js';
import { SignRevision } from './jobs/sign-revision.js';
import { SignatureRequestedListener } from './jobs/signature-requested.listener.js';
import { EvidenceStore } from './judging/evidence.store.js';
import { IssuedListener } from './judging/issued.listener.js';
import { JudgeDocument } from './judging/judge-document.js';
import { JudgingHandler } from './judging/judging.handler.js';
import { RejudgeEverything } from './judging/rejudge-everything.js';
import { RejudgingHandler } from './judging/rejudging.handler.js';
import { RejudgingStore } from './judging/rejudging.store.js';
import { SignatureEvidenceHandler } from './judging/signature-evidence.handler.js';
import { CertificateFitness } from './keys/certificate-fitness.js';
import { CertificateProblems } from './keys/certificate-problems.js';
import { CheckStationHandler } from './keys/check-station.handler.js';
import { KeyStore } from './keys/key.store.js';
import { KeyWays } from './keys/providers/key-ways.js';
import { RevocationWatch } from './keys/revocation-watch.js';
import { StoreKeyHandler } from './keys/store-key.handler.js';
import { PreservationHandler } from './preservation/preservation.handler.js';
import { PreservationStore } from './preservation/preservation.store.js';
import { PreservationRunner } from './preservation/preservation-runner.js';
import { PreserveFile } from './preservation/preserve-file.js';
import { RegisterSealedListener } from './preservation/register-sealed.listener.js';
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
      provide: ValidationServers,
      inject: [SERVICE_CONFIG, Trust],
      useFactory: validationServers,
    },
    {
      provide: ContentStore,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new ContentStore(config.files),
    },
    { provide: Activations, useFactory: () => new Activations() },
    { provide: SealedPinOpener, useFactory: () => new SealedPinOpener() },
    KeyStore,
    KeyWays,
    CertificateFitness,
    CertificateProblems,
    RevocationWatch,
    StoreKeyHandler,
    CheckStationHandler,
    SealInHand,
    ReadyKeys,
    OpenActivationHandler,
    AuthorisationStore,
    OpenQuestions,
    AuthorisationHandler,
    JobStore,
    AnnounceOutcome,
    HandoutStore,
    DesktopRoad,
    HandoutAddresses,
    HandOutJob,
    OpenHandoutHandler,
    HandoutsHandler,
    JudgeHandedIn,
    HandInHandler,
    HandoutSweep,
    SignRevision,
    BroughtSignatures,
    SignJob,
    JobBell,
    JobRunner,
    SignatureRequestedListener,
    RegisterSealRequestedListener,
    EvidenceStore,
    JudgeDocument,
    JudgingHandler,
    SignatureEvidenceHandler,
    RejudgingStore,
    RejudgeEverything,
    RejudgingHandler,
    IssuedListener,
    RegisterSealedListener,
    PreservationStore,
    PreserveFile,
    PreservationRunner,
    PreservationHandler,
    TravellingTrust,
    CertificateOwners,
    VerifyPassingFileHandler,
  ],
})
export class SigningModule {}
