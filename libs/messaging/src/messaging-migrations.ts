import type { Migration, MigrationClass } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';

/** `command`: what each command was answered. */
class CreateCommand1700000000001 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE command (
        command_id uuid PRIMARY KEY,
        request    text NOT NULL,
        input_hash text NOT NULL,
        reply      jsonb,
        at         timestamptz NOT NULL DEFAULT now()
      )`);
  }
}

/** `outbox`: the permanent log. `seq` is the order of insertion, `position` the order of the log. */
class CreateOutbox1700000000002 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        seq                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id                 uuid NOT NULL UNIQUE,
        type               text NOT NULL,
        aggregate          text NOT NULL,
        aggregate_id       text NOT NULL,
        aggregate_sequence integer NOT NULL CHECK (aggregate_sequence > 0),
        position           bigint UNIQUE,
        occurred_at        timestamptz NOT NULL,
        actor              jsonb NOT NULL,
        command_id         uuid,
        traceparent        text NOT NULL,
        payload            jsonb NOT NULL,
        recorded_at        timestamptz NOT NULL DEFAULT now(),
        published_at       timestamptz,
        CONSTRAINT outbox_sequence UNIQUE (aggregate, aggregate_id, aggregate_sequence)
      )`);
    await runner.query('CREATE INDEX outbox_of_aggregate ON outbox (aggregate_id, position)');
    await runner.query('CREATE INDEX outbox_without_position ON outbox (seq) WHERE position IS NULL');
    await runner.query('CREATE INDEX outbox_unpublished ON outbox (position) WHERE published_at IS NULL');
  }
}

/** What this service has heard: each event once, the last of each aggregate, how far the source's log is known without a hole. */
class CreateInbox1700000000003 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        event_id   uuid PRIMARY KEY,
        source     text NOT NULL,
        position   bigint NOT NULL,
        type       text NOT NULL,
        handled_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX inbox_position ON inbox (source, position)');
    await runner.query(`
      CREATE TABLE inbox_aggregate (
        source        text NOT NULL,
        aggregate     text NOT NULL,
        aggregate_id  text NOT NULL,
        last_sequence integer NOT NULL,
        PRIMARY KEY (source, aggregate, aggregate_id)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE inbox_source (
        source   text PRIMARY KEY,
        position bigint NOT NULL DEFAULT 0,
        catching_up boolean NOT NULL DEFAULT false
      ) WITH (fillfactor = 50)`);
  }
}

/** Events that wait (for their predecessor, for another attempt) and events that were given up. */
class CreateHeldAndDeadLetter1700000000004 implements Migration {
  async up(runner: QueryRunner): Promise<void> {
    const event = `
        event_id           uuid PRIMARY KEY,
        source             text NOT NULL,
        type               text NOT NULL,
        aggregate          text NOT NULL,
        aggregate_id       text NOT NULL,
        aggregate_sequence integer NOT NULL,
        position           bigint NOT NULL,
        event              jsonb NOT NULL,
        started            integer NOT NULL DEFAULT 0,
        finished           integer NOT NULL DEFAULT 0,`;
    await runner.query(`
      CREATE TABLE inbox_held (${event}
        why        text NOT NULL CHECK (why IN ('early', 'failed', 'interrupted', 'requeued')),
        waited     integer NOT NULL DEFAULT 0,
        next_at    timestamptz NOT NULL DEFAULT now(),
        held_at    timestamptz NOT NULL DEFAULT now(),
        last_error text
      )`);
    await runner.query(
      'CREATE INDEX inbox_held_aggregate ON inbox_held (source, aggregate, aggregate_id, aggregate_sequence)',
    );
    await runner.query('CREATE INDEX inbox_held_position ON inbox_held (source, position)');
    await runner.query(`
      CREATE TABLE dead_letter (${event}
        reason  text NOT NULL,
        died_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX dead_letter_position ON dead_letter (source, position)');
  }
}

/** Infrastructure tables of every service; `startService` runs them before the service's own. */
export const messagingMigrations: readonly MigrationClass[] = [
  CreateCommand1700000000001,
  CreateOutbox1700000000002,
  CreateInbox1700000000003,
  CreateHeldAndDeadLetter1700000000004,
];
