import pg from 'pg';

/** What a service gets in the one database: a role and a schema that only this role can use. */
export interface SchemaOwner {
  schema: string;
  /** Default: the schema's name. */
  role?: string;
  /** Stored by the server as SCRAM-SHA-256. */
  password: string;
}

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Extensions that services may use; those the server does not have are passed over. */
const extensions = ['unaccent', 'pg_trgm'];

/** The statements that give one service its place. Repeating them changes nothing but the password. */
export function roleSetupSql(owner: SchemaOwner): string[] {
  const role = quoteName(owner.role ?? owner.schema);
  const schema = quoteName(owner.schema);
  return [
    `DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${quoteText(owner.role ?? owner.schema)}) THEN CREATE ROLE ${role} LOGIN; END IF;
     END $$`,
    `SET LOCAL password_encryption = 'scram-sha-256'`,
    `ALTER ROLE ${role} WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD ${quoteText(owner.password)}`,
    // Needed where the one who provisions is no superuser: only a member may hand over a schema.
    `DO $$ BEGIN EXECUTE format('GRANT %I TO CURRENT_USER', ${quoteText(owner.role ?? owner.schema)}); EXCEPTION WHEN OTHERS THEN NULL; END $$`,
    `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${role}`,
    `REVOKE ALL ON SCHEMA ${schema} FROM PUBLIC`,
    `DO $$ BEGIN EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), ${quoteText(owner.role ?? owner.schema)}); END $$`,
  ];
}

/**
 * Gives every service its role and schema in the database of `adminUrl`. May be repeated, also by several at once.
 *
 * @param adminUrl  of a role that may create roles, to the database that the services share
 */
export async function provisionSchemas(adminUrl: string, owners: readonly SchemaOwner[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Roles belong to the whole cluster: two databases provisioned at once would meet in pg_authid.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('vanthu provision'))`);
    await client.query(
      `DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database()); END $$`,
    );
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    for (const name of extensions) {
      const { rowCount } = await client.query('SELECT FROM pg_available_extensions WHERE name = $1', [name]);
      if (rowCount) await client.query(`CREATE EXTENSION IF NOT EXISTS ${quoteName(name)} SCHEMA public`);
    }
    for (const owner of owners) {
      for (const statement of roleSetupSql(owner)) await client.query(statement);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}
