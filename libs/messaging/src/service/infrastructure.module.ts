import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Transactions } from '@vanthu/persistence';
import { DataSource } from 'typeorm';
import { EventFeed } from '../events/event-feed.js';
import { Outbox } from '../events/outbox.js';
import { ServiceKeys } from '../identity/service-keys.js';
import { TokenSigner, TokenVerifier } from '../identity/tokens.js';
import { CommandRunner } from '../requests/command-runner.js';
import { RequestClient } from '../requests/request-client.js';
import type { ConnectedService } from './connect-service.js';
import { JobContexts } from './job-contexts.js';

/** `@Inject(SERVICE_CONFIG) config: ServiceConfig` */
export const SERVICE_CONFIG = Symbol('ServiceConfig');
/** `@Inject(SERVICE_LOGGER) log: Logger` */
export const SERVICE_LOGGER = Symbol('Logger');

@Global()
@Module({})
class InfrastructureModule {}

/** What every provider of a service may inject. */
export function infrastructureModule(connected: ConnectedService): DynamicModule {
  const values: [unknown, unknown][] = [
    [SERVICE_CONFIG, connected.config],
    [SERVICE_LOGGER, connected.log],
    [DataSource, connected.dataSource],
    [Transactions, connected.transactions],
    [CommandRunner, connected.commands],
    [RequestClient, connected.requests],
    [Outbox, connected.outbox],
    [EventFeed, connected.feed],
    [JobContexts, connected.jobs],
    [ServiceKeys, connected.keys],
    [TokenSigner, connected.keys.signer],
    [TokenVerifier, connected.keys.verifier],
  ];
  const providers = values.map(([provide, useValue]) => ({ provide: provide as symbol, useValue }));
  return { module: InfrastructureModule, providers, exports: providers.map(({ provide }) => provide) };
}
