export { answers, freePort } from './free-port.js';
export { findNatsServer } from './nats/find-nats-server.js';
export { needNatsServer } from './nats/install-nats-server.js';
export { natsAuthorization, natsConfig } from './nats/nats-config.js';
export { type NatsOptions, type NatsServer, natsVersion, startNats } from './nats/nats-server.js';
export { natsPermissions } from './nats/permissions.js';
export { findPostgres } from './postgres/binaries.js';
export { postgresUser } from './postgres/os-user.js';
export {
  type PostgresOptions,
  type PostgresServer,
  type RunningServer,
  startPostgres,
} from './postgres/postgres-server.js';
export {
  endProcess,
  isAlive,
  markOf,
  type ProcessMark,
  signal,
  stillRuns,
  waitUntilGone,
} from './process-mark.js';
export { lastLines, openLog } from './server-log.js';
export { ServerProblem } from './server-problem.js';
