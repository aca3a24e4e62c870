import type { Type } from '@nestjs/common';
import type { RequestContract, Service } from '@vanthu/contracts';
import type { MigrationClass, SchemaOptions } from '@vanthu/persistence';

/** What a service is, apart from where it runs. */
export interface ServiceDefinition {
  name: Service;
  /** The service's Nest module. Providers may inject what `infrastructureModule` gives. */
  module: Type<unknown>;
  entities?: NonNullable<SchemaOptions['entities']>;
  migrations?: readonly MigrationClass[];
  /** Every request that the service answers; the start fails when one has no handler. */
  contracts: readonly RequestContract[];
}
