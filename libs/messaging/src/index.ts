export {
  type ActContext,
  type Clock,
  civilDateOf,
  clockAt,
  type Doer,
  type ListenContext,
  type RequestContext,
} from './context.js';
export { crashPoint } from './crash-points.js';
export { EventFeed } from './events/event-feed.js';
export { Outbox } from './events/outbox.js';
export { generateServiceKeys, loadServiceKeys, ServiceKeys } from './identity/service-keys.js';
export { TokenSigner, type TokenStatement, TokenVerifier, tokenLifeSeconds } from './identity/tokens.js';
export { messagingMigrations } from './messaging-migrations.js';
export { CalendarRecords } from './records/calendar-records.js';
export { doneByOf, TimelineStore } from './records/timeline.store.js';
export { CommandRunner } from './requests/command-runner.js';
export {
  DeadLetter,
  deadLettersContract,
  healthContract,
  logContract,
  requeueDeadLetterContract,
  ServiceHealth,
} from './requests/generic-contracts.js';
export {
  type Answer,
  type Handler,
  Handles,
  isEvent,
  type ListenedEvent,
  type Listener,
  Listens,
} from './requests/handles.js';
export { invalidInput } from './requests/invalid-input.js';
export { type Asking, RequestClient, RequestFailed, requestTimeoutMs } from './requests/request-client.js';
export { type ConnectedService, connectService } from './service/connect-service.js';
export { infrastructureModule, SERVICE_CONFIG, SERVICE_LOGGER } from './service/infrastructure.module.js';
export { JobContexts } from './service/job-contexts.js';
export { JobLoop } from './service/job-loop.js';
export { loadServiceConfig, type ServiceConfig } from './service/service-config.js';
export type { ServiceDefinition } from './service/service-definition.js';
export { type RunningService, runService, type StartOptions, startService } from './service/start-service.js';
export type { TestAsker } from './testbed/peers.js';
export {
  createServiceTestbed,
  type EmittedEvent,
  eventually,
  type ServiceTestbed,
  type TestbedOverrides,
} from './testbed/service-testbed.js';
export { createTestDatabase, type TestDatabase } from './testbed/test-database.js';
export { uuidV5 } from './uuid-v5.js';
