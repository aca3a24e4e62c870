import type { Logger } from '@vanthu/observability';
import { DataSource, type EntitySchema } from 'typeorm';
import { forTypeorm, type MigrationClass, migrate } from './migrations.js';

export interface DatabaseConfig {
  /** With the service's own role: `postgres://outgoing:…@host:5432/vanthu`. */
  url: string;
  /** Connections of this process at most. Migrations need two. */
  poolSize: number;
}

export interface SchemaOptions {
  /** Schema that the role owns; by convention the name of the service. */
  schema: string;
  // biome-ignore lint/complexity/noBannedTypes: TypeORM's own type of an entity class
  entities?: readonly (Function | EntitySchema)[];
  migrations?: readonly MigrationClass[];
  log?: Logger;
}

/** A connected data source whose schema is up to date. Close it with `destroy()`. */
export async function createDataSource(config: DatabaseConfig, options: SchemaOptions): Promise<DataSource> {
  if (!/^[a-z][a-z0-9_]*$/.test(options.schema)) throw new Error(`Not a schema name: ${options.schema}`);
  const dataSource = new DataSource({
    type: 'postgres',
    url: config.url,
    schema: options.schema,
    poolSize: Math.max(2, config.poolSize),
    entities: [...(options.entities ?? [])] as (new () => unknown)[],
    migrations: forTypeorm(options.migrations ?? []),
    migrationsTableName: 'schema_migration',
    // Otherwise TypeORM probes and installs extensions, which the service's role may not.
    installExtensions: false,
    // An idle connection that breaks (server restarted) is dropped by the pool; the next query opens another.
    poolErrorHandler: (error: unknown) => options.log?.warn({ err: error }, 'an idle database connection broke'),
    extra: {
      // Instants are UTC everywhere; unqualified names are the service's own, then extensions in public.
      options: `-c search_path=${options.schema},public -c TimeZone=UTC`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: options.schema,
    },
  });
  await dataSource.initialize();
  try {
    const ran = await migrate(dataSource);
    if (ran.length > 0) options.log?.info({ ran }, 'schema brought up to date');
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}
