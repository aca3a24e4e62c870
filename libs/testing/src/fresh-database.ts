import { randomBytes } from 'node:crypto';
import { provisionSchemas } from '@vanthu/persistence';
import pg from 'pg';
import { testDatabaseUrl } from './test-run.js';

export interface FreshDatabase {
  readonly name: string;
  /** Of the superuser. */
  readonly adminUrl: string;
  /** Of the role that owns this schema: what the service itself would connect with. */
  urlOf(schema: string): string;
  /** Ends what is still connected, too. */
  drop(): Promise<void>;
}

export interface FreshDatabaseOptions {
  /** Schemas with a role each, as `vanthu up` provisions them. */
  schemas?: readonly string[];
}

/** Roles belong to the cluster, which test files share: they must not change each other's passwords. */
const rolePassword = 'only-in-tests';

async function inCluster(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: testDatabaseUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A database of its own for a test file, copied from a template. Drop it in `afterAll`. */
export async function freshDatabase({ schemas = [] }: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = (user?: { name: string; password: string }): string => {
    const made = new URL(testDatabaseUrl());
    made.pathname = `/${name}`;
    if (user) {
      made.username = user.name;
      made.password = user.password;
    }
    return made.href;
  };
  await inCluster(async (client) => {
    // Test files that start at once would meet in the template and in the list of roles.
    await client.query(`SELECT pg_advisory_lock(hashtext('fresh database'))`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE vanthu_template`);
    if (schemas.length > 0) {
      await provisionSchemas(
        url(),
        schemas.map((schema) => ({ schema, password: rolePassword })),
      );
    }
  });
  return {
    name,
    adminUrl: url(),
    urlOf: (schema) => url({ name: schema, password: rolePassword }),
    drop: () => inCluster((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}
