import { Injectable, Module } from '@nestjs/common';
import { type Actor, command, event, type InputOf, query, refuser, Uuid } from '@vanthu/contracts';
import type { Migration, Tx } from '@vanthu/persistence';
import { Transactions } from '@vanthu/persistence';
import type { QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  type Answer,
  CommandRunner,
  Handles,
  type ListenContext,
  type ListenedEvent,
  Listens,
  Outbox,
  type RequestContext,
  type ServiceDefinition,
} from '../src/index.js';

/** A service as small as can be: it files cards, and hears of parcels. */

const refuse = refuser({
  'RECORDS.FULL': { status: 409, vi: 'Tủ đã đầy.' },
  'RECORDS.UNKNOWN': { status: 404, vi: 'Không có.' },
});

export const FileCard = command({
  service: 'records',
  name: 'file-card',
  right: 'outgoing.draft',
  services: ['exchange'],
  http: { method: 'POST', path: '/records/cards', summary: 'Thêm phiếu' },
  secret: ['pin'],
  input: z.object({
    cardId: Uuid,
    title: z.string().min(1).max(50),
    copies: z.coerce.number().int().default(1),
    pin: z.string().optional(),
  }),
  output: z.object({ cardId: Uuid, count: z.number().int() }),
});
export const GetCard = query({
  service: 'records',
  name: 'get-card',
  right: 'outgoing.read',
  http: { method: 'GET', path: '/records/cards/{cardId}', summary: 'Một phiếu' },
  input: z.object({ cardId: Uuid }),
  output: z.object({ title: z.string(), day: z.string(), askedBy: z.string() }),
});
export const CountCards = query({
  service: 'records',
  name: 'count-cards',
  services: ['exchange'],
  input: z.object({}),
  output: z.object({ count: z.number().int(), instant: z.string() }),
});
export const CardFiled = event({
  service: 'records',
  aggregate: 'card',
  name: 'filed',
  payload: z.object({ cardId: Uuid, title: z.string() }),
});
export const ParcelArrived = event({
  service: 'exchange',
  aggregate: 'parcel',
  name: 'arrived',
  payload: z.object({ content: z.string() }),
});
export const ParcelNoted = event({ service: 'exchange', aggregate: 'parcel', name: 'noted', payload: z.object({}) });

class CreateCards1763880000000 implements Migration {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE card (card_id uuid NOT NULL, title text NOT NULL, copies int NOT NULL)');
    await runner.query('CREATE UNIQUE INDEX card_title ON card (title)');
    await runner.query('CREATE TABLE heard_card (card_id uuid NOT NULL, at timestamptz NOT NULL)');
    await runner.query(
      'CREATE TABLE parcel (at bigint GENERATED ALWAYS AS IDENTITY, parcel_id text NOT NULL, sequence int NOT NULL, content text NOT NULL)',
    );
  }
}

@Injectable()
class CardHandlers {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
  ) {}

  @Handles(FileCard)
  file(input: InputOf<typeof FileCard>, ctx: RequestContext): Promise<Answer<typeof FileCard>> {
    return this.commands.run(FileCard, input, ctx, async (tx) => {
      if (input.title === 'crash') throw new Error('the secret of the table card_of_somebody');
      await tx.query('INSERT INTO card VALUES ($1, $2, $3)', [input.cardId, input.title, input.copies]);
      const payload = { cardId: input.cardId, title: input.title };
      await this.outbox.add(tx, CardFiled, { aggregateId: input.cardId, payload }, ctx);
      if (input.title.startsWith('slow')) await tx.query('SELECT pg_sleep(0.5)');
      if (input.title === 'full') return refuse('RECORDS.FULL');
      const [row] = await tx.query('SELECT count(*)::int AS count FROM card');
      return { cardId: input.cardId, count: row.count, more: 'never seen' };
    });
  }

  @Handles(GetCard)
  async get(input: InputOf<typeof GetCard>, ctx: RequestContext): Promise<Answer<typeof GetCard>> {
    const [row] = await this.transactions.query<{ title: string }>('SELECT title FROM card WHERE card_id = $1', [
      input.cardId,
    ]);
    if (row === undefined) return refuse('RECORDS.UNKNOWN');
    return { title: row.title, day: ctx.today(), askedBy: ctx.actor?.personName ?? 'nobody' };
  }

  @Handles(CountCards)
  async count(_: unknown, ctx: RequestContext): Promise<Answer<typeof CountCards>> {
    const [row] = await this.transactions.query<{ count: number }>('SELECT count(*)::int AS count FROM card');
    return { count: row?.count ?? 0, instant: ctx.now().toISOString() };
  }
}

/** What the listener does with a parcel is steered by its content. */
export const steering = { failing: new Set<string>(), deadly: new Set<string>() };

@Injectable()
class ParcelListener {
  @Listens(ParcelArrived)
  async note(event: ListenedEvent<typeof ParcelArrived>, tx: Tx, _: ListenContext): Promise<void> {
    if (steering.deadly.has(event.payload.content)) process.kill(process.pid, 'SIGKILL');
    await tx.query('INSERT INTO parcel (parcel_id, sequence, content) VALUES ($1, $2, $3)', [
      event.aggregateId,
      event.aggregateSequence,
      event.payload.content,
    ]);
    if (steering.failing.has(event.payload.content)) throw new Error('the parcel is torn');
  }
}

@Injectable()
class OwnListener {
  @Listens(CardFiled)
  async hear(event: ListenedEvent<typeof CardFiled>, tx: Tx, ctx: ListenContext): Promise<void> {
    await tx.query('INSERT INTO heard_card VALUES ($1, $2)', [event.payload.cardId, ctx.now()]);
  }
}

@Module({ providers: [CardHandlers, ParcelListener, OwnListener] })
class RecordsModule {}

export const recordsService: ServiceDefinition = {
  name: 'records',
  module: RecordsModule,
  migrations: [CreateCards1763880000000],
  contracts: [FileCard, GetCard, CountCards],
};

export const drafter: Actor = {
  personId: '11111111-1111-4111-8111-111111111111',
  personName: 'Nguyễn Văn An',
  positionId: '22222222-2222-4222-8222-222222222222',
  positionTitle: 'Chuyên viên',
  agencyId: '33333333-3333-4333-8333-333333333333',
  unitId: null,
  roles: ['official'],
  headOf: [],
};
