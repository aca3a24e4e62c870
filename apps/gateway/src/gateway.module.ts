import { Module } from '@nestjs/common';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { gatewayOptions } from './config.js';
import { DownloadRoutes } from './files/download-routes.js';
import { KeptFiles } from './files/kept-files.js';
import { RegisterRoutes } from './files/register-routes.js';
import { ReportRoutes } from './files/report-routes.js';
import { RoutingFileRoutes } from './files/routing-file-routes.js';
import { StagingSweep } from './files/staging-sweep.js';
import { UploadRoutes } from './files/upload-routes.js';
import { Actors } from './forwarding/actors.js';
import { ContractRoutes } from './forwarding/contract-routes.js';
import { HandoutRoutes } from './handouts/handout-routes.js';
import { HealthRoutes } from './health/health-routes.js';
import { GatewayHttp } from './http/gateway-http.js';
import { LiveChanges } from './live/live-changes.js';
import { LiveRoutes } from './live/live-routes.js';
import { MachineActors } from './machines/machine-actors.js';
import { MachineRoutes } from './machines/machine-routes.js';
import { SessionStore } from './session/session.store.js';
import { SessionRoutes } from './session/session-routes.js';
import { SignInLimit } from './session/sign-in-limit.js';
import { GatewaySettings } from './settings.js';
import { PassingStore } from './verification/passing-store.js';
import { Samples } from './verification/samples.js';
import { VerificationLimit } from './verification/verification-limit.js';
import { VerificationRoutes } from './verification/verification-routes.js';
import { WebAppRoutes } from './web-app/web-app-routes.js';

/** The only HTTP door. It knows who somebody is and whom to ask; what may be done is decided inside. */
@Module({
  providers: [
    {
      provide: GatewaySettings,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new GatewaySettings(gatewayOptions(config)),
    },
    SessionStore,
    SignInLimit,
    KeptFiles,
    Actors,
    LiveChanges,
    SessionRoutes,
    ContractRoutes,
    UploadRoutes,
    StagingSweep,
    DownloadRoutes,
    ReportRoutes,
    RegisterRoutes,
    RoutingFileRoutes,
    PassingStore,
    VerificationLimit,
    Samples,
    VerificationRoutes,
    HandoutRoutes,
    MachineActors,
    MachineRoutes,
    LiveRoutes,
    HealthRoutes,
    WebAppRoutes,
    GatewayHttp,
  ],
})
export class GatewayModule {}
