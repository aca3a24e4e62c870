import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One append-only step of a schema. The class name ends with the JavaScript timestamp (13 digits) of its writing:
 *
 *     export class CreateDrafts1763880000000 implements Migration {
 *       async up(runner: QueryRunner) { await runner.query(`CREATE TABLE draft (…)`); }
 *     }
 *
 * There is no way down: a mistake is corrected by the next step.
 */
export interface Migration {
  name?: string;
  up(runner: QueryRunner): Promise<unknown>;
}
export type MigrationClass = new () => Migration;

const noWayDown = async (): Promise<never> => {
  throw new Error('Migrations are append-only: write the next one.');
};

/** TypeORM asks for `down`; ours have none. */
export const forTypeorm = (classes: readonly MigrationClass[]): (new () => MigrationInterface)[] =>
  [...new Set(classes)].map((step) => {
    if (!('down' in step.prototype)) Object.assign(step.prototype, { down: noWayDown });
    return step as new () => MigrationInterface;
  });

/** Any two numbers that nobody else in the database uses. */
const lockSpace = 0x56_61_6e;

/**
 * Brings the schema up to date, one transaction per step. Copies of a service that start together wait for each other.
 *
 * @returns names of the steps that ran
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1, hashtext(current_schema()))', [lockSpace]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((step) => step.name);
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1, hashtext(current_schema()))', [lockSpace]).catch(() => {});
    await guard.release();
  }
}
